"""Doors to transfers: of a case that is open, of who confirms, of who would take the case, and of
who gave one away."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from amparo import audit
from amparo.agencies.roles import Permission
from amparo.cases.access import conflicts, visible_cases
from amparo.cases.models import Case
from amparo.people import access as people
from amparo.people.policies.disclosure import BY_TWO
from amparo.referrals.enums.transfer import TransferState
from amparo.referrals.models import Transfer

WITH = ("case__person", "case__agency", "from_agency", "to_agency", "proposed_by", "confirmed_by",
        "given_to")  # fmt: skip


def of_case(case: Case) -> QuerySet[Transfer]:
    """Those of a case that is open already."""
    return Transfer.objects.filter(case=case).select_related(*WITH)


def to_confirm(member: Any) -> QuerySet[Transfer]:
    """What waits for a second person, and she may be that one: in her agency, or, where two decide
    without her yes, in one for whose records she answers."""
    found = _rows().filter(state=TransferState.PROPOSED).exclude(proposed_by=member)
    may = Q(pk__in=[])
    if member.may(Permission.APPROVE_WORK):
        may |= Q(from_agency=member.agency_id) & ~Q(basis__in=BY_TWO)
    if member.may(Permission.OVERRIDE_CONSENT):
        kept = people.kept_agencies(member)
        may |= Q(from_agency__in=kept, basis__in=BY_TWO) & ~Q(proposed_by__role=member.role)
    return found.filter(may).order_by("proposed_at", "pk")


def to_answer(member: Any) -> QuerySet[Transfer]:
    """What waits for who decides on teams in the agency that would take it."""
    found = _rows().filter(to_agency=member.agency_id, state=TransferState.WAITING)
    may = member.may(Permission.OPEN_CASES) and member.may(Permission.ASSIGN_TEAM)
    return found.order_by("confirmed_at", "pk") if may else found.none()


def waiting_or_404(member: Any, transfer_id: UUID) -> Transfer:
    """One that waits for her; to whoever bears a feared name it is not there. Logged."""
    for rows in (to_confirm(member), to_answer(member)):
        found = rows.filter(pk=transfer_id).first()
        if found is not None and not conflicts.stands_between(found.case, member):
            audit.record("transfer_looked_at", by=member, about=found)
            return found
    raise Http404


def reads(member: Any, transfer: Transfer) -> bool:
    """Whether anything of the file may be shown to her before she confirms or takes it: in the
    agency that gives it, only to whom the file opens."""
    if transfer.state != TransferState.PROPOSED:
        return True
    return visible_cases(member).filter(pk=transfer.case_id).exists()


def given(member: Any) -> QuerySet[Transfer]:
    """What her agency gave away: to whom and when. The file is no longer theirs, so nothing of it
    is read with that."""
    found = Transfer.objects.filter(from_agency=member.agency_id, state=TransferState.ACCEPTED)
    found = found.select_related("to_agency").only("to_agency__name", "answered_at")
    may = member.may(Permission.OPEN_CASES) and member.may(Permission.ASSIGN_TEAM)
    return found.order_by("-answered_at", "-pk") if may else found.none()


def _rows() -> QuerySet[Transfer]:
    # A blocked file is there for nobody.
    return Transfer.objects.filter(case__disposal__isnull=True).select_related(*WITH)
