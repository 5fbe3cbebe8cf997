"""The door to one of the people around somebody whose record is open already."""

from uuid import UUID

from django.http import Http404

from amparo.people.models import Person
from amparo.people.models.relations import RelatedPerson


def get_related_or_404(person: Person, related_id: UUID) -> RelatedPerson:
    """A foreign one under this person is not there."""
    related = person.related_people.filter(pk=related_id).first()
    if related is None:
        raise Http404
    related.person = person
    return related
