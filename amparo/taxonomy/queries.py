"""Reads worth a name. Names and regions come from the shipped data; only a search asks."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from amparo.taxonomy import gazetteer, shipped
from amparo.taxonomy.enums import Level
from amparo.taxonomy.gazetteer import ancestors, countries_of, region_name, region_of, regions
from amparo.taxonomy.models import BorderSegment, Place, PlaceAlias

__all__ = [
    "ancestors",
    "areas_of",
    "border_segments_of",
    "countries",
    "countries_of",
    "country_of",
    "find_place",
    "inside",
    "municipalities_of",
    "place",
    "place_name",
    "place_path",
    "region_name",
    "region_of",
    "regions",
]

# A municipality lies in a state, in a country: more hints than these tell nothing.
MOST_HINTS = 3
ORDER = {level: number for number, level in enumerate(Level.values)}


def place(code: str) -> Place | None:
    """The place of a code, in any official way of writing it."""
    stored = gazetteer.resolve(code)
    return Place.objects.filter(pk=stored).first() if stored else None


def find_place(
    text: str, *, level: str | None = None, within: str | None = None, limit: int = 10
) -> list[Place]:
    """Places of a name, best first. Accents, capitals and punctuation do not matter.

    "Tapachula, Chiapas" narrows the first name by the others. Ambiguous names give several.
    """
    found = _named(text)
    head, comma, tail = text.partition(",")
    if not found and comma:
        found = _inside(_named(head), tail.split(",")[:MOST_HINTS])
    wanted = gazetteer.resolve(within) if within else None
    kept = [
        one
        for one in found
        if (level is None or one.level == level)
        and (within is None or wanted in ancestors(one.code)[1:])
    ]
    return kept[:limit]


def _named(text: str) -> list[Place]:
    words = shipped.words(text)
    if not words:
        return []
    aliases = _best_alias(words)
    candidates: QuerySet[Place] = Place.objects.filter(
        Q(words_es__contains=words) | Q(words_en__contains=words) | Q(pk__in=aliases)
    )
    ranked = [(_rank(one, words, aliases), one) for one in candidates]
    exact = gazetteer.resolve(text)
    if exact:
        ranked = [pair for pair in ranked if pair[1].pk != exact]
        ranked += [((-1,), one) for one in Place.objects.filter(pk=exact)]
    return [one for _, one in sorted(ranked, key=lambda pair: pair[0])]


def _best_alias(words: str) -> dict[str, int]:
    best: dict[str, int] = {}
    for alias in PlaceAlias.objects.filter(words__contains=words):
        best[alias.place_id] = min(best.get(alias.place_id, 9), _closeness(alias.words, words))
    return best


def _closeness(name: str, words: str) -> int:
    if name == words:
        return 0
    if name.startswith(words):
        return 1
    return 2 if f" {words}" in name else 3


def _rank(one: Place, words: str, aliases: dict[str, int]) -> tuple:
    names = [_closeness(n, words) for n in (one.words_es, one.words_en) if words in n]
    closeness = min([*names, aliases.get(one.pk, 9)])
    return (closeness, ORDER[one.level], len(one.words_es), one.words_es, one.pk)


def _inside(found: list[Place], hints: Iterable[str]) -> list[Place]:
    for hint in hints:
        if shipped.words(hint):
            wider = _wide(hint)
            found = [one for one in found if wider.intersection(ancestors(one.pk)[1:])]
    return found


def _wide(text: str) -> set[str]:
    """The codes of areas and countries of a name: nothing lies in a municipality."""
    words = shipped.words(text)
    named = Q(words_es__contains=words) | Q(words_en__contains=words)
    named |= Q(pk__in=PlaceAlias.objects.filter(words__contains=words).values("place"))
    found = Place.objects.filter(named).exclude(level=Level.MUNICIPALITY)
    return {*found.values_list("pk", flat=True), gazetteer.resolve(text) or ""}


def place_name(code: str, language: str | None = None) -> str:
    """The name of a place; a code nobody knows is shown as it is."""
    found = gazetteer.row(gazetteer.resolve(code) or code)
    return found.name(language) if found else code


def place_path(code: str, language: str | None = None) -> str:
    """The name with all that it lies in: "Puerto Vallarta, Jalisco, México"."""
    line = ancestors(gazetteer.resolve(code) or code)
    return ", ".join(place_name(part, language) for part in line) or code


def country_of(code: str) -> str | None:
    line = ancestors(gazetteer.resolve(code) or code)
    return line[-1] if line else None


def countries(language: str | None = None) -> list[tuple[str, str]]:
    return _pairs((r for r in gazetteer.rows().values() if r.level == Level.COUNTRY), language)


def areas_of(country: str, language: str | None = None) -> list[tuple[str, str]]:
    return _parts(country, language)


def municipalities_of(area: str, language: str | None = None) -> list[tuple[str, str]]:
    return _parts(area, language)


def _parts(code: str, language: str | None) -> list[tuple[str, str]]:
    whole = gazetteer.resolve(code) or code
    return _pairs((r for r in gazetteer.rows().values() if r.parent == whole), language)


def _pairs(rows: Iterable[gazetteer.Row], language: str | None) -> list[tuple[str, str]]:
    pairs = [(row.code, row.name(language)) for row in rows]
    return sorted(pairs, key=lambda pair: (shipped.without_accents(pair[1]), pair[0]))


def inside(code: str) -> list[str]:
    """All that lies in a place: the areas of a country with their municipalities, or the
    municipalities of an area."""
    parts = gazetteer.parts()
    found = list(parts.get(code, ()))
    return found + [deeper for each in found for deeper in parts.get(each, ())]


def border_segments_of(code: str) -> list[str]:
    """The borders that a municipality lies on."""
    segments = BorderSegment.objects.filter(municipalities=code)
    return list(segments.values_list("code", flat=True))
