"""What must stand before a family is announced and before it may set out. Pure: asks no database.

Every way in asks `may_ask` and `may_clear` where a step is said; the page shows the same list. A
gate that is shut by one relative names who it is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.cases.enums.children import BestOutcome
from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.enums import FamilyGate as Gate
from amparo.journeys.enums import Ordered, PaperState, RelativeSays
from amparo.journeys.policies import itinerary
from amparo.journeys.policies.entitlement import Born, is_entitled, label_of
from amparo.journeys.policies.gates import Paper


@dataclass(frozen=True)
class Travels:
    """A relative who would travel, with all that the gates look at."""

    relative: Any
    is_child: bool
    # What she or he said last.
    word: Any
    feared: Decision
    papers: Sequence[Paper]

    @property
    def label(self) -> str:
        return label_of(self.relative)


@dataclass(frozen=True)
class Facts:
    """Everything that the gates look at. `on`: the day on which the family would set out."""

    on: date
    called_off: bool
    agreed: bool
    her_yes: Decision
    safe: Decision
    is_child: bool
    best_interests: Decision
    family: Sequence[Travels]
    rule: Any
    # When she was born, and on which day the rule asks how old anybody is.
    she: Born
    counts_on: date
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


def is_safe(assessment: Any, *, holds: Decision, is_high: bool) -> Decision:
    """By the last assessment of her risk: nobody is brought to where she is in danger."""
    if assessment is None or not holds:
        return Decision(
            _("It is not known whether she is safe where she is. %(reason)s Assess her risk first.")
            % {"reason": holds.reason}
        )
    if is_high:
        return Decision(
            _(
                "Her risk is high, for herself or of being trafficked again. First make it safe "
                "where she is; then her family comes."
            )
        )
    return ALLOWED


# Of one relative


def has_a_yes(travels: Travels) -> Decision:
    """The relative's own yes, not taken back; of a child, with its own view."""
    named, word = {"relative": travels.label}, travels.word
    if word is None:
        return Decision(
            _("%(relative)s was not asked yet. Nobody else says yes for %(relative)s.") % named
        )
    if word.says != RelativeSays.YES:
        return Decision(
            _(
                "%(relative)s does not want to travel, or took the yes back. Write down that "
                "%(relative)s stays, or ask again when %(relative)s wants to be asked."
            )
            % named
        )
    if travels.is_child and not (word.representative.strip() and word.child_view.strip()):
        return Decision(
            _(
                "%(relative)s is younger than 18, or may be. A yes counts when who has custody "
                "agrees and the child was heard. Ask again."
            )
            % named
        )
    return ALLOWED


def custody_is_clear(travels: Travels) -> Decision:
    """Nobody takes a child out of a country against who has a say in it."""
    if not travels.is_child:
        return ALLOWED
    named, relative = {"relative": travels.label}, travels.relative
    if not relative.custody_with.strip():
        return Decision(_("Write down who has custody of %(relative)s.") % named)
    if relative.must_agree.strip() and relative.agreed_on is None:
        return Decision(
            _("Somebody else must agree that %(relative)s travels, and has not done so in writing.")
            % named
        )
    if relative.ordered == Ordered.FORBIDS:
        return Decision(
            _(
                "An authority decided about %(relative)s, and this journey goes against it. Ask "
                "that authority first."
            )
            % named
        )
    if relative.ordered == Ordered.UNKNOWN:
        return Decision(
            _("Find out whether an authority decided with whom %(relative)s lives.") % named
        )
    return ALLOWED


def serves_the_child(travels: Travels) -> Decision:
    if not travels.is_child or travels.relative.best == BestOutcome.SERVES:
        return ALLOWED
    return Decision(
        _(
            "No body has determined that it serves %(relative)s best to travel to her. Ask the "
            "child protection authority; the word of a parent alone does not do."
        )
        % {"relative": travels.label}
    )


def paper_stands(travels: Travels, paper: Paper, *, until: date) -> Decision:
    """A paper is held and lasts until the last day of travel; else which one, and whose."""
    named = {"paper": paper.label, "relative": travels.label}
    if paper.state == PaperState.MISSING:
        return Decision(_("This paper of %(relative)s is missing: %(paper)s.") % named)
    if paper.state != PaperState.HELD:
        return Decision(
            _("This paper of %(relative)s was asked for and has not come: %(paper)s.") % named
        )
    if not paper.expires:
        return ALLOWED
    if paper.valid_until is None:
        return Decision(
            _("Write down until when this paper of %(relative)s is valid: %(paper)s.") % named
        )
    if paper.valid_until < until:
        return Decision(
            _("This paper of %(relative)s ends before the last day of travel: %(paper)s.") % named
        )
    return ALLOWED


def goes_with_somebody(travels: Travels, facts: Facts) -> Decision:
    """A child never travels alone: a parent or guardian of its own goes along, or who is
    cleared."""
    if not travels.is_child or facts.escorts:
        return ALLOWED
    along = travels.relative.travels_with_id
    if any(each.relative.pk == along and not each.is_child for each in facts.family):
        return ALLOWED
    return Decision(
        _(
            "%(relative)s is younger than 18, or may be, and would travel alone. Write down with "
            "which parent or guardian of this journey, or somebody who was cleared."
        )
        % {"relative": travels.label}
    )


# The gates, each alone


def _first(said: Any) -> Decision:
    return next((each for each in said if not each), ALLOWED)


def _not_called_off(facts: Facts) -> Decision:
    if facts.called_off:
        return Decision(_("This journey was called off. Begin another one if she wants it."))
    return ALLOWED


def _consent(facts: Facts) -> Decision:
    return facts.her_yes


def _safe(facts: Facts) -> Decision:
    return facts.safe


def _relatives(facts: Facts) -> Decision:
    if not facts.family:
        return Decision(_("Nobody of her family is written down yet. Write down who would travel."))
    return ALLOWED


def _entitled_one(travels: Travels, facts: Facts) -> Decision:
    return is_entitled(travels.relative, rule=facts.rule, she=facts.she, on=facts.counts_on)


def _papers_of(travels: Travels, facts: Facts) -> Decision:
    until = facts.arrives_on
    return _first(paper_stands(travels, each, until=until) for each in travels.papers)


# What is asked of each relative, alone.
OF_EACH: dict[Gate, Callable[[Travels, Facts], Decision]] = {
    Gate.NOT_FEARED: lambda travels, _facts: travels.feared,
    Gate.ENTITLED: _entitled_one,
    Gate.THEIR_CONSENT: lambda travels, _facts: has_a_yes(travels),
    Gate.CUSTODY: lambda travels, _facts: custody_is_clear(travels),
    Gate.BEST_INTERESTS: lambda travels, _facts: serves_the_child(travels),
    Gate.PAPERS: _papers_of,
    Gate.ESCORT: goes_with_somebody,
}


def missing_of(travels: Travels, facts: Facts) -> list[Decision]:
    """What one relative needs still, in the order of the gates; paper by paper."""
    until = facts.arrives_on
    said: list[Decision] = []
    for gate, rule in OF_EACH.items():
        if gate == Gate.PAPERS:
            said += [paper_stands(travels, each, until=until) for each in travels.papers]
        else:
            said.append(rule(travels, facts))
    return [each for each in said if not each]


def shut_by(gate: Gate, facts: Facts) -> Travels | None:
    """The first relative who shuts a gate that is asked of each; nobody where it is open."""
    rule = OF_EACH.get(gate)
    if rule is None:
        return None
    return next((each for each in facts.family if not rule(each, facts)), None)


def _of_each(gate: Gate, facts: Facts) -> Decision:
    return _first(OF_EACH[gate](each, facts) for each in facts.family)


def _not_feared(facts: Facts) -> Decision:
    return _of_each(Gate.NOT_FEARED, facts)


def _entitled(facts: Facts) -> Decision:
    return _of_each(Gate.ENTITLED, facts)


def _their_consent(facts: Facts) -> Decision:
    return _of_each(Gate.THEIR_CONSENT, facts)


def _custody(facts: Facts) -> Decision:
    return _of_each(Gate.CUSTODY, facts)


def _best_interests(facts: Facts) -> Decision:
    hers = facts.best_interests if facts.is_child else ALLOWED
    return hers and _of_each(Gate.BEST_INTERESTS, facts)


def _agreed(facts: Facts) -> Decision:
    if not facts.agreed:
        return Decision(
            _(
                "The other office has not said yes to the last request. Nobody of the family "
                "travels before somebody accompanies them there."
            )
        )
    return ALLOWED


def _papers(facts: Facts) -> Decision:
    return _of_each(Gate.PAPERS, facts)


def _itinerary(facts: Facts) -> Decision:
    may = itinerary.is_ready(facts.plan)
    if may and facts.plan.leaves_on < facts.on:
        return Decision(
            _("The day of the itinerary is past. Change it first, so that all of it is true.")
        )
    return may


def _escort(facts: Facts) -> Decision:
    feared = _first(each.feared for each in facts.escorts)
    if not feared:
        return feared
    if not all(
        itinerary.is_cleared(each, first=facts.leaves_on, last=facts.arrives_on)
        for each in facts.escorts
    ):
        return Decision(
            _(
                "Who travels with the family is not cleared for all the days of the journey. Have "
                "the clearance renewed, or find somebody else."
            )
        )
    return _of_each(Gate.ESCORT, facts)


RULES: dict[Gate, Callable[[Facts], Decision]] = {
    Gate.NOT_CALLED_OFF: _not_called_off,
    Gate.CONSENT: _consent,
    Gate.SAFE: _safe,
    Gate.RELATIVES: _relatives,
    Gate.NOT_FEARED: _not_feared,
    Gate.ENTITLED: _entitled,
    Gate.THEIR_CONSENT: _their_consent,
    Gate.CUSTODY: _custody,
    Gate.BEST_INTERESTS: _best_interests,
    Gate.AGREED: _agreed,
    Gate.PAPERS: _papers,
    Gate.ITINERARY: _itinerary,
    Gate.ESCORT: _escort,
}
# The other office may be the one that finds the relatives and asks them: what they say, and what
# it finds out for them, cannot stand before it is asked.
TO_ASK = frozenset(
    {
        Gate.NOT_CALLED_OFF,
        Gate.CONSENT,
        Gate.SAFE,
        Gate.RELATIVES,
        Gate.NOT_FEARED,
        Gate.ENTITLED,
    }
)


def standings(facts: Facts) -> list[Standing]:
    """Every gate on the way to their departure, met or not, in order."""
    return [Standing(gate, rule(facts)) for gate, rule in RULES.items()]


def may_ask(facts: Facts) -> Decision:
    """Whether the other office may be asked to accompany the family."""
    return _first_shut(facts, TO_ASK)


def may_clear(facts: Facts) -> Decision:
    """Whether the other office may be told that the family may set out."""
    return _first_shut(facts, frozenset(RULES))


def _first_shut(facts: Facts, asked: frozenset[Gate]) -> Decision:
    return _first(rule(facts) for gate, rule in RULES.items() if gate in asked)


def wanted(travels: Travels, *, until: date) -> list[str]:
    """Codes of the papers of a relative that are wanted still."""
    return [each.code for each in travels.papers if not paper_stands(travels, each, until=until)]
