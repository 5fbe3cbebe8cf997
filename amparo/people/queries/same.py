"""Reads about records that are about one person."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from amparo.core.question import Question
from amparo.people.enums.same import Verdict
from amparo.people.models import Comparison, Person

Pair = tuple[UUID, UUID]


def pair(one: UUID, other: UUID) -> Pair:
    """In the one order that a pair has."""
    return (one, other) if one < other else (other, one)


def standing() -> QuerySet[Comparison]:
    return Comparison.objects.filter(undone_at__isnull=True)


_of_one = Question(
    lambda person: (
        standing()
        .filter(Q(first=person) | Q(second=person))
        .select_related("first", "second", "compared_by")
    )
)
_joined_with = Question(
    lambda person: (
        standing()
        .filter(Q(first=person) | Q(second=person), verdict=Verdict.ONE)
        .select_related("first__agency", "second__agency")
    )
)


def of_person(person: Person) -> list[Comparison]:
    """What was found of this record and others, and still stands."""
    return _of_one.all(person.pk)


def between(one: Person, other: Person) -> Comparison | None:
    first, second = pair(one.pk, other.pk)
    held = standing().filter(first=first, second=second)
    return held.select_related("first", "compared_by").first()


def compared(people: Collection[UUID]) -> set[Pair]:
    """The pairs with one of these people that somebody compared, whatever was found."""
    held = standing().filter(Q(first__in=people) | Q(second__in=people))
    return set(held.values_list("first_id", "second_id"))


def roots() -> dict[UUID, UUID]:
    """Every record that is about the same person as another, and the one she is counted under."""
    above: dict[UUID, UUID] = {}

    def top(person: UUID) -> UUID:
        while above.get(person, person) != person:
            above[person] = above.get(above[person], above[person])
            person = above[person]
        return person

    for first, second in standing().filter(verdict=Verdict.ONE).values_list("first", "second"):
        low, high = pair(top(first), top(second))
        above.setdefault(low, low)
        above[high] = low
    return {person: top(person) for person in list(above)}


def together(person: Person) -> list[Person]:
    """Every record that is about the same person as this one; this one first, often alone."""
    found, asked = {person.pk: person}, [person.pk]
    while asked:
        asked = [
            each.pk
            for key in asked
            for link in _joined_with.all(key)
            for each in (link.first, link.second)
            if found.setdefault(each.pk, each) is each and each.pk != person.pk
        ]
    return list(found.values())


def joined_at(person: Person) -> datetime | None:
    """When the last of her records was found to be about her too."""
    links = (link for each in together(person) for link in _joined_with.all(each.pk))
    return max((link.compared_at for link in links), default=None)


def hidden_through_another() -> set[UUID]:
    """Who is not hidden by her own record but by another of hers: one hidden record hides all."""
    links = standing().filter(verdict=Verdict.ONE)
    links = links.filter(Q(first__hidden_from_search=True) | Q(second__hidden_from_search=True))
    if not links.exists():
        return set()
    under = roots()
    own = Person.objects.filter(hidden_from_search=True, pk__in=list(under))
    hidden = set(own.values_list("pk", flat=True))
    tops = {under[each] for each in hidden}
    return {each for each, top in under.items() if top in tops} - hidden


def hidden() -> Q:
    """Of people: whom no search by name finds."""
    return Q(hidden_from_search=True) | Q(pk__in=hidden_through_another())


def is_hidden(person: Person) -> bool:
    return any(each.hidden_from_search for each in together(person))
