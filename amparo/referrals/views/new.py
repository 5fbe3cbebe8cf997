from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amparo.agencies.roles import Permission
from amparo.cases import access
from amparo.cases import policies as case_policies
from amparo.cases.policies import disclosure as disclosures
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.directory import access as directory
from amparo.people.queries import disclosure as people
from amparo.referrals.actions import referral as actions
from amparo.referrals.forms.referral import USUAL, DraftForm, LookForm
from amparo.referrals.queries import paper, services


@require_http_methods(["GET", "HEAD", "POST"])
def new(request, case_id, service_id):
    """Prepare a referral to one service; from the list of services with one click."""
    case = access.open_case(request.member, case_id, page="referral_new")
    service = directory.get_service_or_404(request.member, service_id)
    if request.method == "POST":
        # Whoever may not override learns it from the server, whatever her page offered.
        disclosures.can_rest_on(
            request.POST.get("basis") or "consent", by=request.member
        ).or_refuse()
        case_policies.can_record(case, by=request.member).or_refuse()
    form = form_for(request, case, service)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draft(
                by=request.member,
                case=case,
                service=service,
                looked_for=looked_for(request, case),
                **form.facts(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.info(request, _("Nothing goes yet. Look at what this recipient would read."))
            return redirect(made)
    context = {
        "case": case,
        "service": service,
        "form": form,
        "looked_for": request.POST.get("looked_for", ""),
        "may_override": may_override(request.member),
        "may_record": case_policies.can_record(case, by=request.member),
    }
    return render(request, "referrals/new.html", context)


def form_for(request, case, service):
    today = clock.today()
    duties = people.duty_lines(case.agency, on=today, age=people.age_of(case.person, on=today))
    form = DraftForm(
        request.POST or None,
        duties=duties,
        organisation=services.whom_to_ask(service),
        initial=USUAL | {"recipient": paper.likely_of(service)},
    )
    if not may_override(request.member):
        form.without_override()
    return form


def may_override(member):
    return member.may(Permission.OVERRIDE_CONSENT) and member.may(Permission.OPEN_CASES)


def looked_for(request, case):
    """By what the service was found: what was typed in the list, or what is known of her."""
    typed = request.POST.get("looked_for", "")
    asked = LookForm(QueryDict(typed) if typed else services.for_her(case, on=clock.today()))
    return services.kept(asked.cleaned_data) if asked.is_valid() else {}
