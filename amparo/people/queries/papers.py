"""Who may have a paper with the same number: candidates, to be opened and compared."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from amparo.core.fields import Sealed
from amparo.core.keyring import ring
from amparo.people import papers
from amparo.people.models import PaperToken, Person


def tokens_of(agency_id: UUID, lines: Iterable[str], *, generation: int) -> set[int]:
    key = ring().index_key(generation, "papers", str(agency_id))
    return papers.tokens(lines, key)


def with_a_like_number(person: Person) -> set[UUID]:
    """People of her agency: by the tokens of every master key that the ring still holds."""
    lines = person.papers
    if not lines:
        return set()
    asked: set[int] = set()
    for generation in ring().masters:
        asked |= tokens_of(person.agency_id, lines, generation=generation)
    found = PaperToken.objects.filter(token__in=asked).exclude(person=person)
    return set(found.values_list("person_id", flat=True))


def not_listed(*, generation: int) -> QuerySet[Person]:
    """Who has papers that no token under this master key finds: of before, or of a rotation."""
    listed = PaperToken.objects.filter(generation=generation)
    with_papers = Person.objects.exclude(identity_documents=Sealed())
    return with_papers.exclude(pk__in=listed.values("person"))
