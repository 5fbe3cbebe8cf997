"""May she be asked, may an answer be taken, which sums are shown? Pure: asks no database."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.assistance.enums.feedback import Question, Said
from amparo.core.decisions import ALLOWED, Decision

# Figures are shown from so many answers on, and move by so many at once.
STEP = 5
LASTS = timedelta(hours=1)
Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Sums:
    """What waits for a fifth answer, and what is shown."""

    waiting_number: int = 0
    waiting: Counts = field(default_factory=dict)
    shown_number: int = 0
    shown: Counts = field(default_factory=dict)


def can_ask(*, by: Any) -> Decision:
    return agencies.may(by, Permission.RECORD_CASES)


def can_hand_over(*, by: Any, is_safe: bool, is_wanted: bool) -> Decision:
    if not is_safe:
        return Decision(
            _(
                "Ask her only where nobody looks on and nobody waits for her who must not know "
                "that she speaks with you. Another day is as good."
            )
        )
    if not is_wanted:
        return Decision(
            _("Ask her first whether she wants to. Help does not depend on it, and she knows that.")
        )
    return can_ask(by=by)


def can_read(*, by: Any) -> Decision:
    return agencies.may(by, Permission.OPEN_AGENCY_CASES)


def next_question(answers: dict[str, str]) -> Question | None:
    return next((one for one in Question if one.value not in answers), None)


def can_answer(answers: dict[str, str], *, ends_at: datetime, now: datetime) -> Decision:
    if now >= ends_at or next_question(answers) is None:
        return Decision(_("These questions have ended."))
    return ALLOWED


def together(one: Counts, other: Counts) -> Counts:
    """Two sums as one, with every answer to every question in it."""
    return {
        question: {
            said: one.get(question, {}).get(said, 0) + other.get(question, {}).get(said, 0)
            for said in Said.values
        }
        for question in Question.values
    }


def with_answers(held: Sums, answers: dict[str, str]) -> Sums:
    """One more. Only when it is the fifth that waits do the figures move, by all five at once."""
    one = {question: {said: 1} for question, said in answers.items()}
    number, waiting = held.waiting_number + 1, together(held.waiting, one)
    if number < STEP:
        return Sums(number, waiting, held.shown_number, held.shown)
    return Sums(0, {}, held.shown_number + number, together(held.shown, waiting))


def fits(number: int, counts: Counts) -> Decision:
    """Papers are counted in bundles, so that none of them is counted alone."""
    if number < STEP:
        return Decision(
            _(
                "Papers are counted from %(number)s on. Put these back into the box, unread, and "
                "wait for more."
            )
            % {"number": STEP}
        )
    for question in Question:
        said = sum(counts.get(question.value, {}).values())
        if said != number:
            return Decision(
                _(
                    "“%(question)s” has %(said)s answers and there are %(number)s papers. Count "
                    "again; a paper without an answer there counts as “%(rather_not)s”."
                )
                % {
                    "question": question.label,
                    "said": said,
                    "number": number,
                    "rather_not": Said.RATHER_NOT.label,
                }
            )
    return ALLOWED


def with_bundle(held: Sums, number: int, counts: Counts) -> Sums:
    """A bundle moves the figures at once: it is never of fewer than five. The others wait on."""
    shown = together(held.shown, counts)
    return Sums(held.waiting_number, held.waiting, held.shown_number + number, shown)
