"""The people around her, and whether a name is like that of one who endangers her."""

from django.db.models import Q

from amparo.people.models import Person
from amparo.people.models.relations import Hiding, RelatedPerson
from amparo.people.policies import relations as policies
from amparo.people.policies.relations import Conflict


def around(person: Person) -> list[RelatedPerson]:
    """Everybody around her, first who endangers her."""
    return _of(person, list(person.related_people.all()))


def conflicts(person: Person, name: str) -> list[Conflict]:
    """Those who endanger her and bear a name like this one: of a colleague, of who asks to see
    her file, of a guardian, of who shall receive something about her."""
    dangers = Q(suspected=True) | Q(never_contact=True)
    return policies.conflicts(_of(person, list(person.related_people.filter(dangers))), name)


def hidings(person: Person) -> list[Hiding]:
    """When she was hidden from the search and shown again, the last first."""
    return _of(person, list(person.hidings.select_related("decided_by")))


def _of(person: Person, rows: list) -> list:
    for row in rows:
        # The person who is open already, so that her key is fetched once.
        row.person = person
    return rows
