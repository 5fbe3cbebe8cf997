"""What may be done with a document: kept, taken out, opened as it came."""

from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.enums.document import OriginalReason
from amparo.cases.models import Document
from amparo.cases.policies.case import can_add_document
from amparo.cases.policies.case import can_take_out as can_see
from amparo.core.decisions import Decision

# What a caseworker may give as a reason; whoever answers for all cases may give any.
OF_THE_TEAM = {OriginalReason.EVIDENCE, OriginalReason.HER_OWN, OriginalReason.NO_COPY}


def can_take_out_copy(document: Document, *, by: Any) -> Decision:
    if not document.has_copy:
        return Decision(
            _(
                "Of this document only the original is kept, since it could not be cleaned or came "
                "before documents were. Open the original, with a reason."
            )
        )
    return can_see(document, by=by)


def can_clean(document: Document, *, by: Any, weight: int = 0, more: int = 0) -> Decision:
    """Make the cleaned copy that was not made when it came: whoever may add a document."""
    if document.has_copy:
        return Decision(_("There is a cleaned copy of this document. Take that one out."))
    return can_add_document(document.case, by=by, held=0, weight=weight, more=more)


def can_open_original(document: Document, *, by: Any, reason: str) -> Decision:
    """As it came, with all that it says on the side: only with a reason that the log keeps."""
    if reason not in OriginalReason:
        return Decision(
            _(
                "Say why the original is opened. It can show where and when it was made and by "
                "whom, so the log keeps the reason."
            )
        )
    if reason == OriginalReason.NO_COPY and document.has_copy:
        return Decision(_("There is a cleaned copy of this document. Take that one out."))
    if reason not in OF_THE_TEAM and not agencies.may(by, Permission.OPEN_AGENCY_CASES):
        return Decision(
            _(
                "For this reason the coordinator opens the original. It can show where and when "
                "it was made, and by whom."
            )
        )
    return can_see(document, by=by)


def reasons_of(document: Document, *, by: Any) -> list[tuple[str, Any]]:
    """The reasons that this member may give."""
    return [
        (each.value, each.label)
        for each in OriginalReason
        if can_open_original(document, by=by, reason=each)
    ]


__all__ = ["can_clean", "can_open_original", "can_take_out_copy", "reasons_of"]
