from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases import retention as series
from amparo.cases.access import retention as access
from amparo.cases.actions import retention as actions
from amparo.cases.enums.retention import DisposalState
from amparo.cases.forms.retention import SeriesForm
from amparo.cases.policies import retention as policies
from amparo.cases.queries import retention as queries
from amparo.core import clock
from amparo.people import access as people
from amparo.people import notice, sheet_pdf

# Neutral on a shared desktop.
FILE_NAME = "acta.pdf"
LATEST = 20


@require_http_methods(["GET", "HEAD", "POST"])
def retention(request):
    """Which files are kept by which series, what ends, which acts wait. Numbers and nobody."""
    member = request.member
    agencies.may(member, Permission.ERASE_PEOPLE).or_refuse()
    if request.method == "POST":
        return propose(request)
    reached = people.kept_agencies(member)
    kept = queries.kept(reached, today=clock.today())
    found = access.disposals(member)
    waiting = found.filter(state=DisposalState.ASKED)
    context = {
        "kept": [(line, may_propose(member, line)) for line in kept],
        "waiting": [(each, policies.can_approve(each, by=member)) for each in waiting],
        "done": found.filter(state=DisposalState.DONE)[:LATEST],
        "without": [(each, queries.without_series(each).count()) for each in reached],
        "may_set": member.may(Permission.SET_PERIODS),
        "may_open_blocked": member.role == "data_protection",
    }
    return render(request, "cases/retention/retention.html", context)


def may_propose(member, line):
    return policies.can_propose(line.agency, by=member, waiting=line.waits, files=line.may_go)


def propose(request):
    """Propose an act about one series of one agency. A second person must approve it."""
    agency = access.kept_agency_or_404(request.member, request.POST.get("agency", ""))
    code = request.POST.get("code", "")
    if code not in series.every():
        return redirect("cases:retention")
    act = actions.propose(by=request.member, agency=agency, code=code)
    words = _("Proposed: %(files)s files. Nothing happens before the second person approves it.")
    messages.success(request, words % {"files": act.asked_files})
    return redirect("cases:retention")


@require_POST
def approve(request, disposal_id):
    """Carry out what another proposed."""
    act = actions.approve(
        by=request.member, disposal=access.disposal_or_404(request.member, disposal_id)
    )
    words = _("Carried out under folio %(folio)s: %(files)s files, %(kept)s kept back.")
    messages.success(
        request, words % {"folio": act.folio, "files": act.files, "kept": act.kept_back}
    )
    return redirect("cases:retention")


@require_POST
def call_off(request, disposal_id):
    """Call a proposed act off."""
    actions.call_off(
        by=request.member, disposal=access.disposal_or_404(request.member, disposal_id)
    )
    messages.success(request, _("The act was called off. Every file stays as it is."))
    return redirect("cases:retention")


@require_safe
def act(request, disposal_id):
    """The act as a paper to sign: who, when, which series, how many files. It names nobody."""
    held = access.disposal_or_404(request.member, disposal_id)
    if held.state != DisposalState.DONE:
        return redirect("cases:retention")
    context = notice.controller() | {"act": held}
    html = render_to_string("cases/retention/act.html", context, request=request)
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
    return HttpResponse(sheet_pdf.sheets(html), content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def switches(request):
    """Which series hold at each agency, by the word of its lawyer. All begin switched off."""
    agencies.may(request.member, Permission.SET_PERIODS).or_refuse()
    reached = people.kept_agencies(request.member)
    form = SeriesForm(request.POST or None, agencies=reached)
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        agency = reached.get(code=typed.pop("agency"))
        may = policies.can_switch_on(
            agency,
            series.every()[typed["code"]],
            by=request.member,
            is_on=typed["code"] in queries.switches_on(agency),
            lawyer=typed["lawyer"],
            rests_on=typed["rests_on"],
        )
        if may:
            actions.switch_series_on(by=request.member, agency=agency, **typed)
            messages.success(request, _("The series holds. Closed files have their day from now."))
            return redirect("cases:series")
        form.add_error("code", may.reason)
    context = {
        "form": form,
        "agencies": [(agency, queries.possible(agency)) for agency in reached],
    }
    return render(request, "cases/retention/series.html", context)


@require_POST
def switch_off(request, switch_id):
    """The lawyer says that files are no longer kept by this series."""
    agencies.may(request.member, Permission.SET_PERIODS).or_refuse()
    actions.switch_series_off(
        by=request.member, switch=access.switch_or_404(request.member, switch_id)
    )
    messages.success(request, _("The series holds no longer. Its files are kept as before it."))
    return redirect("cases:series")
