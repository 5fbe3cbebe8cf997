from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.agencies import actions as members
from amparo.agencies.roles import Permission
from amparo.cases import queries
from amparo.cases.access import need_to_know as access
from amparo.cases.actions import deputies as actions
from amparo.cases.forms.deputy import DeputyForm
from amparo.cases.queries import need_to_know as named
from amparo.core import clock
from amparo.core.decisions import Refused


def colleagues(request):
    """Who stands in for whom. Her own absences; a coordinator, those of her agency, and their
    visits, to end them when a telephone is lost."""
    hers = access.colleagues(request.member)
    absent = [each for each in hers if each.opens_cases]
    form = DeputyForm(
        request.POST or None, absent=absent, colleagues=queries.may_take_over(request.member)
    )
    if request.method == "POST" and form.is_valid():
        return handle_valid(request, form, hers)
    return page(request, form, hers)


def page(request, form, hers):
    context = {
        "form": form,
        "deputies": named.deputies(hers, on=clock.today()),
        "others": [each for each in hers if each.pk != request.member.pk],
        "may_assign": request.member.may(Permission.ASSIGN_TEAM),
    }
    return render(request, "cases/need_to_know/colleagues.html", context)


def handle_valid(request, form, hers):
    typed = form.cleaned_data
    everyone = {str(each.pk): each for each in queries.may_take_over(request.member)}
    days = {"starts_on": typed["starts_on"], "ends_on": typed["ends_on"]}
    absent, deputy = everyone[typed["absent"]], everyone[typed["deputy"]]
    try:
        actions.name_deputy(by=request.member, absent=absent, deputy=deputy, **days)
    except Refused as refusal:
        form.add_error("deputy", str(refusal))
        return page(request, form, hers)
    messages.success(request, _("Saved. It begins and ends by itself on those days."))
    return redirect("cases:colleagues")


@require_POST
def end_deputy(request, deputy_id):
    """She is back earlier, or it was the wrong colleague."""
    deputy = access.get_deputy_or_404(request.member, deputy_id)
    actions.end_deputy(by=request.member, deputy=deputy)
    messages.success(request, _("Ended. From now on nothing opens by it."))
    return redirect("cases:colleagues")


@require_POST
def end_visits(request, member_id):
    """End what a colleague has open, at once."""
    found = access.colleagues(request.member).filter(pk=member_id).exclude(pk=request.member.pk)
    member = found.first()
    if member is None:
        raise Http404
    members.end_visits(by=request.member, member=member)
    messages.success(request, _("Whatever she has open, her next step leads to the sign-in page."))
    return redirect("cases:colleagues")
