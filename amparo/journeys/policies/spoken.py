"""What a step may say: codes and days of a list, and nothing else. Pure: asks no database.

The same list is asked of what we say and of what another office says to us: a signature says who
wrote it, and not that it is in order.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.enums import (
    SAYS,
    FamilyPaper,
    Grown,
    HostVerdict,
    Kin,
    Pathway,
    Says,
    StepKind,
)
from amparo.journeys.policies.thread import Said
from amparo.taxonomy import codes

MOST_STEPS = 200
MOST_CODES = 20
MOST_RELATIVES = 40
MONTHS = (1, 3, 6, 12)
# Clocks of two machines differ by hours where somebody set one by hand, not by days.
AHEAD = timedelta(hours=12)
# Somewhere it is tomorrow already.
TOMORROW = timedelta(days=1)

Check = Callable[[Any], bool]


def is_day(value: Any) -> bool:
    return isinstance(value, str) and _day(value) is not None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _one_of(choices: Any) -> Check:
    return lambda value: isinstance(value, str) and value in choices


def _codes_of(list_name: str) -> Check:
    def check(value: Any) -> bool:
        return (
            isinstance(value, list)
            and len(value) <= MOST_CODES
            and all(isinstance(each, str) and codes.is_code(list_name, each) for each in value)
        )

    return check


def _is_country(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 2 and value.isascii() and value.isupper()


def _counts(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= MOST_STEPS


def _is_number(value: Any) -> bool:
    return _counts(value) and value <= MOST_RELATIVES


def _numbers(value: Any) -> bool:
    """Of relatives: each once, in order, somebody at least."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(_is_number(each) for each in value)
        and value == sorted(set(value))
    )


def _is_relative(value: Any) -> bool:
    """A number, a relation, whether grown, and the papers that are wanted still. No name."""
    return isinstance(value, dict) and _says_exactly(value, RELATIVE)


def _are_relatives(value: Any) -> bool:
    return (
        isinstance(value, list)
        and all(_is_relative(each) for each in value)
        and _numbers([each["number"] for each in value])
    )


def _papers(value: Any) -> bool:
    return (
        isinstance(value, list)
        and all(isinstance(each, str) and each in FamilyPaper for each in value)
        and len(set(value)) == len(value)
    )


def _says_exactly(facts: dict[str, Any], wanted: dict[str, Check]) -> bool:
    return set(facts) == set(wanted) and all(check(facts[name]) for name, check in wanted.items())


RELATIVE: dict[str, Check] = {
    "number": _is_number,
    "kin": _one_of(Kin),
    "grown": _one_of(Grown),
    "wants": _papers,
}
WINDOW: dict[str, Check] = {
    "country": _is_country,
    "languages": _codes_of("language"),
    "needs": _codes_of("service"),
    "from": is_day,
    "until": is_day,
}
AFTER: dict[str, dict[str, Check]] = {
    StepKind.VISIT: {"month": lambda value: value in MONTHS},
    StepKind.CLOSURE: {},
    StepKind.CALLED_OFF: {},
}
# What each kind says, all of it, and nothing beside it.
FACTS: dict[str, dict[str, dict[str, Check]]] = {
    Pathway.RETURN: AFTER
    | {
        StepKind.REQUEST: WINDOW | {"pathway": _one_of({"return"}), "grown": _one_of(Grown)},
        StepKind.ANSWER: {
            "answers": _counts,
            "says": _one_of(Says),
            "host": _one_of(HostVerdict),
        },
        StepKind.DEPARTURE: {"expected": is_day},
        StepKind.ARRIVAL: {},
    },
    Pathway.FAMILY: AFTER
    | {
        StepKind.REQUEST: WINDOW | {"pathway": _one_of({"family"}), "relatives": _are_relatives},
        StepKind.ANSWER: {"answers": _counts, "says": _one_of(Says)},
        StepKind.CLEARED: {"relatives": _numbers},
        StepKind.DEPARTURE: {"expected": is_day, "relatives": _numbers},
        StepKind.ARRIVAL: {"relatives": _numbers},
    },
}


def is_whole(kind: str, facts: Any, *, pathway: str = Pathway.RETURN) -> bool:
    """Whether these facts are exactly what this kind says on this way."""
    wanted = FACTS[pathway].get(kind)
    return wanted is not None and isinstance(facts, dict) and _says_exactly(facts, wanted)


def read(rows: Any, *, side: str, pathway: str = Pathway.RETURN) -> list[Said] | None:
    """What another office said, as far as it is in order: none if anything of it is not."""
    if not isinstance(rows, list) or len(rows) > MOST_STEPS:
        return None
    found = [_read_one(row, pathway, side, place) for place, row in enumerate(rows, start=1)]
    return None if None in found else [each for each in found if each]


def _read_one(row: Any, pathway: str, side: str, place: int) -> Said | None:
    if not isinstance(row, dict) or set(row) != {"number", "kind", "day", "said_at", "facts"}:
        return None
    kind, day, said_at = row["kind"], row["day"], row["said_at"]
    if not isinstance(kind, str) or kind not in SAYS[pathway][side] or row["number"] != place:
        return None
    moment = _moment(said_at)
    if not is_day(day) or moment is None:
        return None
    if not is_whole(kind, row["facts"], pathway=pathway):
        return None
    return Said(side, place, StepKind(kind), date.fromisoformat(day), moment, row["facts"])


def has_happened(said: Iterable[Said], *, now: datetime) -> bool:
    """Nobody says what lies ahead, but for a clock that is hours off and a day that began there."""
    latest = (now + TOMORROW).date()
    return all(each.said_at <= now + AHEAD and each.day <= latest for each in said)


def _moment(value: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo is not None else None


def written(said: Said) -> dict[str, Any]:
    """The same, as it crosses."""
    return {
        "number": said.number,
        "kind": str(said.kind),
        "day": said.day.isoformat(),
        "said_at": said.said_at.isoformat(),
        "facts": said.facts,
    }


def is_way(pathway: Any, country: Any) -> bool:
    return _one_of(Pathway)(pathway) and _is_country(country)


def window(first: date, last: date) -> Decision:
    if last < first:
        return Decision(_("The last day of the time of travel lies before the first. Change one."))
    return ALLOWED
