from django.http import Http404
from django.shortcuts import render

from amparo.journeys.actions import preparing as actions
from amparo.journeys.enums import PaperState
from amparo.journeys.forms.preparing import PaperForm
from amparo.journeys.policies import preparing as policies
from amparo.journeys.policies.gates import paper_stands
from amparo.journeys.queries import gates
from amparo.journeys.views import typed
from amparo.journeys.views.journey import opened
from amparo.journeys.views.record import kept
from amparo.people.access import confirmation_required_to_look

ORDER = [PaperState.MISSING, PaperState.ASKED, PaperState.HELD]


def papers(request, case_id, journey_id):
    """The checklist, what is missing first."""
    case, held = opened(request, case_id, journey_id)
    found = gates.prepared(held)
    until = found.facts.arrives_on
    lines = [(each, paper_stands(each, until=until)) for each in found.papers]
    lines.sort(key=lambda line: (bool(line[1]), ORDER.index(line[0].state)))
    context = {"case": case, "journey": held, "prepared": found, "lines": lines}
    return render(request, "journeys/home/papers.html", context)


@confirmation_required_to_look
def paper(request, case_id, journey_id, code):
    """One paper: missing, asked for, or in our hands and until when it is valid."""
    case, held = opened(request, case_id, journey_id)
    one = next((each for each in gates.prepared(held).papers if each.code == code), None)
    if one is None:
        raise Http404
    key = f"journey-paper-{code}:{held.pk}"

    def keep(form):
        actions.keep_paper(
            by=request.member, journey=held, code=code, seen_version=form.version,
            **form.changes(),
        )  # fmt: skip

    said = typed.tried(request, PaperForm.of(one, request.POST or None), key, keep)
    if said.other_page or said.is_kept:
        return said.other_page or kept(request, held, key)
    context = {
        "case": case,
        "journey": held,
        "paper": one,
        "differences": said.differences,
        "may_write": policies.can_prepare(held, by=request.member),
        **typed.with_draft(request, said.form, key),
    }
    return render(request, "journeys/home/paper.html", context)
