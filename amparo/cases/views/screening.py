from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.cases import access, actions, procedures
from amparo.cases.access.screening import open_screening
from amparo.cases.enums.screening import Age
from amparo.cases.forms.screening import ScreeningForm
from amparo.cases.policies import screening as policies
from amparo.cases.procedures.reading import read_answers
from amparo.cases.queries import screening as queries
from amparo.core.decisions import Refused


@dataclass(frozen=True)
class Offer:
    """A procedure by which she could be asked, or why not."""

    procedure: procedures.Procedure
    may_begin: Any


def screening(request, case_id):
    """Every screening of a case, and the procedures by which she can be asked."""
    case = access.open_case(request.member, case_id, page="screening")
    under_18 = queries.under_18(case)
    held = [(each, queries.reading_of(each)) for each in queries.screenings_of(case)]
    offers = [
        Offer(one, policies.can_begin(case, by=request.member, procedure=one, under_18=under_18))
        for one in procedures.current()
    ]
    context = {"case": case, "held": held, "offers": offers, "under_18": under_18}
    return render(request, "cases/screening/screening.html", context)


def new(request, case_id, key):
    """Ask by one version of a procedure. The page says what the answers mean, and why."""
    case = access.open_case(request.member, case_id, page="screening")
    procedure = procedures.get(key)
    if procedure is None or not procedure.is_loaded:
        raise Http404
    under_18 = queries.under_18(case)
    form = ScreeningForm(request.POST or None, procedure=procedure, under_18=under_18)
    reading = None
    if request.method == "POST" and form.is_valid():
        if "look" not in request.POST:
            try:
                return handle_valid(request, case, form)
            except Refused as refusal:
                form.add_error(None, str(refusal))
        said = {Age.UNDER_18: True, Age.OF_AGE: False}.get(Age(form.age_said))
        reading = read_answers(procedure, form.answers(), under_18=said)
    draft = members.draft(request.member, draft_key(case, procedure))
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    may = policies.can_begin(case, by=request.member, procedure=procedure, under_18=under_18)
    context = {
        "case": case,
        "procedure": procedure,
        "form": form,
        "reading": reading,
        "under_18": under_18,
        "draft": draft,
        "draft_key": draft_key(case, procedure),
        "may_record": may,
    }
    return render(request, "cases/screening/new.html", context)


def handle_valid(request, case, form):
    held = actions.record_screening(by=request.member, case=case, **form.facts())
    member_actions.drop_draft(by=request.member, form=draft_key(case, form.procedure))
    messages.success(request, _("The screening was kept. It decides nothing by itself."))
    return redirect(held)


def draft_key(case, procedure):
    return f"screening:{case.pk}:{procedure.key}"


def read(request, case_id, screening_id):
    """One screening as it was kept: what the answers mean under its own version, and why."""
    case = access.open_case(request.member, case_id, page="screening")
    held = open_screening(request.member, case, screening_id)
    before, changes = queries.since_before(held, queries.screenings_of(case))
    context = {
        "case": case,
        "screening": held,
        "procedure": procedures.get(held.procedure),
        "reading": queries.reading_of(held),
        "before": before,
        "changes": changes,
    }
    return render(request, "cases/screening/read.html", context)
