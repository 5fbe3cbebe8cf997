"""Ranking in the database: everyone who shares a token counts; only then is the list cut.

Words that many bear are costly to count and tell little. They are looked up only for people who
also meet a rarer word, and the ranking is then proved complete, or made again with every word.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

from amparo.people.models_names import NameToken
from amparo.people.name_words import SAME_SOUND, WordList

# How many times the candidates are looked at where many share equally much.
TIES = 10
# Where fewer rows are to be counted, counting them all is quicker. From benches/name_speed.py.
WORTH_PROVING = 100_000


class Word(NamedTuple):
    """A word asked for: the tokens that may hold it, by weight, and how many people have them."""

    tokens: dict[int, list[int]]
    people: int


def wanted(asked: tuple[str, ...], lists: Iterable[WordList]) -> list[Word]:
    found = [Word({}, 0) for _ in asked]
    for listed in lists:
        for place, word in enumerate(asked):
            near = listed.tokens(word, unfinished=place == len(asked) - 1)
            tokens, people = found[place]
            for token, weight in near.items():
                tokens.setdefault(weight, []).append(token)
            found[place] = Word(tokens, people + sum(listed.counts.get(t, 0) for t in near))
    return found


@dataclass(frozen=True, slots=True)
class Ranking:
    words: list[Word]
    without: QuerySet | None
    using: str

    def best(self, count: int, within: QuerySet | None = None) -> list[UUID]:
        """Those who share most. Whoever meets only common words has at most `bound` points."""
        common = self._commoner_half()
        ranked = self._ranked(count, within, common)
        bound = SAME_SOUND * len(common)
        if common and (len(ranked) < count or ranked[-1][1] < bound):
            ranked = self._ranked(count, within, ())
        return [person_id for person_id, _ in ranked]

    def best_of(self, within: QuerySet, count: int) -> list[UUID]:
        """The same as filtering first, but where nearly all pass only the top is filtered."""
        top = self.best(2 * count)
        passing = within.using(self.using).order_by().filter(pk__in=top)
        kept = set(passing.values_list("pk", flat=True))
        if len(kept) < count and len(top) == 2 * count:
            return self.best(count, within)
        return [person_id for person_id in top if person_id in kept][:count]

    def _commoner_half(self) -> set[int]:
        if sum(word.people for word in self.words) < WORTH_PROVING:
            return set()
        places = sorted(range(len(self.words)), key=lambda place: -self.words[place].people)
        return set(places[: len(places) // 2])

    def _ranked(
        self, count: int, within: QuerySet | None, common: Collection[int]
    ) -> list[tuple[UUID, int]]:
        table = connections[self.using].ops.quote_name(NameToken._meta.db_table)
        try:
            where, filter_values = self._filters(within)
        except EmptyResultSet:
            return []
        shared, values = self._shared(table, common)
        # Of those who share equally much, the shorter names come first: they leave less unasked.
        statement = f"""
            with ranked as (
                select person_id, sum(whole) + max(begun) as points
                from ({shared}) as shared {where}
                group by person_id order by points desc, person_id limit %s
            ), least as (
                select points from ranked order by points desc limit 1 offset %s
            )
            select person_id, points from ranked
            where points >= coalesce((select points from least), 0)
            order by points desc,
                (select count(*) from {table} as own where own.person_id = ranked.person_id),
                person_id
            limit %s
        """  # noqa: S608
        values = [*values, *filter_values, TIES * count, count - 1, count]
        with connections[self.using].cursor() as cursor:
            cursor.execute(statement, values)
            return [(_uuid(person_id), int(points)) for person_id, points in cursor.fetchall()]

    def _shared(self, table: str, common: Collection[int]) -> tuple[str, list[int]]:
        """One row for each token shared; of common words, only for those who share a rarer one."""
        rarer = [place for place in range(len(self.words)) if place not in common]
        rows, values = self._rows(table, rarer)
        if not common:
            return rows, values
        also, also_values = self._rows(table, common)
        tokens = [t for p in rarer for some in self.words[p].tokens.values() for t in some]
        rows += (
            f" union all select * from ({also}) as also where person_id in "  # noqa: S608
            f"(select person_id from {table} where token in ({_marks(tokens)}))"
        )
        return rows, [*values, *also_values, *tokens]

    def _rows(self, table: str, places: Collection[int]) -> tuple[str, list[int]]:
        """Each token with its weight.

        The last word may stand for many that begin like it. Only the best of them counts, or a
        person with two such words would pass for one who has all that was asked.
        """
        parts, values = [], []
        for place in sorted(places):
            begun = place == len(self.words) - 1
            for weight, tokens in self.words[place].tokens.items():
                columns = f"{0 if begun else weight} as whole, {weight if begun else 0} as begun"
                parts.append(
                    f"select person_id, {columns} from {table} where token in ({_marks(tokens)})"  # noqa: S608
                )
                values += tokens
        return " union all ".join(parts), values

    def _filters(self, within: QuerySet | None) -> tuple[str, list]:
        parts, values = [], []
        for people, verb in ((within, "in"), (self.without, "not in")):
            if people is None or (verb == "not in" and people.query.is_empty()):
                continue
            ids = people.using(self.using).order_by().values("pk")
            inner, inner_values = ids.query.get_compiler(self.using).as_sql()
            parts.append(f"person_id {verb} ({inner})")
            values += inner_values
        return (f"where {' and '.join(parts)}" if parts else ""), values


def _marks(values: Collection) -> str:
    return ", ".join(["%s"] * len(values))


def _uuid(value) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)
