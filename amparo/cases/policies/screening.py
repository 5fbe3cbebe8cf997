"""May somebody be screened, and may a decision be stored? Pure: asks no database."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.cases.enums import DecidingBody, Identification
from amparo.cases.enums.screening import KINDS, OFFICIAL_BODIES, Age, DecisionKind
from amparo.cases.models import Case
from amparo.cases.models.screening import IdentificationDecision
from amparo.cases.policies.case import can_record
from amparo.cases.procedures import Procedure
from amparo.core.decisions import Decision


def can_begin(case: Case, *, by: Any, procedure: Procedure, under_18: bool | None) -> Decision:
    """Whether this procedure is the one for her: loaded, and the profile for her age then."""
    if not procedure.is_loaded:
        return Decision(
            _("This list was not obtained, so nobody can be asked by it. Use another procedure.")
        )
    if procedure.profile == "adult" and under_18:
        return Decision(
            _(
                "She was under 18 when it began, so the list for adults would ask for more than is "
                "needed. Use the one for under 18."
            )
        )
    if procedure.profile == "child" and under_18 is False:
        return Decision(_("She was 18 or older when it began. Use the list for adults."))
    return can_record(case, by=by)


def can_screen(
    case: Case,
    *,
    by: Any,
    procedure: Procedure,
    age: str,
    by_dates: bool | None,
    screened_on: date,
    today: date,
    answers: Mapping[str, str],
) -> Decision:
    """`by_dates`: what the recorded dates say of her age; nobody is made older by an answer."""
    if screened_on > today:
        return Decision(_("A conversation cannot be dated in the future."))
    if not answers:
        return Decision(_("Nothing was answered yet, so there is nothing to keep."))
    under_18 = {Age.UNDER_18: True, Age.OF_AGE: False}.get(Age(age))
    if by_dates is not None and under_18 != by_dates:
        return Decision(
            _(
                "The dates recorded say otherwise about whether she was under 18. Correct the date "
                "of birth or of the event first, if it is wrong."
            )
        )
    return can_begin(case, by=by, procedure=procedure, under_18=under_18)


def can_store_decision(
    case: Case,
    *,
    by: Any,
    kind: str,
    outcome: str,
    body: str,
    country: str,
    decided_on: date | None,
    reasons: str,
    procedure_version: str,
    today: date,
) -> Decision:
    """A decision has kind, body and its country, day, reasons and procedure, or is not stored."""
    if kind not in KINDS or outcome not in Identification or body not in DecidingBody:
        return Decision(_("Say what was decided, by whom, and whether that is an authority."))
    if not (country and decided_on and reasons.strip() and procedure_version.strip()):
        return Decision(
            _(
                "A decision is kept with the body that took it and its country, the day, the "
                "reasons and the version of the procedure. Without them nobody could say later "
                "what it rests on."
            )
        )
    if kind == DecisionKind.OFFICIAL and body not in OFFICIAL_BODIES:
        return Decision(
            _(
                "An official decision is taken by an authority. What an organisation decided to be "
                "able to help is operational."
            )
        )
    if decided_on > today:
        return Decision(_("A decision cannot be dated in the future."))
    return can_record(case, by=by)


def standing_of_kind(
    decisions: Iterable[IdentificationDecision], kind: str
) -> IdentificationDecision | None:
    """The last decision of a kind. `decisions`: the newest first."""
    return next((each for each in decisions if each.kind == kind), None)


def standing(decisions: Iterable[IdentificationDecision]) -> IdentificationDecision | None:
    """The decision that the case follows. Neither kind undoes the other: she is identified if one
    of the two says so, since the earlier of them. An old one counts until there is a new one."""
    held = list(decisions)
    both = [found for kind in KINDS if (found := standing_of_kind(held, kind))]
    last = both or [*held[:1]]
    for outcome in (Identification.IDENTIFIED, Identification.NOT_IDENTIFIED):
        said = [each for each in last if each.outcome == outcome]
        if said:
            return min(said, key=lambda each: each.decided_on or date.min)
    return last[0] if last else None
