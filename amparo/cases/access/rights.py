"""The door to what a person asked about her data: her team, and who answers for the records."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from amparo import audit
from amparo.agencies.roles import Permission
from amparo.cases import numbers
from amparo.cases.access.case import visible_cases
from amparo.cases.models import Case, RightsRequest
from amparo.people import access as people


def open_rights(member: Any, case_id: UUID, *, page: str) -> Case:
    """A case for what concerns her data: the focal point reaches it here, and opens no case."""
    case = _reached(member).select_related("person", "agency").filter(pk=case_id).first()
    if case is None:
        raise Http404
    audit.record("rights_opened", by=member, about=case, detail={"page": page})
    return case


def request_of(case: Case, request_id: UUID) -> RightsRequest:
    """A request under its own case only."""
    found = RightsRequest.objects.filter(case=case, pk=request_id).first()
    if found is None:
        raise Http404
    found.case = case
    return found


def requests_to_answer(member: Any) -> QuerySet[RightsRequest]:
    """Every request of the agencies whose records a member answers for."""
    found = RightsRequest.objects.filter(case__in=_kept(member)).select_related("case__agency")
    return found.order_by("due_on")


def case_of_number(member: Any, number: str) -> Case | None:
    return _reached(member).filter(number=numbers.read(number) or "").first()


def _reached(member: Any) -> QuerySet[Case]:
    return visible_cases(member) | _kept(member)


def _kept(member: Any) -> QuerySet[Case]:
    """Those she answers for. Who opens cases answers here for those that open to her: a file for
    named people stays theirs and the focal point's, who sees of it what is asked and no more."""
    kept = Case.objects.filter(agency__in=people.kept_agencies(member))
    if not member.may(Permission.OPEN_CASES):
        return kept
    return kept.filter(pk__in=visible_cases(member).values("pk"))
