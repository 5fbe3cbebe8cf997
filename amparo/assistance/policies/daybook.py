"""Notes of a shift, its change, and incidents. Pure: asks no database."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.assistance.enums.shelter import Severity
from amparo.assistance.policies import naming
from amparo.core.decisions import ALLOWED, Decision
from amparo.people import keeping


def can_tick_off(*, done: bool) -> Decision:
    if done:
        return Decision(_("A colleague ticked this off already."))
    return ALLOWED


def can_hand_over_shift(*, waiting: bool) -> Decision:
    if waiting:
        return Decision(_("A shift was handed over and waits for whoever takes it on."))
    return ALLOWED


def can_take_on(*, given_by: Any, by: Any, taken: bool) -> Decision:
    if taken:
        return Decision(_("A colleague took this shift on already."))
    if given_by == by.pk:
        return Decision(_("Whoever hands a shift over cannot take it on herself."))
    return ALLOWED


def can_follow_up(*, due_on: date | None, done: bool) -> Decision:
    if due_on is None or done:
        return Decision(_("Nothing is left to be done about this incident."))
    return ALLOWED


def can_report(*, follow_up_on: date | None, today: date) -> Decision:
    if follow_up_on is not None and follow_up_on < today:
        return Decision(_("The day by which something is to be done cannot lie in the past."))
    return ALLOWED


def says_whom_it_names(
    words: Iterable[str], *, linked: Iterable[str], in_the_house: Iterable[str]
) -> Decision:
    """Whoever is named in the day-book is linked to it, so that it goes with her."""
    said, known = list(words), {naming.name_of(called) for called in linked}
    others = [called for called in in_the_house if naming.name_of(called) not in known]
    if any(naming.names(text, called) for text in said for called in others):
        return Decision(
            _(
                "These words name somebody who is in the house, and nothing links them to her: if "
                "she is erased one day, they would stay. Say whom they are about, or who else was "
                "there. A note is about one: write one for each. If nobody is meant, write the "
                "word with a small letter."
            )
        )
    return ALLOWED


def has_ended(day: date, *, years: int, today: date) -> bool:
    """Whether something of the house alone was kept long enough: the last day still counts."""
    return keeping.years_after(day, years) < today


def may_go_by_itself(*, severity: str, about_somebody: bool, left_to_do: bool) -> Decision:
    """Which incidents the clock may take away. What was done to somebody is never lost so."""
    if about_somebody:
        return Decision(_("It is kept as long as the file of whom it is about."))
    if severity == Severity.GRAVE:
        return Decision(_("What was grave is taken away by nobody alone, and by no clock."))
    if left_to_do:
        return Decision(_("Something is still to be done about this incident."))
    return ALLOWED
