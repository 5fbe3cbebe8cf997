"""The index of numbers of papers kept in step with the people."""

from collections.abc import Iterable
from uuid import UUID

from amparo.core import bulk, keyring, rotation
from amparo.core.transactions import each_in_turn
from amparo.people import papers
from amparo.people.models import PaperToken, Person
from amparo.people.queries import is_erased
from amparo.people.queries.papers import not_listed, tokens_of

LOT = 500


def list_papers(people: Iterable[Person]) -> None:
    """Write the rows by which the papers of these people, who have none yet, are found."""
    generation, rows = keyring.ring().current, []
    for person in people:
        lines = person.papers
        if person.identity_documents:
            found = tokens_of(person.agency_id, lines, generation=generation) or {papers.NOTHING}
            rows += [_row(person.pk, token, generation) for token in sorted(found)]
    bulk.insert_many(rows)


def _row(person_id: UUID, token: int, generation: int) -> PaperToken:
    return PaperToken(person_id=person_id, token=token, generation=generation)


def list_papers_anew(people: Iterable[Person]) -> None:
    """The same, of people who may stand there by papers of before or under an earlier key."""
    people = [person for person in people if not is_erased(person)]
    PaperToken.objects.filter(person__in=[person.pk for person in people]).delete()
    list_papers(people)


def list_missing_papers() -> None:
    """Those of before there was an index, and those under an earlier master key."""
    missing = not_listed(generation=keyring.ring().current)
    ids = list(missing.values_list("pk", flat=True))
    for start in range(0, len(ids), LOT):
        each_in_turn(Person.objects.all(), ids[start : start + LOT], list_papers_anew)


@rotation.also_rebuild
def rebuild_papers(held: keyring.Ring) -> None:
    list_missing_papers()


@rotation.also_forget
def forget_former_tokens(held: keyring.Ring) -> None:
    PaperToken.objects.exclude(generation=held.current).delete()
