"""Name search by blind index: rank every candidate in the database, open the best, compare names.

Nothing is written here; `rows_for` prepares rows that the actions keep.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

from amparo.people import name_tokens
from amparo.people.models_names import NameToken, NameWord
from amparo.people.name_score import Band, Question
from amparo.people.name_words import KeyFor, word_list
from amparo.people.names import FullName, words

CANDIDATES = 300
LIMIT = 10
# How many times the candidates are looked at where many share equally much.
TIES = 10

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


class Rows(NamedTuple):
    """Rows to keep: `bulk_create(tokens)` and `bulk_create(words, ignore_conflicts=True)`."""

    tokens: list[NameToken]
    words: list[NameWord]


def tokens(name: FullName, key: bytes) -> set[int]:
    """The tokens of one person: one for each word that sounds different, cut."""
    return {name_tokens.token(word, key) for word in name.all_words()}


def rows_for(person_id: UUID, agency_id: UUID, name: FullName, key: bytes) -> Rows:
    return rows_for_many([(person_id, name)], agency_id, key)


def rows_for_many(people: Iterable[tuple[UUID, FullName]], agency_id: UUID, key: bytes) -> Rows:
    """Rows of many people of one agency; each word is listed once."""
    token_rows: list[NameToken] = []
    found: dict[str, None] = {}
    for person_id, name in people:
        in_name = name.all_words()
        found |= dict.fromkeys(in_name)
        token_rows += [
            NameToken(token=token, person_id=person_id)
            for token in {name_tokens.token(word, key) for word in in_name}
        ]
    return Rows(token_rows, [_word_row(word, agency_id, key) for word in found])


def _word_row(word: str, agency_id: UUID, key: bytes) -> NameWord:
    return NameWord(
        agency_id=agency_id,
        mark=name_tokens.mark(word, key),
        sealed_word=name_tokens.sealed(word, key, agency_id),
    )


def words_no_longer_used(
    agency_id: UUID, before: FullName, key: bytes, *, opener: Opener, using: str = DEFAULT_DB_ALIAS
) -> QuerySet[NameWord]:
    """Listed words of a former name that nobody in the agency bears now, to be deleted.

    Asked after the person's tokens were deleted (erasure) or written anew (correction).
    """
    by_token: dict[int, set[str]] = {}
    for word in before.all_words():
        by_token.setdefault(name_tokens.token(word, key), set()).add(word)
    unused: set[str] = set()
    for token, mine in by_token.items():
        unused |= _not_borne(mine, token, opener, using)
    marks = [name_tokens.mark(word, key) for word in unused]
    return NameWord.objects.using(using).filter(agency=agency_id, mark__in=marks)


def _not_borne(mine: set[str], token: int, opener: Opener, using: str) -> set[str]:
    """Open the names that share a token until every word is met, or nobody is left."""
    sharing = NameToken.objects.using(using).filter(token=token)
    people = list(sharing.values_list("person_id", flat=True))
    left = set(mine)
    for start in range(0, len(people), CANDIDATES):
        for name in opener(people[start : start + CANDIDATES]).values():
            left -= set(name.all_words())
        if not left:
            break
    return left


def search(
    query: str,
    *,
    agency_ids: Iterable[UUID],
    key_for: KeyFor,
    opener: Opener,
    within: QuerySet | None = None,
    without: QuerySet | None = None,
    limit: int = LIMIT,
    candidates: int = CANDIDATES,
    using: str = DEFAULT_DB_ALIAS,
) -> Found:
    """Find people by name in these agencies, best first.

    `without` leaves people out, `within` keeps only those named; both are querysets of people and
    both hold before the list is cut. `opener` gives the names of the few hundred best candidates.
    """
    asked = words(query)
    if not asked:
        return Found()
    wanted = _wanted(asked, agency_ids, key_for, using)
    ranking = Ranking(wanted, without, using)
    ranked = ranking.best(candidates) if within is None else ranking.best_of(within, candidates)
    return _answer(asked, opener(ranked), limit)


# For each word asked: the tokens that may hold it, by how much they count.
Wanted = list[dict[int, list[int]]]


def _wanted(
    asked: tuple[str, ...], agency_ids: Iterable[UUID], key_for: KeyFor, using: str
) -> Wanted:
    wanted: Wanted = [{} for _ in asked]
    for agency_id in agency_ids:
        listed = word_list(agency_id, key_for(agency_id), using)
        for place, word in enumerate(asked):
            near = listed.tokens(word, unfinished=place == len(asked) - 1)
            for token, weight in near.items():
                wanted[place].setdefault(weight, []).append(token)
    return wanted


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everyone who shares a token, ranked by what she shares; only then is the list cut."""

    wanted: Wanted
    without: QuerySet | None
    using: str

    def best(self, count: int, within: QuerySet | None = None) -> list[UUID]:
        table = connections[self.using].ops.quote_name(NameToken._meta.db_table)
        shared, values = _shared(self.wanted, table)
        try:
            where, more_values = self._filters(within)
        except EmptyResultSet:
            return []
        if not shared:
            return []
        # Of those who share equally much, the shorter names come first: they leave less unasked.
        statement = f"""
            with ranked as (
                select person_id, sum(whole) + max(begun) as points
                from ({shared}) as shared {where}
                group by person_id order by points desc, person_id limit %s
            ), least as (
                select points from ranked order by points desc limit 1 offset %s
            )
            select person_id from ranked
            where points >= coalesce((select points from least), 0)
            order by points desc,
                (select count(*) from {table} as own where own.person_id = ranked.person_id),
                person_id
            limit %s
        """  # noqa: S608
        with connections[self.using].cursor() as cursor:
            values = [*values, *more_values, TIES * count, count - 1, count]
            cursor.execute(statement, values)
            return [_uuid(row[0]) for row in cursor.fetchall()]

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

    def best_of(self, within: QuerySet, count: int) -> list[UUID]:
        """The same as filtering first, but where nearly all pass only the top is filtered."""
        top = self.best(2 * count)
        passing = within.using(self.using).order_by().filter(pk__in=top)
        kept = set(passing.values_list("pk", flat=True))
        if len(kept) < count and len(top) == 2 * count:
            return self.best(count, within)
        return [person_id for person_id in top if person_id in kept][:count]


def _shared(wanted: Wanted, table: str) -> tuple[str, list[int]]:
    """One row for each token shared, with its weight.

    The last word may stand for many that begin like it. Only the best of them counts, or a person
    with two such words would pass for one who has all that was asked.
    """
    parts, values = [], []
    for place, by_weight in enumerate(wanted):
        for weight, tokens_of_it in by_weight.items():
            begun = place == len(wanted) - 1
            columns = f"{0 if begun else weight} as whole, {weight if begun else 0} as begun"
            marks = ", ".join(["%s"] * len(tokens_of_it))
            parts.append(f"select person_id, {columns} from {table} where token in ({marks})")  # noqa: S608
            values += tokens_of_it
    return " union all ".join(parts), values


def _uuid(value) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def _answer(asked: tuple[str, ...], names: Mapping[UUID, FullName], limit: int) -> Found:
    question = Question(asked)
    hits = [Hit(person_id, *question.score(name)) for person_id, name in names.items()]
    shown = [hit for hit in hits if hit.band != Band.WEAK]
    shown.sort(key=lambda hit: (-hit.score, hit.person_id))
    return Found(tuple(shown[:limit]), more=len(shown) > limit)
