"""Name search by blind index: rank everybody who shares a token, open the best, compare names.

Nothing is written here; the actions keep the index.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from amparo.core import bulk
from amparo.people.models.names import NameBearers, NamePlace, NameWord
from amparo.people.names import FullName, words
from amparo.people.names import tokens as name_tokens
from amparo.people.names.places import numbers_of
from amparo.people.names.ranking import Ranking, wanted
from amparo.people.names.score import Band, Question
from amparo.people.names.tokens import IndexKey
from amparo.people.names.word_list import KeyFor, word_list

CANDIDATES = 300
LIMIT = 10

Opener = Callable[[list[UUID]], Mapping[UUID, FullName]]


class Hit(NamedTuple):
    person_id: UUID
    score: float
    band: Band


@dataclass(frozen=True, slots=True)
class Found:
    """The best answers, and whether more would have been shown."""

    hits: tuple[Hit, ...] = ()
    more: bool = False


def tokens(name: FullName, key: bytes) -> set[int]:
    """The tokens of one person: one for each word that sounds different, cut."""
    return {name_tokens.token(word, key) for word in name.all_words()}


def word_rows(names: Iterable[FullName], agency_id: UUID, key: IndexKey) -> list[NameWord]:
    """The words of these names for the agency's list, each once."""
    found = dict.fromkeys(word for name in names for word in name.all_words())
    return [_word_row(word, agency_id, key) for word in found]


def _word_row(word: str, agency_id: UUID, key: IndexKey) -> NameWord:
    return bulk.new(
        NameWord,
        agency_id=agency_id,
        mark=name_tokens.mark(word, key),
        sealed_word=name_tokens.sealed(word, key, agency_id),
    )


def words_no_longer_used(
    agency_id: UUID,
    before: Iterable[str],
    key: bytes,
    *,
    opener: Opener,
    using: str = DEFAULT_DB_ALIAS,
) -> QuerySet[NameWord]:
    """Listed words of former names that nobody in the agency bears now, to be deleted.

    Asked after the person's tokens were deleted (erasure) or written anew (correction).
    """
    by_token: dict[int, set[str]] = {}
    for word in before:
        by_token.setdefault(name_tokens.token(word, key), set()).add(word)
    unused: set[str] = set()
    for token, mine in by_token.items():
        unused |= _not_borne(mine, token, opener, using)
    marks = [name_tokens.mark(word, key) for word in unused]
    return NameWord.objects.using(using).filter(agency=agency_id, mark__in=marks)


def _not_borne(mine: set[str], token: int, opener: Opener, using: str) -> set[str]:
    """Open the names that share a token until every word is met, or nobody is left."""
    people = _bearers(token, using)
    left = set(mine)
    for start in range(0, len(people), CANDIDATES):
        for name in opener(people[start : start + CANDIDATES]).values():
            left -= set(name.all_words())
        if not left:
            break
    return left


def _bearers(token: int, using: str) -> list[UUID]:
    rows = NameBearers.objects.using(using).filter(token=token).values_list("block_id", "places")
    numbers = [number for block, places in rows for number in numbers_of(block, bytes(places))]
    found: list[UUID] = []
    for start in range(0, len(numbers), CANDIDATES):
        some = NamePlace.objects.using(using).filter(number__in=numbers[start : start + CANDIDATES])
        found += some.values_list("person_id", flat=True)
    return found


def search(
    query: str,
    *,
    agency_ids: Iterable[UUID],
    key_for: KeyFor,
    opener: Opener,
    within: QuerySet | None = None,
    within_is_small: bool = False,
    without: QuerySet | None = None,
    limit: int = LIMIT,
    candidates: int = CANDIDATES,
    using: str = DEFAULT_DB_ALIAS,
) -> Found:
    """Find people by name in these agencies, best first.

    `without` leaves people out, `within` keeps only those named; both are querysets of people and
    both hold before the list is cut. Where it `within_is_small`, nobody else is ranked at all.
    `opener` gives the names of the few hundred best candidates.
    """
    asked = words(query)
    if not asked:
        return Found()
    lists = [word_list(agency_id, key_for(agency_id), using) for agency_id in agency_ids]
    ranking = Ranking(wanted(asked, lists), without, using)
    is_direct = within is None or within_is_small
    ranked = ranking.best(candidates, within) if is_direct else ranking.best_of(within, candidates)
    return _answer(asked, opener(ranked), limit)


def _answer(asked: tuple[str, ...], names: Mapping[UUID, FullName], limit: int) -> Found:
    question = Question(asked)
    hits = [Hit(person_id, *question.score(name)) for person_id, name in names.items()]
    shown = [hit for hit in hits if hit.band != Band.WEAK]
    shown.sort(key=lambda hit: (-hit.score, hit.person_id))
    return Found(tuple(shown[:limit]), more=len(shown) > limit)
