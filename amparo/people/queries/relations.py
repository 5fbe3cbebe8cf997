"""The people around her, and whether a name is like that of one who endangers her."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from amparo.core.question import Question
from amparo.people.models import Person
from amparo.people.models.relations import Hiding, RelatedPerson
from amparo.people.policies import relations as policies
from amparo.people.policies.relations import Conflict
from amparo.people.queries import same
from amparo.people.queries.same import together

DANGERS = Q(suspected=True) | Q(never_contact=True)


_around = Question(lambda person: RelatedPerson.objects.filter(person=person))


def around(person: Person) -> list[RelatedPerson]:
    """Everybody around her, first who endangers her."""
    return _of(person, _around.all(person.pk))


def conflicts(person: Person, name: str) -> list[Conflict]:
    """Those who endanger her and bear a name like this one: of a colleague, of who asks to see
    her file, of a guardian, of who shall receive something about her.

    Where several records are about her, who endangers her in one of them does so in all.
    """
    return policies.conflicts(dangers(person), name)


def dangers(person: Person, *, own: Iterable[RelatedPerson] | None = None) -> list[RelatedPerson]:
    """Who endangers her, by every record that is about her. `own`: those of this one, if they were
    read already."""
    _first, *others = together(person)
    if own is None:
        own = _of(person, list(person.related_people.filter(DANGERS)))
    found = [related for related in own if related.is_a_danger]
    joined_at = same.joined_at(person) if others else None
    for each in others:
        found += _of(each, list(each.related_people.filter(DANGERS)), joined_at=joined_at)
    return found


def in_conflict(people: Iterable[Any], name: str) -> set[Any]:
    """Of these people (their ids), those whom somebody of a name like this one endangers, by any
    record that is about them."""
    if not (asked := set(people)):
        return set()
    under = same.roots()
    tops = {under.get(each, each) for each in asked}
    wide = asked | {each for each, top in under.items() if top in tops}
    held: defaultdict[Any, list[RelatedPerson]] = defaultdict(list)
    marked = RelatedPerson.objects.filter(DANGERS, person__in=wide)
    for related in marked.select_related("person"):
        held[under.get(related.person_id, related.person_id)].append(related)
    found = {top for top, rows in held.items() if policies.conflicts(rows, name)}
    return {each for each in asked if under.get(each, each) in found}


def hidings(person: Person) -> list[Hiding]:
    """When she was hidden from the search and shown again, the last first."""
    return _of(person, list(person.hidings.select_related("decided_by")))


def _of(person: Person, rows: list, **facts: Any) -> list:
    for row in rows:
        # The person who is open already, so that her key is fetched once.
        row.person = person
        for name, value in facts.items():
            setattr(row, name, value)
    return rows
