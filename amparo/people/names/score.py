"""How well an opened name answers what was asked: a score from 0 to 1 and a band."""

from enum import StrEnum

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

Pair = tuple[float, int, int]


class Band(StrEnum):
    STRONG = "strong"
    POSSIBLE = "possible"
    WEAK = "weak"


class Question:
    """The words asked for, in any order, compared with one name after another."""

    def __init__(self, asked: tuple[str, ...]):
        self.asked = asked
        # The same words come up in name after name: which asked ones each is like, and how much.
        self._seen: dict[str, list[tuple[float, int]]] = {}

    def score(self, name: FullName) -> tuple[float, Band]:
        formal = name.formal()
        held = name.all_words() if name.known_as else formal
        pairs = self._best_pairs(held)
        taken = {place for _, _, place in pairs}
        # Nicknames are one more way to be found, never a contradiction.
        spare = sum(1 for place in range(len(formal)) if place not in taken)
        against = min(len(self.asked) - len(pairs), spare)
        matched = sum(pair[0] for pair in pairs)
        points = max(0.0, matched - CONTRADICTION * against) / len(self.asked)
        order = [place for _, _, place in sorted(pairs, key=lambda pair: pair[1])]
        points -= OTHER_ORDER * (order != sorted(order)) + UNASKED * (spare - against)
        return points, _band(points, contradicted=against > 0)

    def _best_pairs(self, held: tuple[str, ...]) -> list[Pair]:
        """Each asked word with the held word most like it, each word used once."""
        alike: list[Pair] = []
        for j, word in enumerate(held):
            seen = self._seen.get(word)
            if seen is None:
                seen = self._seen[word] = self._alike(word)
            alike += [(value, i, j) for value, i in seen]
        if len(alike) > 1:
            alike.sort(key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1], pair[2]))
        pairs, asked_taken, held_taken = [], set(), set()
        for pair in alike:
            if pair[1] not in asked_taken and pair[2] not in held_taken:
                pairs.append(pair)
                asked_taken.add(pair[1])
                held_taken.add(pair[2])
        return pairs

    def _alike(self, word: str) -> list[tuple[float, int]]:
        last = len(self.asked) - 1
        values = (likeness(asked, word, unfinished=i == last) for i, asked in enumerate(self.asked))
        return [(value, i) for i, value in enumerate(values) if value >= ALIKE]


def _band(points: float, *, contradicted: bool) -> Band:
    if points >= STRONG:
        return Band.STRONG
    # The small deductions for order and unasked words must not push a name out of sight.
    floor = POSSIBLE if contradicted else POSSIBLE_IF_ONLY_MISSING
    return Band.POSSIBLE if points >= floor - 2 * OTHER_ORDER else Band.WEAK
