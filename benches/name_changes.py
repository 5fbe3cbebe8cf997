"""One change each to a name, as a hurried hand, another ear or another form makes it."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from random import Random

from amparo.people.names import FullName

LETTERS = "abcdefghijklmnopqrstuvwxyz"
Change = Callable[[FullName, Random], "str | None"]


def written(name: FullName) -> str:
    return " ".join(
        part for part in (name.given_names, name.paternal_surname, name.maternal_surname) if part
    )


def _in_one_word(change: Callable[[str, int, Random], str]) -> Change:
    """Change one letter, any position alike, of any word that can still be told apart."""

    def changed(name: FullName, rng: Random) -> str | None:
        text = unicodedata.normalize("NFC", written(name))
        places = [place for place, letter in enumerate(text) if letter.isalpha()]
        for _ in range(30):
            other = change(text, rng.choice(places), rng)
            if other != text:
                return other
        return None

    return changed


def _dropped(text: str, place: int, rng: Random) -> str:
    return text[:place] + text[place + 1 :]


def _doubled(text: str, place: int, rng: Random) -> str:
    return text[: place + 1] + text[place].lower() + text[place + 1 :]


def _replaced(text: str, place: int, rng: Random) -> str:
    return text[:place] + rng.choice(LETTERS) + text[place + 1 :]


def _swapped(text: str, place: int, rng: Random) -> str:
    after = text[place + 1 : place + 2]
    if not after.isalpha() or after.lower() == text[place].lower():
        return text
    return text[:place] + after + text[place] + text[place + 2 :]


def _accents(name: FullName, rng: Random) -> str | None:
    text = unicodedata.normalize("NFC", written(name))
    bare = "".join(
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )
    if bare != text:
        return bare
    vowels = [place for place, letter in enumerate(text) if letter in "aeiou"]
    place = rng.choice(vowels)
    return text[:place] + "áéíóú"["aeiou".index(text[place])] + text[place + 1 :]


def _sounds(*rules: tuple[str, str]) -> Change:
    """Write one sound the other way, wherever one of the rules fits."""
    compiled = [(re.compile(pattern, re.IGNORECASE), other) for pattern, other in rules]

    def changed(name: FullName, rng: Random) -> str | None:
        text = unicodedata.normalize("NFC", written(name))
        fits = [(m, other) for pattern, other in compiled for m in pattern.finditer(text)]
        if not fits:
            return None
        match, other = rng.choice(fits)
        other = other.capitalize() if match.group()[:1].isupper() else other
        return text[: match.start()] + other + text[match.end() :]

    return changed


def _surnames_swapped(name: FullName, rng: Random) -> str | None:
    if not name.maternal_surname:
        return None
    return f"{name.given_names} {name.maternal_surname} {name.paternal_surname}"


def _surname_not_asked(name: FullName, rng: Random) -> str | None:
    if not name.maternal_surname:
        return None
    kept = rng.choice((name.paternal_surname, name.maternal_surname))
    return f"{name.given_names} {kept}"


def _surname_not_held(name: FullName, rng: Random) -> str | None:
    """The form knows a second surname that the record never had."""
    return f"{written(name)} Zalgar" if not name.maternal_surname else None


def _any_order(name: FullName, rng: Random) -> str:
    parts = written(name).split()
    rng.shuffle(parts)
    return " ".join(parts)


def _unfinished(name: FullName, rng: Random) -> str | None:
    text = written(replace(name, maternal_surname="")) if rng.random() < 0.3 else written(name)
    head, _, last = text.rpartition(" ")
    return f"{head} {last[: rng.randint(3, len(last) - 1)]}" if len(last) > 4 else None


_V = "(?=[aeiouáéíóú])"
_FRONT = "(?=[eiéí])"

KINDS: dict[str, Change] = {
    "as written": lambda name, rng: written(name),
    "letter dropped": _in_one_word(_dropped),
    "letter doubled": _in_one_word(_doubled),
    "letter replaced": _in_one_word(_replaced),
    "two letters swapped": _in_one_word(_swapped),
    "accents": _accents,
    "b / v": _sounds(("b" + _V, "v"), ("v" + _V, "b")),
    "s / z / c": _sounds(
        ("s" + _FRONT, "c"), ("c" + _FRONT, "s"), ("z", "s"), (r"(?<!\bi)s(?!h)", "z")
    ),
    "ll / y": _sounds(("ll" + _V, "y"), ("(?<!l)y" + _V, "ll")),
    "h": _sounds((r"(?<![cspt])h" + _V, ""), (r"\b(?=[aeiouáéíóú])", "h")),
    "g / j, qu / k / c, ñ / n": _sounds(
        ("g" + _FRONT, "j"),
        ("j" + _FRONT, "g"),
        ("qu" + _FRONT, "k"),
        ("k" + _FRONT, "qu"),
        ("c(?=[aou])", "k"),
        ("k(?=[aou])", "c"),
        ("ñ", "n"),
        ("gu" + _FRONT, "gü"),
    ),
    "Mayan spellings": _sounds(
        ("tz'?", "ts"),
        ("'", ""),
        (r"(?<=[ckt])(?=[aeiou])(?<!c(?=h))", "'"),
        (r"x(?=[aeiou])", "sh"),
        ("xch", "sch"),
        ("ix", "ish"),
        (r"c\b", "k"),
        (r"k\b", "q"),
    ),
    "surnames swapped": _surnames_swapped,
    "one surname not asked": _surname_not_asked,
    "one surname not held": _surname_not_held,
    "words in any order": _any_order,
    "last word unfinished": _unfinished,
}
