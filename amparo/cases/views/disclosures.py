from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amparo.agencies import queries as agencies
from amparo.agencies.roles import Permission
from amparo.cases import access
from amparo.cases import policies as case_policies
from amparo.cases.actions import disclosures as actions
from amparo.cases.forms.disclosure import DisclosureForm
from amparo.cases.policies import disclosure as policies
from amparo.cases.queries import disclosure as queries
from amparo.core import clock
from amparo.people.queries import disclosure as people


@require_http_methods(["GET", "HEAD", "POST"])
def disclosures(request, case_id):
    """What was shared of this case, with whom and why; and a new one, to be looked at first."""
    case = access.open_case(request.member, case_id, page="disclosures")
    if request.method == "POST":
        # Whoever may not override learns it from the server, whatever her page offered.
        policies.can_rest_on(request.POST.get("basis") or "consent", by=request.member).or_refuse()
        case_policies.can_record(case, by=request.member).or_refuse()
    form = form_for(request, case)
    if request.method == "POST" and form.is_valid():
        made = actions.prepare_disclosure(by=request.member, case=case, **form.facts())
        messages.info(request, _("Nothing goes yet. Look at what this recipient would read."))
        return redirect("cases:disclosure", case_id=case.pk, disclosure_id=made.pk)
    context = {
        "case": case,
        "form": form,
        "lines": queries.lines_of(case, on=clock.today()),
        "may_override": may_override(request.member),
        "may_record": case_policies.can_record(case, by=request.member),
        "duties": people.duty_lines(
            case.agency, on=clock.today(), age=people.age_of(case.person, on=clock.today())
        ),
    }
    return render(request, "cases/disclosure/disclosures.html", context)


def form_for(request, case):
    today = clock.today()
    duties = people.duty_lines(case.agency, on=today, age=people.age_of(case.person, on=today))
    form = DisclosureForm(
        request.POST or None, agencies=agencies.beside(case.agency), duties=duties
    )
    if not may_override(request.member):
        form.without_override()
    return form


def may_override(member):
    return member.may(Permission.OVERRIDE_CONSENT) and member.may(Permission.OPEN_CASES)
