"""Places in the name index: given to who comes, and the packed lists of who bears a token.

Whoever writes in a block holds its row until she is done, so that nobody writes over another.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from django.db import connection

from amparo.core import bulk
from amparo.people.models import NameBearers, NameBlock, NamePlace
from amparo.people.names import places as name_places

LOT = 1000
WRITE = """
    insert into people_name_bearers (token, block_id, places) values (%s, %s, %s)
    on conflict (token, block_id) do update set places = excluded.places
"""
CUT = "update people_name_bearers set places = %s where token = %s and block_id = %s"


def give(agency_id: UUID, people: Sequence[UUID]) -> dict[UUID, int]:
    """The numbers under which these people stand; who has none gets the next free one."""
    given = numbers_of(people)
    left = [person_id for person_id in people if person_id not in given]
    rows: list[NamePlace] = []
    while left:
        block = _with_room(agency_id)
        room = name_places.BLOCK - block.given
        for place, person_id in enumerate(left[:room], block.given):
            number = name_places.number(block.pk, place)
            rows.append(bulk.new(NamePlace, person_id=person_id, number=number))
        block.given += len(left[:room])
        block.save(update_fields=["given"])
        left = left[room:]
    bulk.insert_many(rows)
    return given | {row.person_id: row.number for row in rows}


def _with_room(agency_id: UUID) -> NameBlock:
    """A block with free places, held. One that somebody else holds is passed over."""
    blocks = NameBlock.objects.filter(agency_id=agency_id, given__lt=name_places.BLOCK)
    free = blocks.select_for_update(skip_locked=True, no_key=True, of=("self",)).order_by("pk")
    return free.first() or NameBlock.objects.create(agency_id=agency_id)


def numbers_of(people: Collection[UUID]) -> dict[UUID, int]:
    """Where these people stand, as far as they have a place."""
    ids, found = list(people), {}
    for start in range(0, len(ids), LOT):
        some = NamePlace.objects.filter(person__in=ids[start : start + LOT])
        found |= dict(some.values_list("person_id", "number"))
    return found


def write(tokens_of: Mapping[int, Collection[int]]) -> None:
    """Add people, by number, to those who bear these tokens."""
    fresh: defaultdict[int, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, tokens in tokens_of.items():
        for token in tokens:
            entry = name_places.entry(number, len(tokens))
            fresh[name_places.block_of(number)][token].append(entry)
    _hold(fresh)
    for block, entries in fresh.items():
        rows = NameBearers.objects.filter(block=block, token__in=list(entries))
        held = {token: bytes(places) for token, places in rows.values_list("token", "places")}
        _each(
            WRITE,
            (
                (token, block, name_places.with_entries(held.get(token, b""), more))
                for token, more in entries.items()
            ),
        )


def take_off(numbers: Iterable[int]) -> None:
    """Take people, by number, off every list of their blocks, whatever key it lies under."""
    going: defaultdict[int, list[int]] = defaultdict(list)
    for number in numbers:
        going[name_places.block_of(number)].append(number)
    _hold(going)
    for block, gone in going.items():
        rows, cut = NameBearers.objects.filter(block=block), {}
        for token, places in rows.values_list("token", "places"):
            left = name_places.without_numbers(bytes(places), gone)
            if len(left) < len(places):
                cut[token] = left
        rows.filter(token__in=[token for token, left in cut.items() if not left]).delete()
        # Never written anew: a list that a rotation drops meanwhile must not come back.
        _each(CUT, ((left, token, block) for token, left in cut.items() if left))


def _hold(blocks: Iterable[int]) -> None:
    """In one order, so that no two wait for each other."""
    held = NameBlock.objects.filter(pk__in=list(blocks)).order_by("pk")
    list(held.select_for_update(no_key=True, of=("self",)))


def _each(statement: str, rows: Iterable[tuple]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows))
