"""Words left out of a text, whatever their accents, capitals or blanks. What is left out is gone.

The mask has one length for every word: how long a name is, says something too.
"""

import re
import unicodedata
from collections.abc import Iterable

MASK = "█████"
# A mask of one letter would eat the whole text.
SHORTEST = 2


def folded(text: str) -> str:
    """Without capitals and accents, with single blanks."""
    return _folded(text)[0].strip()


def masked(text: str, words: Iterable[str]) -> str:
    """The text without these words. Longer ones go first, so that no part of one stays."""
    wanted = sorted({folded(word) for word in words}, key=len, reverse=True)
    wanted = [word for word in wanted if len(word) >= SHORTEST]
    if not wanted:
        return text
    plain, places = _folded(text)
    spans: list[tuple[int, int]] = []
    for word in wanted:
        for hit in re.finditer(_pattern(word), plain):
            spans.append((places[hit.start()], places[hit.end() - 1] + 1))
    return _without(text, spans)


def stands_in(text: str, words: str) -> bool:
    """Whether these words stand in a text, whole and together."""
    wanted = folded(words)
    return bool(wanted) and re.search(_pattern(wanted), folded(text)) is not None


def _pattern(word: str) -> str:
    """A whole word only: "Ana" is left out, "mañana" is not."""
    before = r"(?<!\w)" if word[0].isalnum() else ""
    after = r"(?!\w)" if word[-1].isalnum() else ""
    return f"{before}{re.escape(word)}{after}"


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters the place it came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if letter.isspace():
            if letters and letters[-1] == " ":
                continue
            letters.append(" ")
            places.append(place)
            continue
        for part in unicodedata.normalize("NFKD", letter).casefold():
            # Accents, and letters that are not seen and would part a word in two.
            if not unicodedata.combining(part) and unicodedata.category(part) != "Cf":
                letters.append(part)
                places.append(place)
    return "".join(letters), places


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in _joined(spans):
        kept += [text[at:start], MASK]
        at = end
        # An accent that follows its letter belongs to it.
        while at < len(text) and unicodedata.combining(text[at]):
            at += 1
    return "".join([*kept, text[at:]])


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
