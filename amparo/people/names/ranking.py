"""Ranking: everyone who shares a token counts; only then is the list cut."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.db import connections
from django.db.models import QuerySet

from amparo.people.models import Person
from amparo.people.models.names import NameBearers, NamePlace
from amparo.people.names.places import Tally, WeighedRow
from amparo.people.names.word_list import WordList

# A word asked for: the tokens that may hold it, by weight.
Word = dict[int, list[int]]
Rows = dict[int, list[tuple[int, bytes]]]


def wanted(asked: tuple[str, ...], lists: Iterable[WordList]) -> list[Word]:
    found: list[Word] = [{} for _ in asked]
    for listed in lists:
        for place, word in enumerate(asked):
            near = listed.tokens(word, unfinished=place == len(asked) - 1)
            for token, weight in near.items():
                found[place].setdefault(weight, []).append(token)
    return found


@dataclass(frozen=True, slots=True)
class Ranking:
    words: list[Word]
    without: QuerySet | None
    using: str

    def best(self, count: int, within: QuerySet | None = None) -> list[UUID]:
        """Those who share most. Of those who share equally much the shorter names come first:
        they leave less unasked."""
        tally = self._tally()
        if within is not None:
            tally.keep(self._numbers(within))
        return self._people(tally.best(count), None)

    def best_of(self, within: QuerySet, count: int) -> list[UUID]:
        """The same as filtering first, but where nearly all pass only the top is filtered."""
        tally = self._tally()
        for some in (count, 2 * count):
            top = tally.best(some)
            passing = self._people(top, within)
            if len(passing) >= count or len(top) < some:
                return passing[:count]
        return self.best(count, within)

    def _tally(self) -> Tally:
        """Everybody who shares a token, but nobody who is to be left out.

        A word asked for may stand for many that are like it. Only the best of them counts, or a
        person with two such words would pass for one who has all that was asked.
        """
        rows = self._read()
        tally = Tally(block for of_token in rows.values() for block, _ in of_token)
        for word in self.words:
            tally.add(_weighed(word, rows))
        if self.without is not None and not self.without.query.is_empty():
            tally.drop(self._numbers(self.without))
        return tally

    def _read(self) -> Rows:
        tokens = {token for word in self.words for some in word.values() for token in some}
        found: Rows = {token: [] for token in tokens}
        if not tokens:
            return found
        table = connections[self.using].ops.quote_name(NameBearers._meta.db_table)
        marks = ", ".join(["%s"] * len(tokens))
        with connections[self.using].cursor() as cursor:
            cursor.execute(
                f"select token, block_id, places from {table} where token in ({marks})",  # noqa: S608
                list(tokens),
            )
            for token, block, places in cursor.fetchall():
                found[token].append((block, places))
        return found

    def _numbers(self, people: QuerySet) -> np.ndarray:
        ids = people.using(self.using).order_by().values("pk")
        held = NamePlace.objects.using(self.using).filter(person__in=ids)
        return np.fromiter(held.values_list("number", flat=True), np.int64)

    def _people(self, numbers: list[int], within: QuerySet | None) -> list[UUID]:
        """Who stands at these numbers, in their order."""
        people = Person.objects.all() if within is None else within
        here = people.using(self.using).order_by().filter(name_place__number__in=numbers)
        found = dict(here.values_list("name_place__number", "pk"))
        return [found[number] for number in numbers if number in found]


def _weighed(word: Word, rows: Rows) -> list[WeighedRow]:
    return [
        WeighedRow(block, packed, weight)
        for weight, tokens in word.items()
        for token in tokens
        for block, packed in rows[token]
    ]
