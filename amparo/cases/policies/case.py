"""May this happen now? Pure: asks no database."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.enums import NEXT_STATUS, RemovalReason
from amparo.cases.enums.closing import CLOSED
from amparo.cases.models import Case, Document
from amparo.cases.models.document import MOST_DOCUMENTS, MOST_OF_A_CASE
from amparo.core.decisions import ALLOWED, Decision
from amparo.people import policies as people


def can_open(agency: Any, *, by: Any) -> Decision:
    if by.agency_id is not None and by.agency_id != agency.pk:
        return Decision(_("A case is opened in the vault of your own agency only."))
    return agencies.may(by, Permission.RECORD_CASES)


def can_record(case: Case, *, by: Any) -> Decision:
    if by.agency_id is not None and by.agency_id != case.agency_id:
        return Decision(_("Only the agency that holds this case can write in it."))
    return agencies.may(by, Permission.RECORD_CASES)


def can_change_status(case: Case, *, by: Any, status: str) -> Decision:
    if not case.is_open or status in CLOSED:
        return Decision(
            _(
                "A case is closed with a reason that somebody else approves, and taken up again "
                "with a reason. Both have a page of their own: Closing and reopening."
            )
        )
    if status not in NEXT_STATUS[case.status]:
        return Decision(_("A case cannot go from its present status to that one."))
    return can_record(case, by=by)


def can_add_document(case: Case, *, by: Any, held: int, weight: int = 0, more: int = 0) -> Decision:
    if held >= MOST_DOCUMENTS or weight + more > MOST_OF_A_CASE:
        return Decision(
            _(
                "This case holds as many documents as fit. Remove one that is no longer needed, or "
                "put several pages into one file."
            )
        )
    return can_record(case, by=by)


def can_take_out(document: Document, *, by: Any) -> Decision:
    if by.agency_id != document.case.agency_id:
        return Decision(_("Only the agency that holds this case can open its documents."))
    return agencies.may(by, Permission.REVEAL_IDENTITY)


def can_remove_document(document: Document, *, by: Any, held: bool) -> Decision:
    return people.not_held(held=held) and can_record(document.case, by=by)


def says_why(reason: str) -> Decision:
    if reason not in RemovalReason:
        return Decision(
            _(
                "Say why the document is removed. It cannot be brought back, and the log keeps the "
                "reason when the document is gone."
            )
        )
    return ALLOWED


def can_assign(case: Case, *, by: Any, member: Any) -> Decision:
    if by.agency_id != case.agency_id:
        return Decision(_("Only the agency that holds this case decides who works on it."))
    if member.agency_id != case.agency_id:
        return Decision(_("Somebody of another agency cannot join the team of this case."))
    if not member.opens_cases:
        return Decision(_("This member's role does not open cases."))
    return agencies.may(by, Permission.ASSIGN_TEAM)


def can_hand_over(case: Case, *, by: Any) -> Decision:
    if by.agency_id != case.agency_id:
        return Decision(_("Only the agency that holds this case decides who works on it."))
    return agencies.may(by, Permission.ASSIGN_TEAM)


@dataclass(frozen=True)
class Elements:
    """Which elements of the Palermo definition are recorded. A help for a person, not a verdict."""

    act: bool
    means: bool
    means_needed: bool | None
    purpose: bool

    @property
    def missing(self) -> list[str]:
        found = [] if self.act else ["act"]
        if self.means_needed is not False and not self.means:
            found.append("means")
        return found if self.purpose else [*found, "purpose"]


def palermo(*, acts: list, means: list, purposes: list, minor: bool | None) -> Elements:
    """Article 3: act, means and purpose; under 18 no means is needed; age unknown stays open."""
    needed = None if minor is None else not minor
    return Elements(bool(acts), bool(means), needed, bool(purposes))


__all__ = [
    "ALLOWED",
    "Elements",
    "can_add_document",
    "can_assign",
    "can_change_status",
    "can_open",
    "can_record",
    "can_remove_document",
    "can_take_out",
    "palermo",
    "says_why",
]
