"""May accompanying her begin, may a visit be recorded, may it end? Pure: asks no database."""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from amparo.cases import policies as cases
from amparo.cases.enums import YesNo
from amparo.cases.models import Case
from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.enums.reintegration import (
    CHOSEN,
    ORDER,
    SPOKEN,
    Ending,
    LifeAnswer,
    Opinion,
    Trend,
    VisitOutcome,
)
from amparo.journeys.models import Reintegration, Visit
from amparo.people.enums.contact import Channel
from amparo.people.policies.contact import Rules, can_contact_her

# After so many months she is visited; the beginning itself may be written down too.
MONTHS = (1, 3, 6, 12)
BEGINNING, LAST = 0, MONTHS[-1]
# By these somebody else may answer, so that her phrase tells that it is she.
UNSEEN = (Channel.CALL, Channel.MESSAGE, Channel.THIRD)


def months_after(day: date, months: int) -> date:
    """The same day of a later month; its last day where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_of_visits(begun_on: date) -> list[tuple[int, date]]:
    return [(months, months_after(begun_on, months)) for months in MONTHS]


def can_begin(
    case: Case, *, by: Any, begun_on: date | None, today: date, has_one: bool
) -> Decision:
    if has_one:
        return Decision(_("She is being accompanied already. Go on with that, or end it first."))
    if not case.is_open:
        return Decision(_("This case is closed. Take it up again first."))
    if begun_on is not None and begun_on > today:
        return Decision(_("This day lies ahead. Begin once she has arrived."))
    return cases.can_record(case, by=by)


def can_correct_beginning(
    reintegration: Reintegration,
    *,
    by: Any,
    begun_on: date,
    today: date,
    first_visit: date | None,
) -> Decision:
    """`first_visit`: the day of the first visit or attempt that was not struck."""
    if begun_on > today:
        return Decision(_("This day lies ahead. Begin once she has arrived."))
    if first_visit is not None and begun_on > first_visit:
        return Decision(
            _(
                "A visit was held before this day. Look at both days; if the visit is wrong, "
                "strike it first."
            )
        )
    return can_write(reintegration, by=by)


def can_write(reintegration: Reintegration, *, by: Any) -> Decision:
    if not reintegration.is_open:
        return Decision(_("Accompanying her ended. Begin anew if she wants to be accompanied."))
    return cases.can_record(reintegration.case, by=by)


# Visits


def open_ways(
    rules: Rules | None, others: Iterable[Rules | None], *, at: datetime
) -> list[Channel]:
    """By which ways she may be contacted at a moment: this room proposes no other."""
    held = list(others)
    return [each for each in Channel if can_contact_her(rules, held, channel=each, at=at)]


def can_record_visit(
    reintegration: Reintegration,
    *,
    by: Any,
    held_on: date,
    lies_ahead: bool,
    months: int | None,
    settled: Collection[int],
    outcome: str,
    answers: Mapping[str, str],
) -> Decision:
    """`settled`: the visits that were held, or that she did not want."""
    if lies_ahead:
        return Decision(_("A visit is recorded when it was held. This moment lies ahead."))
    if held_on < reintegration.begun_on:
        return Decision(_("This day lies before she began to be accompanied. Look at the day."))
    if months is not None and months not in (BEGINNING, *MONTHS):
        return Decision(_("Say which visit it was."))
    if months is not None and months in settled:
        return Decision(_("That visit was recorded already. Choose another, or one more visit."))
    if outcome != VisitOutcome.DONE and any(
        said != LifeAnswer.NOT_ASKED for said in answers.values()
    ):
        return Decision(
            _("Only she answers these questions. Take the answers away, or say that you spoke.")
        )
    return can_write(reintegration, by=by)


def may_have_been(*, may_contact: Decision, she_came: bool, outcome: str) -> Decision:
    """Within her rules, or because she came. Her own coming needs no rule."""
    if not she_came:
        return may_contact
    if outcome not in SPOKEN:
        return Decision(_("If she came or called, you spoke with her. Look at what you chose."))
    return ALLOWED


def is_she(*, channel: str, outcome: str, has_phrase: bool, phrase: str) -> Decision:
    """By a way on which somebody else may answer, only her phrase tells that it is she."""
    spoken = outcome in SPOKEN
    if spoken and has_phrase and channel in UNSEEN and phrase != YesNo.YES:
        return Decision(
            _(
                "She agreed on a phrase with you, and it was not said. So nobody knows that it was "
                "she: write down that she was not reached."
            )
        )
    return ALLOWED


def can_strike(visit: Visit, *, by: Any) -> Decision:
    if visit.struck_at is not None:
        return Decision(_("This visit was struck before."))
    return can_write(visit.reintegration, by=by)


# Trends: read anew each time, and kept nowhere


def trend(before: str | None, now: str | None) -> Trend:
    """What changed in one thing. What is missing is never taken for a no."""
    if before not in ORDER or now not in ORDER:
        return Trend.OPEN
    step = ORDER.index(LifeAnswer(now)) - ORDER.index(LifeAnswer(before))
    if not step:
        return Trend.SAME
    return Trend.BETTER if step > 0 else Trend.WORSE


@dataclass(frozen=True)
class Tally:
    """Of the questions of one side: how many were answered, and how many of them are in place."""

    in_place: int
    answered: int
    missing: int


def tally(answers: Mapping[str, str], codes: Sequence[str]) -> Tally:
    said = [answers[code] for code in codes if answers.get(code) in ORDER]
    return Tally(said.count(LifeAnswer.IN_PLACE), len(said), len(codes) - len(said))


def comparable(
    before: Mapping[str, str], now: Mapping[str, str], codes: Sequence[str], *, same_list: bool
) -> list[str]:
    """The questions that can be compared: of one list, and answered both times."""
    if not same_list:
        return []
    return [code for code in codes if before.get(code) in ORDER and now.get(code) in ORDER]


# How it ends


@dataclass(frozen=True)
class Standing:
    """What there is when somebody wants to end it."""

    last_visit: bool
    searching: bool
    promised: int
    opinion: bool


@dataclass(frozen=True)
class Criterion:
    """One thing that should stand before it ends, and what to say while it does not."""

    words: str
    decision: Decision


def criteria(standing: Standing) -> list[Criterion]:
    return [
        Criterion(_("The visit after a year"), _last_visit(standing)),
        Criterion(_("Contact with her"), _no_search(standing)),
        Criterion(_("What was promised to her"), _nothing_promised(standing)),
        Criterion(_("What she thinks of the help"), _opinion(standing)),
    ]


def _last_visit(standing: Standing) -> Decision:
    if standing.last_visit:
        return ALLOWED
    return Decision(
        _("The visit after twelve months was not held yet. She can end it earlier if she wants.")
    )


def _no_search(standing: Standing) -> Decision:
    if not standing.searching:
        return ALLOWED
    return Decision(_("Contact with her is lost. End that first: she is found, or let be."))


def _nothing_promised(standing: Standing) -> Decision:
    if not standing.promised:
        return ALLOWED
    return Decision(
        _("A tranche that was promised to her is still open. Pay it, or let it go with a reason.")
    )


def _opinion(standing: Standing) -> Decision:
    if standing.opinion:
        return ALLOWED
    return Decision(
        _("She was not asked yet what she thinks of the help. Ask her at a visit; she may say no.")
    )


def was_asked(opinions: Iterable[str]) -> bool:
    """Whether she was asked once what she thinks; not wanting to say is an answer too."""
    return any(each in (Opinion.ASKED, Opinion.NOT_WANTED) for each in opinions)


def can_end(reintegration: Reintegration, *, by: Any, ending: str, standing: Standing) -> Decision:
    """She can always end it. For any other reason nothing may be left open behind her."""
    if ending not in CHOSEN:
        return Decision(_("Say how it ends."))
    if ending == Ending.GOES_ON:
        unmet = [each.decision for each in criteria(standing) if not each.decision]
        if unmet:
            return unmet[0]
    if ending == Ending.ELSEWHERE and not (
        may := _no_search(standing) and _nothing_promised(standing)
    ):
        return may
    return can_write(reintegration, by=by)


def can_tell_again(reintegration: Reintegration, *, by: Any, on: date, today: date) -> Decision:
    """Nothing is asked of her, whatever had ended: neither a case nor a criterion stands in it."""
    if reintegration.again_on is not None:
        return Decision(_("That is written down already. What counts now is her safety."))
    if on > today:
        return Decision(_("This day lies ahead. Write down since when it is known."))
    if on < reintegration.begun_on:
        return Decision(
            _("This day lies before she began to be accompanied. It belongs to what happened then.")
        )
    return cases.can_record(reintegration.case, by=by)
