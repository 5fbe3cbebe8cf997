"""How well an opened name answers what was asked: a score from 0 to 1 and a band."""

from enum import StrEnum
from functools import lru_cache

from amparo.people.names import FullName, likeness

# A word that one side has and the other lacks may just not have been written down.
# Two words that differ contradict each other, which weighs more. Set on benches/name_recall.py.
CONTRADICTION = 0.6
OTHER_ORDER = 0.01
UNASKED = 0.002
ALIKE = 0.7

STRONG = 0.84
POSSIBLE = 0.62
# Nothing contradicts, words are only missing: half of what was asked is enough.
POSSIBLE_IF_ONLY_MISSING = 0.5


class Band(StrEnum):
    STRONG = "strong"
    POSSIBLE = "possible"
    WEAK = "weak"


_likeness = lru_cache(maxsize=200_000)(likeness)


def score(asked: tuple[str, ...], name: FullName) -> tuple[float, Band]:
    """Compare the words asked for, in any order, with one person's name."""
    formal = name.formal()
    held = name.all_words() if name.known_as else formal
    pairs = _best_pairs(asked, held)
    matched = sum(alike for alike, _, _ in pairs)
    unmatched = len(asked) - len(pairs)
    taken = {place for _, _, place in pairs}
    # Nicknames are one more way to be found, never a contradiction.
    spare = sum(1 for place in range(len(formal)) if place not in taken)
    against = min(unmatched, spare)
    points = max(0.0, matched - CONTRADICTION * against) / max(len(asked), 1)
    order = [place for _, _, place in sorted(pairs, key=lambda pair: pair[1])]
    points -= OTHER_ORDER * (order != sorted(order)) + UNASKED * (spare - against)
    return points, _band(points, contradicted=against > 0)


def _band(points: float, *, contradicted: bool) -> Band:
    if points >= STRONG:
        return Band.STRONG
    # The small deductions for order and unasked words must not push a name out of sight.
    floor = POSSIBLE if contradicted else POSSIBLE_IF_ONLY_MISSING
    return Band.POSSIBLE if points >= floor - 2 * OTHER_ORDER else Band.WEAK


def _best_pairs(
    asked: tuple[str, ...], held: tuple[str, ...]
) -> list[tuple[float, int, int]]:
    """Each asked word with the held word most like it, each word used once."""
    alike = [
        (value, i, j)
        for i, word in enumerate(asked)
        for j, other in enumerate(held)
        if (value := _likeness(word, other, unfinished=i == len(asked) - 1)) >= ALIKE
    ]
    alike.sort(key=lambda pair: (-pair[0], abs(pair[1] - pair[2])))
    pairs, rows, columns = [], set(), set()
    for value, i, j in alike:
        if i not in rows and j not in columns:
            pairs.append((value, i, j))
            rows.add(i)
            columns.add(j)
    return pairs
