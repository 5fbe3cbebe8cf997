"""May a consulate be told of her? Only if she said yes. Pure: asks no database."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.cases import policies as cases
from amparo.cases.models import Case
from amparo.core.decisions import ALLOWED, Decision
from amparo.people.enums import Block, Recipient
from amparo.people.policies import disclosure


def her_yes(
    *, consulate: str, purpose: str, on: date, answers: Iterable[disclosure.Answered]
) -> disclosure.Verdict:
    """What she answered about her identity, to this consulate, for this purpose, on this day."""
    asked = disclosure.Asked(Recipient.CONSULATE, purpose, on, consulate)
    verdicts = disclosure.decide(asked, disclosure.ByConsent(), answers=answers)
    return next(each for each in verdicts if each.block == Block.IDENTITY)


def can_tell_consulate(verdict: disclosure.Verdict) -> Decision:
    """No duty, no custom and no good intention stands in for her own yes."""
    if verdict.goes and verdict.consent is not None:
        return ALLOWED
    return Decision(
        _(
            "A consulate is told of her only if she says yes to it: it may lead those whom she "
            "fears to her, and she may be asking for refuge. %(reason)s Ask her first and record "
            "her answer on the page of consents: identity, for the consulate, for this purpose."
        )
        % {"reason": verdict.reason}
    )


def can_record_notice(case: Case, *, by: Any, on: date, today: date) -> Decision:
    if on > today:
        return Decision(_("A notice is recorded once it was given, not before."))
    return cases.can_record(case, by=by)
