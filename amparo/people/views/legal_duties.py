from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core import clock
from amparo.people import access, legal_duties
from amparo.people.actions import legal_duties as actions
from amparo.people.forms.legal_duties import SwitchForm
from amparo.people.models import DutySwitch
from amparo.people.policies import legal_duties as policies
from amparo.people.queries import disclosure as queries


@require_http_methods(["GET", "HEAD", "POST"])
def duties(request):
    """Which legal duties each agency has, by the word of its lawyer. All begin switched off."""
    agencies.may(request.member, Permission.SET_DUTIES).or_refuse()
    reached = access.kept_agencies(request.member)
    form = SwitchForm(request.POST or None, agencies=reached)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        agency = reached.get(code=typed.pop("agency"))
        duty = legal_duties.duties()[typed["code"]]
        fits = policies.is_of_its_kind(agency, duty, said_explicitly=typed["said_explicitly"])
        if fits:
            actions.switch_duty_on(by=request.member, agency=agency, **typed)
            messages.success(request, _("The legal duty is switched on. Workers see it from now."))
            return redirect("people:duties")
        form.add_error("code", fits.reason)
    today = clock.today()
    context = {
        "form": form,
        "agencies": [(agency, queries.possible_duties(agency, on=today)) for agency in reached],
    }
    return render(request, "people/legal_duties/duties.html", context)


@require_POST
def switch_off(request, switch_id):
    """The lawyer says that the agency no longer has this duty."""
    agencies.may(request.member, Permission.SET_DUTIES).or_refuse()
    reached = access.kept_agencies(request.member)
    switch = DutySwitch.objects.filter(agency__in=reached, pk=switch_id).first()
    if switch is None:
        raise Http404
    actions.switch_duty_off(by=request.member, switch=switch)
    messages.success(request, _("The legal duty is switched off. Nothing rests on it any more."))
    return redirect("people:duties")


@require_POST
def tell(request, person_id):
    """The worker told her, before the interview, what would have to be passed on."""
    person = access.open_person(request.member, person_id, page="consents")
    today = clock.today()
    age = queries.age_of(person, on=today)
    lines = queries.duty_lines(person.agency, on=today, age=age)
    codes = [line.duty.code for line in lines]
    actions.tell_duties(by=request.member, person=person, codes=codes)
    messages.success(request, _("Noted: she was told what you would have to pass on."))
    return redirect("people:consents", person_id=person.pk)
