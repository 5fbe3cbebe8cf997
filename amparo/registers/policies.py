"""May this happen now? Pure: asks no database."""

from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core.decisions import ALLOWED, Decision
from amparo.people import policies as people
from amparo.registers.enums import State
from amparo.registers.models import Doubt, Import, Upload


def can_bring_in(agency: Any, *, by: Any) -> Decision:
    if by.agency_id is not None and by.agency_id != agency.pk:
        return Decision(_("A register is brought into the vault of your own agency only."))
    return agencies.may(by, Permission.BRING_IN_REGISTERS)


def can_use(upload: Upload, *, by: Any) -> Decision:
    if upload.is_queued:
        return Decision(_("This register is being brought in already. Wait for it to finish."))
    return can_bring_in(upload.agency, by=by)


def can_undo(brought: Import, *, by: Any, changed_since: int, has_held: bool) -> Decision:
    if brought.state == State.UNDONE:
        return Decision(_("This import was undone before; nothing of it is left."))
    if changed_since:
        return Decision(
            _(
                "People of this import have been worked with since, and undoing it would throw "
                "that work away. Correct the single files instead."
            )
        )
    return people.not_held(held=has_held) and can_bring_in(brought.agency, by=by)


def can_begin_undoing(brought: Import, *, by: Any, changed_since: int, has_held: bool) -> Decision:
    """As a member asks for it; the worker goes on with what was begun."""
    if brought.state == State.UNDOING:
        return Decision(_("This import is being undone already. Wait for it to finish."))
    return can_undo(brought, by=by, changed_since=changed_since, has_held=has_held)


def can_settle(doubt: Doubt, *, by: Any) -> Decision:
    if doubt.settled:
        return Decision(_("This doubt was settled before; nothing more is needed."))
    return can_bring_in(doubt.brought.agency, by=by)


__all__ = ["ALLOWED", "can_begin_undoing", "can_bring_in", "can_settle", "can_undo", "can_use"]
