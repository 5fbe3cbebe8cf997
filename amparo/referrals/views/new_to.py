from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amparo.cases import access
from amparo.cases import policies as case_policies
from amparo.cases.policies import disclosure as disclosures
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.organisations.queries import organisation as organisations
from amparo.people.queries import disclosure as people
from amparo.referrals.actions import referral as actions
from amparo.referrals.forms.referral import USUAL, OrganisationDraftForm
from amparo.referrals.queries import services
from amparo.referrals.views.new import may_override


@require_http_methods(["GET", "HEAD", "POST"])
def new_to(request, case_id):
    """Prepare a referral to an organisation of the register that offers no service in the list."""
    case = access.open_case(request.member, case_id, page="referral_new")
    if request.method == "POST":
        disclosures.can_rest_on(
            request.POST.get("basis") or "consent", by=request.member
        ).or_refuse()
        case_policies.can_record(case, by=request.member).or_refuse()
    form = form_for(request, case)
    if request.method == "POST" and form.is_valid():
        typed = form.facts()
        known = services.for_her(case, on=clock.today()) | {"need": typed["need"]}
        try:
            made = actions.draft(
                by=request.member, case=case, looked_for=services.kept(known), **typed
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.info(request, _("Nothing goes yet. Look at what this recipient would read."))
            return redirect(made)
    context = {
        "case": case,
        "form": form,
        "offered": organisations.offered(),
        "may_override": may_override(request.member),
        "may_record": case_policies.can_record(case, by=request.member),
    }
    return render(request, "referrals/new_to.html", context)


def form_for(request, case):
    today = clock.today()
    duties = people.duty_lines(case.agency, on=today, age=people.age_of(case.person, on=today))
    first = USUAL | {"need": request.GET.get("need", "")}
    form = OrganisationDraftForm(request.POST or None, duties=duties, initial=first)
    if not may_override(request.member):
        form.without_override()
    return form
