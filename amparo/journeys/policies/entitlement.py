"""Whom a rule lets come to her, by relation and age. Pure: asks no database."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.enums import Kin

GROWN_UP = 18


@dataclass(frozen=True)
class Born:
    """Between which days somebody was born, as far as it is known."""

    first: date | None = None
    last: date | None = None

    @classmethod
    def on(cls, day: date | None) -> "Born":
        return cls(day, day)


def birthday(born: date, years: int) -> date:
    """The day on which somebody is so old; who was born on 29 February, on the 28th."""
    day = 28 if (born.month, born.day) == (2, 29) else born.day
    return born.replace(year=min(born.year + years, date.max.year), day=day)


def is_under(born: Born, years: int, *, on: date) -> bool | None:
    """Younger than so many years on a day. None: what is known of the birth does not say it."""
    if born.first is not None and on < birthday(born.first, years):
        return True
    if born.last is not None and on >= birthday(born.last, years):
        return False
    return None


def is_child(born_on: date | None, *, days: tuple[date, ...]) -> bool:
    """On any of these days, or nobody knows: who turns 18 on the way was prepared as a child."""
    if born_on is None:
        return True
    return any(is_under(Born.on(born_on), GROWN_UP, on=day) for day in days)


def label_of(relative: Any) -> str:
    """By number and relation, as the other office knows them too: a refusal says no name."""
    said = {"number": relative.number, "kin": Kin(relative.kin).label}
    return _("Relative %(number)s (%(kin)s)") % said


def is_entitled(relative: Any, *, rule: Any, she: Born, on: date) -> Decision:
    """Whether the rule lets this relative come, and if not, why not. `on`: the day that counts.

    Where it is not known whom a country lets come, its authority is asked: a paper of the list."""
    if rule.who is None:
        return ALLOWED
    named = {"relative": label_of(relative), "rule": rule.title, "kin": Kin(relative.kin).label}
    who = next((each for each in rule.who if each.kin == relative.kin), None)
    if who is None:
        return Decision(
            _(
                "%(relative)s may not come by this rule: %(rule)s. It names no relation such as "
                "this one: %(kin)s."
            )
            % named
        )
    return _she_is_young(who, she, on, named) and _they_are_young(relative, who, on, named)


def _she_is_young(who: Any, she: Born, on: date, named: dict[str, Any]) -> Decision:
    if who.she_under is None:
        return ALLOWED
    under, named = is_under(she, who.she_under, on=on), named | {"age": who.she_under}
    if under is None:
        return Decision(
            _(
                "%(relative)s may come only while she is younger than %(age)s, by this rule: "
                "%(rule)s. How old she is, is not known well enough: find out her day of birth."
            )
            % named
        )
    if not under:
        return Decision(
            _(
                "%(relative)s may not come by this rule: %(rule)s. She is %(age)s or older on the "
                "day that counts, and then it names no relation such as this one: %(kin)s."
            )
            % named
        )
    return ALLOWED


def _they_are_young(relative: Any, who: Any, on: date, named: dict[str, Any]) -> Decision:
    if who.they_under is not None:
        named = named | {"age": who.they_under}
        under = is_under(Born.on(relative.born_on), who.they_under, on=on)
        if under is None:
            return Decision(
                _(
                    "%(relative)s may come only when younger than %(age)s, by this rule: %(rule)s. "
                    "Write down when %(relative)s was born."
                )
                % named
            )
        if not under:
            return Decision(
                _(
                    "%(relative)s may not come by this rule: %(rule)s. %(relative)s is %(age)s or "
                    "older on the day that counts."
                )
                % named
            )
    if who.unmarried and relative.unmarried is None:
        return Decision(
            _(
                "%(relative)s may come only when not married, by this rule: %(rule)s. Write down "
                "whether %(relative)s is married."
            )
            % named
        )
    if who.unmarried and not relative.unmarried:
        return Decision(
            _("%(relative)s may not come by this rule: %(rule)s. %(relative)s is married.") % named
        )
    return ALLOWED
