"""The words that occur in an agency's names, held open in memory to widen a question.

The list lies sealed in the database and points to no one. A process opens it once and reads on
only when it has changed.
"""

import threading
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Max, QuerySet

from amparo.people.models.names import NameWord
from amparo.people.names import is_one_edit, phonetic
from amparo.people.names import tokens as name_tokens
from amparo.people.names.tokens import IndexKey

KeyFor = Callable[[UUID], IndexKey]

# How much a word in the index counts when the asked word is it, or only near it.
SAME_SOUND = 100
ONE_EDIT = 85
BEGINNING = 80
SHORTEST = 2
# A beginning that fits more words than this says little; one more letter says much.
MOST_BEGINNINGS = 30
# Words that went (erasure), or were confirmed late, are noticed within this time.
RECOUNT_SECONDS = 60


class WordList:
    """The words of one agency, ready to be asked for those near another."""

    def __init__(self, key: IndexKey, words: list[str]):
        self.key = key
        self.words = sorted(words)
        self.sounds = sorted((phonetic(word), word) for word in self.words)
        # Whatever one edit does to a word, it leaves its first or its second half as it was.
        self._heads: dict[tuple[int, str], list[str]] = defaultdict(list)
        self._tails: dict[tuple[int, str], list[str]] = defaultdict(list)
        for word in self.words:
            half = len(word) // 2
            self._heads[len(word), word[:half]].append(word)
            self._tails[len(word), word[half:]].append(word)

    def tokens(self, asked: str, *, unfinished: bool) -> dict[int, int]:
        """Every token that may hold the asked word, with its weight."""
        weights: dict[int, int] = {}
        for near, weight in self._near(asked, unfinished=unfinished):
            place = name_tokens.token(near, self.key)
            weights[place] = max(weight, weights.get(place, 0))
        return weights

    def _near(self, asked: str, *, unfinished: bool) -> Iterator[tuple[str, int]]:
        # The asked word itself always counts, listed or not: its token holds all that sound alike.
        yield asked, SAME_SOUND
        if len(asked) < SHORTEST:
            return
        yield from ((word, ONE_EDIT) for word in self.one_edit_away(asked))
        if unfinished:
            longer = sorted(self.beginning_with(asked), key=len)
            yield from ((word, BEGINNING) for word in longer[:MOST_BEGINNINGS])

    def one_edit_away(self, asked: str) -> set[str]:
        size = len(asked)
        near: list[str] = []
        for length in (size - 1, size, size + 1):
            half = length // 2
            near += self._heads.get((length, asked[:half]), ())
            near += self._tails.get((length, asked[size - (length - half) :]), ())
        half = size // 2
        # Two letters swapped across the middle damage both halves: put them back and look again.
        near += self._heads.get((size, asked[: half - 1] + asked[half]), ()) if half else ()
        return {word for word in near if is_one_edit(asked, word)}

    def beginning_with(self, asked: str) -> set[str]:
        return set(self._spelled_so(asked)) | set(self._sounding_so(phonetic(asked)))

    def _spelled_so(self, start: str) -> Iterator[str]:
        for place in range(bisect_left(self.words, start), len(self.words)):
            if not self.words[place].startswith(start):
                return
            yield self.words[place]

    def _sounding_so(self, start: str) -> Iterator[str]:
        for place in range(bisect_left(self.sounds, (start, "")), len(self.sounds)):
            sound, word = self.sounds[place]
            if not sound.startswith(start):
                return
            yield word


@dataclass
class _Held:
    """An open list, up to which row it was read, and when rows were last counted."""

    list: WordList
    marks: dict[int, str] = field(default_factory=dict)
    newest: int = 0
    recounted_at: float = float("-inf")


_lists: dict[tuple[str, UUID], _Held] = {}
_lock = threading.Lock()


def word_list(agency_id: UUID, key: IndexKey, using: str = DEFAULT_DB_ALIAS) -> WordList:
    """The open list of an agency, read on from the database where words came or went."""
    place, now = (using, agency_id), time.monotonic()
    held = _lists.get(place)
    if held is None or held.list.key != key:
        # None yet, or keys were rotated since: that list is dropped, with the key that opened it.
        held = _Held(WordList(key, []))
    rows = NameWord.objects.using(using)
    recount = now - held.recounted_at > RECOUNT_SECONDS
    if recount and _listed(rows, agency_id, key).count() != len(held.marks):
        held = _Held(WordList(key, []))
    held = _read_on(held, agency_id, rows)
    if recount:
        held.recounted_at = now
    with _lock:
        _lists[place] = held
    return held.list


def _listed(rows: QuerySet[NameWord], agency_id: UUID, key: IndexKey) -> QuerySet[NameWord]:
    begin = name_tokens.listed_under(key)
    return rows.filter(agency=agency_id, sealed_word__startswith=begin)


def _read_on(held: _Held, agency_id: UUID, rows: QuerySet[NameWord]) -> _Held:
    # By primary key over all agencies: it costs nothing when nothing is new.
    newest = rows.filter(id__gt=held.newest).aggregate(newest=Max("id"))["newest"]
    if not newest:
        return held
    new = _listed(rows, agency_id, held.list.key).filter(id__gt=held.newest, id__lte=newest)
    marks = held.marks | {
        mark: name_tokens.opened(text, mark, held.list.key, agency_id)
        for mark, text in new.values_list("mark", "sealed_word").iterator()
    }
    listed = held.list
    if len(marks) != len(held.marks):
        listed = WordList(listed.key, list(marks.values()))
    return replace(held, list=listed, marks=marks, newest=newest)


def forget_lists() -> None:
    """Drop every open list, as when the ring is locked."""
    with _lock:
        _lists.clear()
