"""Services of the directory by municipality, as a page that leaves the house says them.

A page lies about on tables: only what anybody may know is counted. The sum is of the lines that
are shown, so nothing can be subtracted from it.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from amparo.directory import access
from amparo.directory.enums import Status, TraitKind
from amparo.directory.models import Location, Service, Trait
from amparo.directory.queries.service import around, coarse, lies_in
from amparo.taxonomy import codes
from amparo.taxonomy import queries as taxonomy
from amparo.taxonomy.models import Place

KINDS_NAMED = 4
WIDE = 100


@dataclass(frozen=True)
class Bar:
    """A place with how many services are there, of which kinds, and how long its bar is."""

    place: str
    number: int
    kinds: list[tuple[str, int]]
    more_kinds: int = 0
    wide: float = 0


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    # How many places the last bar sums up, where there are too many.
    others: int = 0
    # Whether a service stands in more than one line.
    several: bool = False

    @property
    def total(self) -> int:
        return sum(bar.number for bar in self.bars)


def by_place(place: Place | None = None, *, most: int) -> Chart:
    """In the state of a place, or everywhere: the fullest places first; those beyond `most` are one
    bar together. A service is counted at each of its places."""
    held = None if place is None else around(coarse(place.pk))
    services = _counted(held)
    lying = set(services.values_list("pk", "place_id"))
    further = Location.objects.filter(service__in=services.values("pk"))
    lying |= set(further.values_list("service_id", "place_id"))
    if held is not None:
        inside = set(Place.objects.filter(pk__in=held).values_list("pk", flat=True))
        lying = {pair for pair in lying if pair[1] in inside}
    needs: dict[Any, list[str]] = {}
    told = Trait.objects.filter(kind=TraitKind.NEED, service__in=services.values("pk"))
    for pk, code in told.values_list("service_id", "code"):
        needs.setdefault(pk, []).append(code)
    numbers = Counter(code for _pk, code in lying)
    kinds: dict[str, Counter] = {code: Counter() for code in numbers}
    for pk, code in lying:
        kinds[code] += Counter(needs.get(pk, []))
    order = sorted(numbers, key=lambda code: (-numbers[code], taxonomy.place_name(code)))
    shown, rest = order[:most], order[most:]
    bars = [_bar(taxonomy.place_name(code), numbers[code], kinds[code]) for code in shown]
    if rest:
        together = sum((kinds[code] for code in rest), Counter())
        bars.append(_bar("", sum(numbers[code] for code in rest), together))
    several = len({pk for pk, _code in lying}) < len(lying)
    return Chart(_scaled(bars), len(rest), several)


def _counted(held: list[str] | QuerySet | None) -> QuerySet[Service]:
    """Public ones alone: beside the public directory, any other would stand out by the difference,
    and one that is sealed later by the date of two prints."""
    public = access.public_services().filter(status=Status.ACTIVE).order_by()
    return public if held is None else public.filter(lies_in(held))


def _bar(place: str, number: int, kinds: Counter) -> Bar:
    said = sorted((-count, codes.label("service", code)) for code, count in kinds.items())
    named = [(label, -count) for count, label in said[:KINDS_NAMED]]
    return Bar(place, number, named, max(0, len(said) - KINDS_NAMED))


def _scaled(bars: Iterable[Bar]) -> list[Bar]:
    """By the fullest place; what is summed up is no place, and its bar ends with the frame."""
    bars = list(bars)
    most = max((bar.number for bar in bars if bar.place), default=1)
    return [replace(bar, wide=round(min(WIDE, WIDE * bar.number / most), 1)) for bar in bars]
