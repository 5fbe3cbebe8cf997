"""A person whose file goes to another agency of the installation, with all that is hers."""

from amparo.agencies.models import Agency
from amparo.people.models import KeepingEnd, NamePlace, Person
from amparo.people.queries import words_of

from .name_places import numbers_of
from .names import forget_places, list_names
from .papers import list_papers_anew


def leave(person: Person, *, to: Agency) -> None:
    """Nobody of the agency that held her finds her by name or paper any more. What is sealed of
    her is bound anew afterwards; then she can be listed there."""
    words, numbers = words_of([person]), list(numbers_of([person.pk]).values())
    NamePlace.objects.filter(person=person).delete()
    forget_places(numbers, words)
    # The other agency keeps for as long as its own period says; the clock lists it anew.
    KeepingEnd.objects.filter(person=person).delete()
    version = person.version + 1
    Person.objects.filter(pk=person.pk).update(agency=to, version=version)


def arrive(person: Person) -> None:
    """Found from now on by who searches in the agency that took her."""
    list_names(person.agency_id, [person])
    list_papers_anew([person])
