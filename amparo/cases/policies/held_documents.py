"""May a document be held, and may its hold be lifted? Pure: asks no database."""

from typing import Any

from django.utils.translation import gettext as _

from amparo.cases.models import Document, HeldDocument
from amparo.core.decisions import ALLOWED, Decision
from amparo.people import policies as people


def can_hold(document: Document, *, by: Any, is_held: bool, order: str) -> Decision:
    may = people.can_keep(document.case.agency, by=by)
    if may and is_held:
        return Decision(_("A hold stands on this document already; nothing more is needed."))
    if may and not order.strip():
        return Decision(
            _("Say who ordered it and in which file. Without that nobody could lift the hold.")
        )
    return may


def can_open(held: HeldDocument, *, by: Any) -> Decision:
    if held.lifted_at is not None:
        return Decision(_("The hold was lifted and the document destroyed. Nothing is left of it."))
    return people.can_keep(held.agency, by=by)


def can_lift(held: HeldDocument, *, by: Any) -> Decision:
    if held.lifted_at is not None:
        return Decision(_("This hold was lifted before; nothing more is needed."))
    return people.can_keep(held.agency, by=by)


def not_held_alone(*, is_held: bool) -> Decision:
    """The one sentence about a document on hold, wherever somebody would remove it."""
    if is_held:
        return Decision(
            _(
                "An authority ordered this document to be kept. It ends when a focal point or a "
                "coordinator lifts the hold on it."
            )
        )
    return ALLOWED
