"""Names as words: accents folded, Spanish and Mayan spellings heard alike, likeness scored.

Pure functions on text: no database, no key.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

# Nobody's name is longer; a pasted page must not cost more than a name.
LONGEST_TEXT = 200
# Words further apart than this in writing are not compared by ear.
FARTHEST = 5
MOST_WORDS = 10

PARTICLES = frozenset(
    [
        "de",
        "del",
        "la",
        "las",
        "lo",
        "los",
        "el",
        "y",
        "e",
        "i",
        "da",
        "das",
        "do",
        "dos",
        "di",
        "du",
        "van",
        "von",
        "vda",
        "viuda",
    ]
)
# As registers write them by hand. The short form is read as the name it stands for.
SHORT_FORMS = {
    "ma": "maria",
    "fco": "francisco",
    "fca": "francisca",
    "gpe": "guadalupe",
    "hdez": "hernandez",
    "hdz": "hernandez",
    "fdez": "fernandez",
    "glez": "gonzalez",
    "gzlz": "gonzalez",
    "mtz": "martinez",
    "mtnez": "martinez",
    "rdz": "rodriguez",
    "rguez": "rodriguez",
    "gtz": "gutierrez",
    "lpz": "lopez",
    "sta": "santa",
    "sto": "santo",
}

_APOSTROPHES = re.compile(r"['’‘ʼ`´ʹ′]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W\d_]+")

# In this order: each rule reads what the ones above it left. Capitals stand for one sound.
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        (r"ch", "C"),
        (r"sh", "s"),
        (r"ph", "f"),
        (r"ll", "y"),
        (r"qu(?=[ei])|c(?![ei])|q", "k"),
        (r"gu(?=[ei])", "G"),
        (r"g(?=[ei])", "j"),
        (r"(?:hu|gu|w)(?=[aeiou])", "W"),
        (r"h", ""),
        (r"v", "b"),
        (r"[czx]", "s"),
        (r"y(?![aeiou])", "i"),
        (r"n(?=[bp])", "m"),
        (r"w", "W"),
        (r"G", "g"),
        (r"(.)\1+", r"\1"),
    ]
]


@dataclass(frozen=True, slots=True)
class FullName:
    """The parts of a person's name that can be searched."""

    given_names: str = ""
    paternal_surname: str = ""
    maternal_surname: str = ""
    known_as: str = ""

    def formal(self) -> tuple[str, ...]:
        return words(f"{self.given_names} {self.paternal_surname} {self.maternal_surname}")

    def all_words(self) -> tuple[str, ...]:
        """Every word once: what the index holds."""
        return tuple(dict.fromkeys(self.formal() + words(self.known_as)))


def folded(text: str) -> str:
    """Lower case without accents, tildes or apostrophes: K'iche' and Kiché are one word."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).casefold())
    bare = _ACCENTS.sub("", plain)
    if bare.isascii():
        return bare
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def words(text: str) -> tuple[str, ...]:
    """The folded words of a name, particles left out unless there is nothing else."""
    found = _WORD.findall(folded(text[:LONGEST_TEXT]))
    telling = [word for word in found if word not in PARTICLES] or found
    return tuple(SHORT_FORMS.get(word, word) for word in telling[:MOST_WORDS])


def every_word(text: str) -> set[str]:
    """The folded words of a text of any length; a short form is read as the name it stands for."""
    return {SHORT_FORMS.get(word, word) for word in _WORD.findall(folded(text))}


# Single words are remembered, whole names never.
@lru_cache(maxsize=50_000)
def phonetic(word: str) -> str:
    """How a word sounds from Mexico to Panama; words written differently may sound the same."""
    sound = folded(word)
    for pattern, replacement in _SOUNDS:
        sound = pattern.sub(replacement, sound)
    return sound or folded(word)


def is_one_edit(one: str, other: str) -> bool:
    """One letter dropped, added or replaced, or two neighbours swapped."""
    return OSA.distance(one, other, score_cutoff=1) <= 1


def likeness(asked: str, held: str, *, unfinished: bool = False) -> float:
    """How alike two folded words are, 0 to 1. `unfinished`: more letters may follow."""
    if asked == held:
        return 1.0
    distance = OSA.distance(asked, held, score_cutoff=FARTHEST)
    if distance > FARTHEST and not unfinished:
        return 0.0
    sounds, also = phonetic(asked), phonetic(held)
    if sounds == also:
        return 0.95
    best, shorter = 0.0, min(len(asked), len(held))
    if distance == 1 and shorter >= 2:
        best = 0.88 if shorter >= 4 else 0.8
    elif (distance == 2 and shorter >= 6) or (shorter >= 4 and is_one_edit(sounds, also)):
        best = 0.75
    if unfinished and (held.startswith(asked) or (len(asked) >= 3 and also.startswith(sounds))):
        best = max(best, 0.75 + 0.15 * len(asked) / len(held))
    return best
