"""Reads about records that are about one person."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from amparo.people.enums import Purpose
from amparo.people.enums.same import Verdict
from amparo.people.models import Comparison, Consent, Person

Pair = tuple[UUID, UUID]


def pair(one: UUID, other: UUID) -> Pair:
    """In the one order that a pair has."""
    return (one, other) if one < other else (other, one)


def standing() -> QuerySet[Comparison]:
    return Comparison.objects.filter(undone_at__isnull=True)


def of_person(person: Person) -> list[Comparison]:
    """What was found of this record and others, and still stands."""
    held = standing().filter(Q(first=person) | Q(second=person))
    return list(held.select_related("first", "second", "compared_by"))


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


def silent(under: dict[UUID, UUID], counted: QuerySet) -> set[UUID]:
    """Who is not counted because one of her records says no: a join never widens a consent."""
    if not under:
        return set()
    asked = Consent.objects.filter(purpose=Purpose.STATISTICS, person__in=list(under))
    no_longer = asked.exclude(person__in=counted).values_list("person_id", flat=True)
    return {under[person] for person in no_longer}
