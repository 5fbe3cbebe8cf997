"""The name index kept in step with the people: who is findable by which words."""

import uuid
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial

from django.db import connection, transaction

from amparo.core import keyring, rotation
from amparo.core.transactions import LOT, each_in_turn
from amparo.people.models import NameBearers, NameIndex, NamePlace, NameWord, Person
from amparo.people.names import FullName
from amparo.people.names import index as name_index
from amparo.people.names import tokens as name_tokens
from amparo.people.names.tokens import IndexKey
from amparo.people.queries import full_name, index_key, is_erased, name_keys, open_names

from . import name_places

BATCH = 2000
LOCK = 6_072_014  # the advisory locks of word lists on PostgreSQL: any fixed number


def list_names(agency_id: uuid.UUID, people: Iterable[Person]) -> None:
    """Write the rows that make these people findable by name."""
    _hold_words(agency_id, "_shared")
    NameIndex.objects.get_or_create(
        agency_id=agency_id, defaults={"generation": keyring.ring().current}
    )
    names = {person.id: full_name(person) for person in people}
    numbers = name_places.give(agency_id, list(names))
    for key in name_keys(agency_id):
        list_under(key, agency_id, names, numbers)


def list_under(
    key: IndexKey,
    agency_id: uuid.UUID,
    names: Mapping[uuid.UUID, FullName],
    numbers: Mapping[uuid.UUID, int],
) -> None:
    """Write names into the index under one key, where some may stand already."""
    name_places.write(
        {numbers[person_id]: name_index.tokens(name, key) for person_id, name in names.items()}
    )
    words = name_index.word_rows(names.values(), agency_id, key)
    _list_words(agency_id, words)


def _list_words(agency_id: uuid.UUID, words: list[NameWord]) -> None:
    """Of a register nearly all words were listed with the rows before."""
    listed = NameWord.objects.filter(agency_id=agency_id)
    for start in range(0, len(words), BATCH):
        lot = {word.mark: word for word in words[start : start + BATCH]}
        for mark in listed.filter(mark__in=list(lot)).values_list("mark", flat=True):
            del lot[mark]
        NameWord.objects.bulk_create(lot.values(), ignore_conflicts=True)


def list_anew(person: Person, before: Collection[str]) -> None:
    """Write the rows of a corrected name; what only her former name said leaves the list."""
    # Before the shared hold of `list_names`: two corrections must not wait for each other.
    _hold_words(person.agency_id)
    name_places.take_off(name_places.numbers_of([person.pk]).values())
    list_names(person.agency_id, [person])
    gone = set(before) - set(full_name(person).all_words())
    forget_words(person.agency_id, gone)


def forget_places(numbers: Iterable[int], words: Mapping[uuid.UUID, Collection[str]]) -> None:
    """Take people who went, by number, out of the index, and off the lists what only they bore."""
    # Before the blocks, in the order of a correction, which holds the list first.
    for agency_id in words:
        _hold_words(agency_id)
    name_places.take_off(numbers)
    for agency_id, once_borne in words.items():
        forget_words(agency_id, once_borne)


def forget_words(agency_id: uuid.UUID, words: Collection[str]) -> None:
    """Take those of these words off an agency's list that nobody bears any more."""
    if words:
        _hold_words(agency_id)
        for key in name_keys(agency_id):
            name_index.words_no_longer_used(agency_id, words, key, opener=open_names).delete()


def forget_unborne_words(agency_id: uuid.UUID) -> None:
    """The same for the whole list: every name is opened once, however many people went.

    Nobody waits meanwhile. Only to look at who came or changed since is the list held.
    """
    listed = dict(NameWord.objects.filter(agency_id=agency_id).values_list("pk", "mark"))
    borne = _Borne(agency_id)
    borne.read_on()
    with transaction.atomic():
        _hold_words(agency_id)
        borne.read_on()
        unborne = [pk for pk, mark in listed.items() if mark not in borne.marks]
        for start in range(0, len(unborne), BATCH):
            NameWord.objects.filter(pk__in=unborne[start : start + BATCH]).delete()


class _Borne:
    """The words that people of an agency bear, as marks; read again it opens only who changed."""

    def __init__(self, agency_id: uuid.UUID) -> None:
        self.people, self.keys = Person.objects.filter(agency_id=agency_id), name_keys(agency_id)
        self.marks: set[int] = set()
        self.versions: dict[uuid.UUID, int] = {}

    def read_on(self) -> None:
        now = dict(self.people.values_list("pk", "version"))
        changed = [pk for pk, version in now.items() if self.versions.get(pk) != version]
        for start in range(0, len(changed), BATCH):
            for name in open_names(changed[start : start + BATCH]).values():
                words = name.all_words()
                self.marks |= {name_tokens.mark(word, key) for word in words for key in self.keys}
        self.versions = now


def _hold_words(agency_id: uuid.UUID, shared: str = "") -> None:
    """Nobody may begin to bear a word between the moment it is found unborne and its deletion.

    SQLite begins every transaction as its only writer.
    """
    if connection.vendor == "postgresql":
        of_agency = zlib.crc32(agency_id.bytes) - 2**31
        with connection.cursor() as cursor:
            cursor.execute(f"select pg_advisory_xact_lock{shared}(%s, %s)", [LOCK, of_agency])


@rotation.also_rebuild
def rebuild_indexes(held: keyring.Ring) -> None:
    """Build each agency's name index anew beside the old one, then search in the new one.

    Whoever is registered or renamed meanwhile is written into both.
    """
    behind = NameIndex.objects.exclude(generation=held.current)
    for agency_id in list(behind.values_list("agency_id", flat=True)):
        people = Person.objects.filter(agency_id=agency_id)
        key = index_key(agency_id, held.current)
        for lot in _by_place(agency_id):
            each_in_turn(people, lot, partial(_add, agency_id, key))
        NameIndex.objects.filter(agency_id=agency_id).update(generation=held.current)


def _by_place(agency_id: uuid.UUID) -> Iterator[list[uuid.UUID]]:
    """Everybody with a place, neighbours together: they stand in the same rows."""
    rows, last = NamePlace.objects.filter(person__agency_id=agency_id).order_by("number"), -1
    while found := list(rows.filter(number__gt=last)[:LOT]):
        yield [place.person_id for place in found]
        last = found[-1].number


def _add(agency_id: uuid.UUID, key: IndexKey, people: list[Person]) -> None:
    _hold_words(agency_id, "_shared")
    names = {person.id: full_name(person) for person in people if not is_erased(person)}
    list_under(key, agency_id, names, name_places.numbers_of(names))


@rotation.also_forget
def forget_former_indexes(held: keyring.Ring) -> None:
    """Drop what was found under older masters, once no search looks there any more."""
    for agency_id in NameIndex.objects.values_list("agency_id", flat=True):
        current = name_tokens.listed_under(index_key(agency_id, held.current))
        words = NameWord.objects.filter(agency_id=agency_id)
        words.exclude(sealed_word__startswith=current).delete()
        for generation in set(held.masters) - {held.current}:
            tokens = list(name_tokens.all_of(index_key(agency_id, generation)))
            # Some at a time: whoever writes meanwhile does not wait for all.
            for start in range(0, len(tokens), 16):
                NameBearers.objects.filter(token__in=tokens[start : start + 16]).delete()
