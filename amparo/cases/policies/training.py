"""Is somebody trained in a procedure, and who may say so? Pure: asks no database."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases import procedures
from amparo.cases.enums.screening import DecisionKind
from amparo.cases.models.training import Training
from amparo.core.decisions import ALLOWED, Decision


def family_of(version: str) -> str:
    """All versions of one procedure bear one name; another one bears the name that it was given."""
    held = procedures.get(version)
    return held.id if held else " ".join(version.casefold().split())


def is_trained(trainings: Iterable[Training], *, version: str, on: date) -> bool:
    """Whether one of her trainings, in this procedure, holds on that day."""
    family = family_of(version)
    return any(
        each.procedure == family
        and each.ended_at is None
        and each.trained_on <= on <= each.valid_until
        for each in trainings
    )


def can_decide(*, kind: str, is_trained: bool) -> Decision:
    """An operational decision is kept, marked: a lone shelter worker has to help tonight. Official
    ones open and close doors for years, so they wait for somebody who was trained."""
    if kind == DecisionKind.OFFICIAL and not is_trained:
        return Decision(
            _(
                "No training of yours in this procedure is on record, so an official decision was "
                "not kept. Ask a trained colleague to store it, or your coordinator to record your "
                "training. Help does not wait for it."
            )
        )
    return ALLOWED


def can_record(
    member: Any,
    *,
    by: Any,
    procedure: str,
    trained_on: date,
    trained_by: str,
    valid_until: date,
    today: date,
) -> Decision:
    if not (procedure.strip() and trained_by.strip()):
        return Decision(_("Say in which procedure she was trained, and by whom."))
    if trained_on > today:
        return Decision(_("A training cannot be dated in the future."))
    if valid_until < trained_on:
        return Decision(_("It ends before it was held. Check both days."))
    return _answers_for(member, by=by)


def can_end(training: Training, *, by: Any) -> Decision:
    if training.ended_at is not None:
        return Decision(_("This ended before; nothing more is needed."))
    return _answers_for(training.member, by=by)


def _answers_for(member: Any, *, by: Any) -> Decision:
    """A coordinator, for her agency; who manages members, for all; nobody for herself."""
    if member.pk == by.pk:
        return Decision(_("Nobody says that she was trained herself. Somebody else must do it."))
    if member.agency_id != by.agency_id and not by.may(Permission.MANAGE_MEMBERS):
        return Decision(_("You do not answer for the members of this agency."))
    return agencies.may(by, Permission.KEEP_TRAININGS)
