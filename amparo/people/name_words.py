"""The words that occur in an agency's names, held open in memory to widen a question.

The list lies sealed in the database and points to no one. A process opens it once and reads on
only when it has changed.
"""

import threading
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Count, Max, Min
from rapidfuzz import process
from rapidfuzz.distance import OSA

from amparo.people import name_tokens
from amparo.people.models_names import NameWord
from amparo.people.names import phonetic

# How much a word in the index counts when the asked word is it, or only near it.
SAME_SOUND = 100
ONE_EDIT = 85
BEGINNING = 80
SHORTEST_BEGINNING = 2
SHORTEST_EDITED = 2


@dataclass
class WordList:
    """Sorted words and sounds of one agency, ready to be asked."""

    key: bytes
    words: list[str]
    sounds: list[tuple[str, str]] = field(init=False)

    def __post_init__(self):
        self.words = sorted(self.words)
        self.sounds = sorted((phonetic(word), word) for word in self.words)

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
        if len(asked) >= SHORTEST_EDITED:
            for word, _, _ in process.extract(
                asked, self.words, scorer=OSA.distance, score_cutoff=1, limit=None
            ):
                yield word, ONE_EDIT
        if unfinished and len(asked) >= SHORTEST_BEGINNING:
            for word in self._beginning(asked):
                yield word, BEGINNING

    def _beginning(self, asked: str) -> Iterator[str]:
        for place in range(bisect_left(self.words, asked), len(self.words)):
            if not self.words[place].startswith(asked):
                break
            yield self.words[place]
        heard = phonetic(asked)
        for place in range(bisect_left(self.sounds, (heard, "")), len(self.sounds)):
            sound, word = self.sounds[place]
            if not sound.startswith(heard):
                break
            yield word


_lists: dict[tuple[str, UUID, bytes], tuple[tuple, dict[int, str], WordList]] = {}
_lock = threading.Lock()


def word_list(agency_id: UUID, key: bytes, using: str = DEFAULT_DB_ALIAS) -> WordList:
    """The open list of an agency, read on from the database if words came or went."""
    rows = NameWord.objects.using(using).filter(agency=agency_id)
    state = tuple(rows.aggregate(Count("id"), Max("id"), Min("mark"), Max("mark")).values())
    place = (using, agency_id, key)
    with _lock:
        held_state, held, ready = _lists.get(place, (None, {}, None))
    if ready is not None and held_state == state:
        return ready
    marks = set(rows.values_list("mark", flat=True))
    words = {mark: word for mark, word in held.items() if mark in marks}
    missing = rows.exclude(mark__in=words) if len(words) < 500 else rows
    for mark, text in missing.values_list("mark", "sealed_word").iterator():
        if mark not in words:
            words[mark] = name_tokens.opened(text, mark, key, agency_id)
    ready = WordList(key, list(words.values()))
    with _lock:
        _lists[place] = (state, words, ready)
    return ready


def forget_lists() -> None:
    """Drop every open list, as when the ring is locked."""
    with _lock:
        _lists.clear()


KeyFor = Callable[[UUID], bytes]
