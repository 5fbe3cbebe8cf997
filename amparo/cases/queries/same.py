"""Pairs of records that may be about one person, and what speaks for it. A question, no verdict."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from amparo.cases import access
from amparo.cases.models import Case, EventPlace
from amparo.cases.queries.case import as_called, birth_words, hits_like
from amparo.people import papers
from amparo.people.enums.same import Verdict
from amparo.people.models import Person
from amparo.people.names import FullName, words
from amparo.people.names.score import Band, Question
from amparo.people.queries import full_name
from amparo.people.queries import same as people
from amparo.people.queries.papers import with_a_like_number

# How many of the newest records one page compares with all the others.
ROUND = 20
# Somebody who guesses her age is seldom out by more.
YEARS = 2
BANDS = [Band.STRONG, Band.POSSIBLE, Band.WEAK]


class Says(StrEnum):
    """What a fact of two records says: for one person, against it, or nothing."""

    FOR = "for"
    AGAINST = "against"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Evidence:
    names: Band
    age: Says
    place: Says
    document: Says

    @property
    def is_worth_asking(self) -> bool:
        """Strong names unless ages speak against it; else a paper, or age and place together."""
        if self.document == Says.FOR:
            return True
        if self.age == Says.AGAINST or self.document == Says.AGAINST:
            return False
        together = self.age == Says.FOR and self.place == Says.FOR
        return self.names == Band.STRONG or (self.names == Band.POSSIBLE and together)


@dataclass(frozen=True)
class Pair:
    case: Case
    other: Case
    evidence: Evidence


def to_compare(cases: QuerySet[Case], *, member: Any, after: str = "") -> tuple[list[Pair], str]:
    """Pairs among these cases, from the newest record on, and where the next round begins.

    Who is hidden from search is compared with nobody, as if she were not there.
    """
    shown = cases.filter(person__hidden_from_search=False)
    shown = shown.exclude(person__in=people.hidden_through_another())
    newest = shown.select_related("person").order_by("-opened_on", "-id")
    some = list(_from(newest, after)[: ROUND + 1])
    some, more = some[:ROUND], len(some) > ROUND
    known = people.compared([case.person_id for case in some])
    found: dict[people.Pair, Pair] = {}
    for case in some:
        for other in _others_like(shown, case, member):
            key = people.pair(case.person_id, other.person_id)
            if key in known or key in found:
                continue
            evidence = compare(case.person, other.person)
            if evidence.is_worth_asking:
                found[key] = Pair(case, other, evidence)
    return list(found.values()), (str(some[-1].pk) if some and more else "")


def _from(newest: QuerySet[Case], after: str) -> QuerySet[Case]:
    begun = newest.filter(pk=_uuid(after)).first() if _uuid(after) else None
    if begun is None:
        return newest
    older = newest.filter(opened_on__lt=begun.opened_on)
    return older | newest.filter(opened_on=begun.opened_on, id__lt=begun.id)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _others_like(cases: QuerySet[Case], case: Case, member: Any) -> Iterable[Case]:
    others = cases.exclude(person=case.person)
    ids = {*hits_like(others, case.person, member=member), *with_a_like_number(case.person)}
    seen: set[UUID] = set()
    for other in others.filter(person__in=ids).select_related("person").order_by("opened_on"):
        if other.person_id not in seen:
            seen.add(other.person_id)
            yield other


def compare(one: Person, other: Person) -> Evidence:
    return Evidence(
        names=_names(one, other),
        age=_age(one, other),
        place=_place(one, other),
        document=_document(one, other),
    )


def _names(one: Person, other: Person) -> Band:
    """By the worse of both directions: a short name is in many a longer one."""
    asked = [(full_name(one), full_name(other)), (full_name(other), full_name(one))]
    bands = [band for name, held in asked if (band := _as_called(name, held))]
    return max(bands, key=BANDS.index) if len(bands) == 2 else Band.WEAK


def _as_called(name: FullName, held: FullName) -> Band | None:
    """How well one name answers the other, by whichever name she goes."""
    ways = [asked for way in as_called(name) if (asked := words(way))]
    bands = [Question(asked).score(held)[1] for asked in ways]
    return min(bands, key=BANDS.index, default=None)


def _age(one: Person, other: Person) -> Says:
    years = (one.birth_year, other.birth_year)
    if None in years:
        return Says.NOTHING
    return Says.FOR if abs(years[0] - years[1]) <= YEARS else Says.AGAINST


def _place(one: Person, other: Person) -> Says:
    """Where they are from or live, or where something happened to both."""
    return places_say(_places(one), _places(other))


def places_say(from_one: set[str], from_other: set[str]) -> Says:
    if not (from_one and from_other):
        return Says.NOTHING
    return Says.FOR if from_one & from_other else Says.AGAINST


def _places(person: Person) -> set[str]:
    own = {*person.citizenships, person.residence_country} - {""}
    happened = EventPlace.objects.filter(event__involvements__case__person=person)
    return own | set(happened.values_list("place_code", flat=True))


def _document(one: Person, other: Person) -> Says:
    held = [papers.numbers(person.papers) for person in (one, other)]
    if not all(held):
        return Says.NOTHING
    return Says.FOR if held[0] & held[1] else Says.NOTHING


def about_one(case: Case, *, member: Any) -> list[tuple[Case, Verdict]]:
    """Her cases whose person was found to be the same, and what was found of each."""
    found = {}
    for comparison in people.of_person(case.person):
        other = (
            comparison.second_id if comparison.first_id == case.person_id else comparison.first_id
        )
        found[other] = comparison.verdict
    if not found:
        return []
    held = access.visible_cases(member).filter(person__in=list(found)).order_by("opened_on")
    return [(other, Verdict(found[other.person_id])) for other in held]


def words_of(case: Case) -> dict[str, Any]:
    """What the comparing page shows of one side: nothing that names her."""
    person = case.person
    return {
        "case": case,
        "opened_on": case.opened_on,
        "born": birth_words(person),
        "year": person.birth_year,
    }
