"""What must stand before she is announced and before she sets out. Pure: asks no database.

Every way in (pages, commands, imports, packages) asks `may_ask` and `may_depart`; the page shows
the same list. Each gate shuts alone, and nothing that others say opens it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol

from django.utils.translation import gettext as _

from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.enums import Gate, HostVerdict, Option, PaperState, ReturnVerdict, SheSays
from amparo.journeys.policies import itinerary

HOLDS = timedelta(days=14)


class Paper(Protocol):
    """A line of the checklist."""

    label: str
    state: str
    valid_until: date | None
    expires: bool


@dataclass(frozen=True)
class Facts:
    """Everything that the gates look at. `on`: the day on which she would set out."""

    on: date
    is_child: bool
    called_off: bool
    agreed: bool
    # In any order; those of before she changed her mind count for what they told her alone.
    interviews: Sequence[Any]
    # The last day on which she changed her mind.
    changed_mind_on: date | None
    her_yes: Decision
    assessment: Any
    represented: Decision
    bans: Sequence[Any]
    host: Any
    host_feared: Decision
    best_interests: Decision
    papers: Sequence[Paper]
    fitness: Any
    plan: Any
    escorts: Sequence[Any]

    @property
    def leaves_on(self) -> date:
        return (self.plan and self.plan.leaves_on) or self.on

    @property
    def arrives_on(self) -> date:
        """The last day of travel, as far as it is known."""
        return max(self.on, (self.plan and self.plan.arrives_on) or self.on)


@dataclass(frozen=True)
class Standing:
    """One gate and whether it is met."""

    gate: Gate
    decision: Decision

    @property
    def is_met(self) -> bool:
        return bool(self.decision)


# Her own word


def newest_interview(interviews: Sequence[Any]) -> Any:
    return max(interviews, key=lambda each: (each.held_on, each.recorded_at), default=None)


def has_decided(interviews: Sequence[Any], *, changed_mind_on: date | None) -> Decision:
    """She wants it, on a later day than she was told all, after the time she took to think."""
    newest = newest_interview(interviews)
    if newest is None:
        return Decision(
            _("Nobody has talked with her about all her options yet. Write down the interview.")
        )
    if changed_mind_on is not None and newest.held_on <= changed_mind_on:
        return Decision(
            _(
                "She changed her mind. Nothing goes on until she says by herself, on another day, "
                "that she wants to return."
            )
        )
    if newest.says != SheSays.WANTS:
        return Decision(
            _("She has not said that she wants to return. Nothing goes on until she says it.")
        )
    if not any(told_all(each) for each in interviews if each.held_on < newest.held_on):
        return Decision(
            _(
                "She decides on another day than she is told. First explain all her options, and "
                "that assistance goes on whatever she decides; ask her again on a later day."
            )
        )
    if any(each.reflection_until and newest.held_on < each.reflection_until for each in interviews):
        return Decision(
            _(
                "She wanted time to think, and decided before it was over. Ask her again when that "
                "time is over."
            )
        )
    return ALLOWED


def told_all(interview: Any) -> bool:
    return interview.assistance_goes_on and set(Option) <= set(interview.told)


# The gates, each alone


def _not_called_off(facts: Facts) -> Decision:
    if facts.called_off:
        return Decision(_("This journey was called off. Begin another one if she wants it."))
    return ALLOWED


def _decision(facts: Facts) -> Decision:
    return has_decided(facts.interviews, changed_mind_on=facts.changed_mind_on)


def _consent(facts: Facts) -> Decision:
    return facts.her_yes


def _assessment(facts: Facts) -> Decision:
    if facts.assessment is None:
        return Decision(_("Nobody has assessed yet whether it is safe for her to return."))
    if not timedelta(0) <= facts.on - facts.assessment.assessed_on <= HOLDS:
        return Decision(
            _(
                "The assessment of the return is older than 14 days on the day she sets out. What "
                "was safe then may not be so now: assess it anew."
            )
        )
    return ALLOWED


def _safe(facts: Facts) -> Decision:
    if facts.assessment is not None and facts.assessment.verdict == ReturnVerdict.UNSAFE:
        return Decision(
            _(
                "The last assessment says that the return is not safe. She does not travel while "
                "that holds. Talk with her about her other options."
            )
        )
    return ALLOWED


def _represented(facts: Facts) -> Decision:
    return facts.represented if facts.is_child else ALLOWED


def bans_travel(ban: Any, *, on: date) -> bool:
    """In force on a day: the last day counts, the day on which it is lifted no more."""
    begun = ban.since <= on
    ended = ban.until is not None and on > ban.until
    return begun and not ended and (ban.lifted_on is None or on < ban.lifted_on)


def _no_ban(facts: Facts) -> Decision:
    if any(bans_travel(each, on=facts.leaves_on) for each in facts.bans):
        return Decision(
            _(
                "A measure of an authority forbids that she leaves. Ask that authority; she "
                "travels when it is lifted or has ended, and that is written down."
            )
        )
    return ALLOWED


def _agreed(facts: Facts) -> Decision:
    if not facts.agreed:
        return Decision(
            _(
                "The other office has not said yes to the last request. Nobody travels to where "
                "nobody waits for her."
            )
        )
    return ALLOWED


def _host(facts: Facts) -> Decision:
    if facts.host is not None and facts.host.verdict == HostVerdict.UNSAFE:
        return Decision(
            _(
                "The other office found that it is not safe where she would live. Find another "
                "place with her and with them."
            )
        )
    looked_at = facts.host is not None and facts.host.verdict != HostVerdict.NOT_SEEN
    if facts.is_child and not looked_at:
        return Decision(
            _(
                "She is younger than 18, or may be. The other office first looks at where she "
                "would live, and with whom."
            )
        )
    return ALLOWED


def _host_not_feared(facts: Facts) -> Decision:
    return facts.host_feared


def _best_interests(facts: Facts) -> Decision:
    return facts.best_interests if facts.is_child else ALLOWED


def paper_stands(paper: Paper, *, until: date) -> Decision:
    """A paper is in our hands and holds until the last day of travel; else which one is not."""
    named = {"paper": paper.label}
    if paper.state == PaperState.MISSING:
        return Decision(_("This paper is missing: %(paper)s.") % named)
    if paper.state != PaperState.HELD:
        return Decision(_("This paper was asked for and has not come: %(paper)s.") % named)
    if not paper.expires:
        return ALLOWED
    if paper.valid_until is None:
        return Decision(_("Write down until when this paper is valid: %(paper)s.") % named)
    if paper.valid_until < until:
        return Decision(_("This paper ends before the last day of travel: %(paper)s.") % named)
    return ALLOWED


def _papers(facts: Facts) -> Decision:
    said = (paper_stands(each, until=facts.arrives_on) for each in facts.papers)
    return next((each for each in said if not each), ALLOWED)


def _fit(facts: Facts) -> Decision:
    found = facts.fitness
    if found is None:
        return Decision(_("Nobody has said yet whether she is fit to travel. Ask a doctor."))
    if not found.is_fit:
        return Decision(_("A doctor said that she is not fit to travel. She is seen again first."))
    if found.seen_on > facts.on or found.until < facts.arrives_on:
        return Decision(
            _(
                "What the doctor said does not hold until the last day of travel. She is seen "
                "again before she sets out."
            )
        )
    return ALLOWED


def _itinerary(facts: Facts) -> Decision:
    may = itinerary.is_ready(facts.plan)
    if may and facts.plan.leaves_on != facts.on:
        return Decision(
            _("The itinerary begins on another day. Change it first, so that all of it is true.")
        )
    return may


def _escort(facts: Facts) -> Decision:
    if facts.is_child and not facts.escorts:
        return Decision(
            _("She is younger than 18, or may be. Somebody who was cleared travels with her.")
        )
    feared = next((each.feared for each in facts.escorts if not each.feared), ALLOWED)
    if not feared:
        return feared
    if not all(
        itinerary.is_cleared(each, first=facts.leaves_on, last=facts.arrives_on)
        for each in facts.escorts
    ):
        return Decision(
            _(
                "Who travels with her is not cleared for all the days of the journey. Have the "
                "clearance renewed, or find somebody else."
            )
        )
    return ALLOWED


RULES: dict[Gate, Callable[[Facts], Decision]] = {
    Gate.NOT_CALLED_OFF: _not_called_off,
    Gate.DECISION: _decision,
    Gate.CONSENT: _consent,
    Gate.ASSESSMENT: _assessment,
    Gate.SAFE: _safe,
    Gate.REPRESENTED: _represented,
    Gate.NO_BAN: _no_ban,
    Gate.AGREED: _agreed,
    Gate.HOST: _host,
    Gate.HOST_NOT_FEARED: _host_not_feared,
    Gate.BEST_INTERESTS: _best_interests,
    Gate.PAPERS: _papers,
    Gate.FIT: _fit,
    Gate.ITINERARY: _itinerary,
    Gate.ESCORT: _escort,
}
# What the other office finds out, or answers, cannot stand before it is asked.
TO_ASK = frozenset(
    {
        Gate.NOT_CALLED_OFF,
        Gate.DECISION,
        Gate.CONSENT,
        Gate.ASSESSMENT,
        Gate.SAFE,
        Gate.REPRESENTED,
        Gate.NO_BAN,
        Gate.HOST_NOT_FEARED,
    }
)
# Before her name and her way go to an airline or a town hall.
TO_BOOK = TO_ASK | {Gate.AGREED, Gate.HOST, Gate.BEST_INTERESTS}


def standings(facts: Facts) -> list[Standing]:
    """Every gate on the way to her departure, met or not, in order."""
    return [Standing(gate, rule(facts)) for gate, rule in RULES.items()]


def may_ask(facts: Facts) -> Decision:
    """Whether the other office may be asked to receive her."""
    return _first_shut(facts, TO_ASK)


def may_book(facts: Facts) -> Decision:
    """Whether a paper about her way may go to somebody outside."""
    return _first_shut(facts, TO_BOOK)


def may_depart(facts: Facts) -> Decision:
    """Whether she may set out."""
    return _first_shut(facts, frozenset(RULES))


def _first_shut(facts: Facts, asked: frozenset[Gate]) -> Decision:
    said = (rule(facts) for gate, rule in RULES.items() if gate in asked)
    return next((each for each in said if not each), ALLOWED)
