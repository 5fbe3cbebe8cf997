"""Whether the way is whole, leg by leg, and who may go along. Pure: asks no database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from amparo.core.decisions import ALLOWED, Decision

MOST_LEGS = 6


@dataclass(frozen=True)
class Leg:
    """From one place to the next. Hours are those of one clock, the programme's."""

    start: str
    end: str
    leaves_on: date
    leaves_at: time
    arrives_on: date
    arrives_at: time
    carrier: str = ""
    reference: str = ""
    # Where she sleeps after this leg, if she goes on another day.
    stay: str = ""

    @property
    def leaves(self) -> tuple[date, time]:
        return self.leaves_on, self.leaves_at

    @property
    def arrives(self) -> tuple[date, time]:
        return self.arrives_on, self.arrives_at

    def kept(self) -> dict[str, str]:
        """As it is sealed."""
        plain = {name: getattr(self, name) for name in self.__dataclass_fields__}
        days = {name: plain[name].isoformat() for name in ("leaves_on", "arrives_on")}
        hours = {name: f"{plain[name]:%H:%M}" for name in ("leaves_at", "arrives_at")}
        return plain | days | hours

    @classmethod
    def of(cls, held: Mapping[str, str]) -> "Leg":
        days = {name: date.fromisoformat(held[name]) for name in ("leaves_on", "arrives_on")}
        hours = {name: time.fromisoformat(held[name]) for name in ("leaves_at", "arrives_at")}
        return cls(**{**held, **days, **hours})


def legs_of(plan: Any) -> list[Leg]:
    return [Leg.of(each) for each in plan.legs] if plan is not None else []


def is_in_order(legs: Sequence[Leg]) -> Decision:
    """Each arrives after it leaves, and the next begins where and after this one ends."""
    if len(legs) > MOST_LEGS:
        return Decision(_("%(most)s legs fit here. Put some together.") % {"most": MOST_LEGS})
    for number, leg in enumerate(legs, start=1):
        if not (leg.start.strip() and leg.end.strip()):
            return Decision(_("Say from where to where leg %(number)s goes.") % {"number": number})
        if leg.arrives <= leg.leaves:
            return Decision(
                _(
                    "Leg %(number)s arrives before it leaves. Check both days and both hours; "
                    "write all hours by the clock of the place where the journey begins."
                )
                % {"number": number}
            )
    for number, (one, after) in enumerate(pairwise(legs), start=2):
        said = _follows(one, after, number)
        if not said:
            return said
    return ALLOWED


def _follows(one: Leg, after: Leg, number: int) -> Decision:
    if after.leaves < one.arrives:
        return Decision(
            _("Leg %(number)s leaves before the one before it arrives. Check the hours.")
            % {"number": number}
        )
    if _plain(after.start) != _plain(one.end):
        return Decision(
            _(
                "Leg %(number)s begins in another place than where the one before it ends. Write "
                "down the way between the two."
            )
            % {"number": number}
        )
    if after.leaves_on > one.arrives_on and not one.stay.strip():
        return Decision(
            _("There is a night before leg %(number)s. Write down where it is spent.")
            % {"number": number}
        )
    return ALLOWED


def is_ready(plan: Any) -> Decision:
    """The whole way, whom she can call on it, and who meets her at the end."""
    legs = legs_of(plan)
    if not legs:
        return Decision(_("There is no itinerary yet. Write it down leg by leg."))
    said = is_in_order(legs)
    if not said:
        return said
    if not plan.contacts.strip():
        return Decision(_("Write down whom to call on the way, at any hour."))
    if not plan.met_by.strip():
        return Decision(_("Write down who waits where the journey ends."))
    return ALLOWED


def is_cleared(escort: Any, *, first: date, last: date) -> bool:
    """On each day of the journey, the first and the last with them; and by a name that she does
    not fear."""
    return bool(escort.feared) and escort.cleared_on <= first and last <= escort.cleared_until


def is_whole_escort(facts: Mapping[str, Any], *, feared: Decision, today: date) -> Decision:
    """Nobody travels with her who was not cleared."""
    if not facts["name"].strip() or not facts["cleared_by"].strip():
        return Decision(_("Say who travels along, and who cleared that person."))
    cleared_on, until = facts.get("cleared_on"), facts.get("cleared_until")
    if cleared_on is None or until is None:
        return Decision(
            _(
                "Nobody travels along who was not cleared. Write down on which day, and until "
                "when the clearance holds."
            )
        )
    if cleared_on > today or until < cleared_on:
        return Decision(_("A clearance was given before today and ends after it was given."))
    return feared


def _plain(place: str) -> str:
    return " ".join(place.split()).casefold()
