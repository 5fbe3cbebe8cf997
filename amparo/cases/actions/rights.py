"""Requests of a person about her data, and the papers that answer them."""

from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.cases import deadlines
from amparo.cases.enums.rights import Knows
from amparo.cases.models import Case, RightsRequest
from amparo.cases.policies import rights as policies
from amparo.core import clock
from amparo.core.decisions import ALLOWED, Decision
from amparo.people.policies import children as people
from amparo.people.queries import children
from amparo.people.queries.age import is_treated_as_child


@transaction.atomic
def take_request(
    *, by: Any, case: Case, asks: str, came_by: str, received_on: date, words: str = ""
) -> RightsRequest:
    """Write down what she asked for. From that day the law counts."""
    today = clock.today()
    policies.can_take_request(case, by=by, received_on=received_on, today=today).or_refuse()
    asked = RightsRequest(
        case=case,
        asks=asks,
        came_by=came_by,
        words=words,
        received_on=received_on,
        due_on=deadlines.due(received_on),
        received_by=by,
    )
    asked.save(force_insert=True)
    detail = {"asks": asks, "came_by": came_by}
    audit.record("rights_requested", by=by, about=asked, fields=["words"], detail=detail)
    return asked


@transaction.atomic
def answer_request(
    *, by: Any, request: RightsRequest, standing: str, reason: str = ""
) -> RightsRequest:
    """Say how it ended."""
    held = _locked(request)
    policies.can_answer(held, by=by, standing=standing, reason=reason).or_refuse()
    held.standing, held.reason = standing, reason
    held.answered_by, held.answered_on = by, clock.today()
    held.save(update_fields=["standing", "reason", "answered_by", "answered_on"])
    detail = {"asks": held.asks, "standing": standing}
    audit.record("rights_answered", by=by, about=held, fields=["reason"], detail=detail)
    return held


@transaction.atomic
def extend_request(*, by: Any, request: RightsRequest) -> RightsRequest:
    """Give it more days, once. She must be told, and why."""
    held = _locked(request)
    policies.can_extend(held, by=by).or_refuse()
    held.is_extended, held.due_on = True, deadlines.extended(held.due_on)
    held.save(update_fields=["is_extended", "due_on"])
    audit.record("rights_extended", by=by, about=held, fields=["due_on"])
    return held


@transaction.atomic
def give_copy(*, by: Any, case: Case, identity: str, safe: bool, as_pdf: bool) -> None:
    """Note that she was given a paper, or a neutral card where a paper is not safe."""
    through = safe and identity == Knows.GUARDIAN
    represented = _represented(case) if through else ALLOWED
    policies.can_give_copy(case, by=by, represented=represented).or_refuse()
    detail = {"identity": identity, "safe": safe, "form": "pdf" if as_pdf else "page"}
    audit.record("copy_given" if safe else "card_given", by=by, about=case, detail=detail)


def _represented(case: Case) -> Decision:
    """Of a child, and of whoever has guardians written down: whether one of them is to be trusted.

    Whoever exploits a child comes with papers too.
    """
    today = clock.today()
    standing = children.guardians(case.person, on=today)
    if not standing and not is_treated_as_child(case.person, on=today):
        return ALLOWED
    return people.represents(each.may for each in standing)


def _locked(request: RightsRequest) -> RightsRequest:
    rows = RightsRequest.objects.select_related("case__agency").select_for_update(of=("self",))
    return rows.get(pk=request.pk)
