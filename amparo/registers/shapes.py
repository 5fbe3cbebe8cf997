"""Shapes of handwriting in registers: ages, names in one cell, telephone numbers."""

import re
from dataclasses import dataclass
from datetime import date

from amparo.registers.dates import ABOUT
from amparo.registers.folding import clean, fold

MINOR = {"menor", "menor de edad", "menor de 18", "menor de 18 anos", "minor", "under 18"}
OLDEST = 115
AGE = re.compile(r"(\d{1,3})(?: ?(?:-|/|a|o|y|to|or|and) ?(\d{1,3}))?")
AROUND_AN_AGE = re.compile(
    r"^(entre|between|de|from) | (anos?|years?|yrs?|a|yo|years? old)( de edad)?$"
)
IN_MONTHS = re.compile(r"(\d{1,2}) ?(meses|mes|months?)( de edad)?")
PARTICLES = frozenset(
    ("de", "del", "la", "las", "lo", "los", "y", "e", "da", "das", "do", "dos", "di", "van", "von")
)


@dataclass(frozen=True, slots=True)
class Age:
    """An age in years, or a span of years, as a register puts it."""

    low: int
    high: int
    is_about: bool = False

    def birth(self, on: date) -> tuple[int, str]:
        """Year of birth most likely, and the birth as a vague date (EDTF)."""
        first, last = on.year - self.high, on.year - self.low
        if self.is_about and first == last:
            return last, f"{last}~"
        mark = "~" if self.is_about else ""
        # Whether the birthday had passed is not known, so one year earlier is possible too.
        return (first + last) // 2, f"{first - 1}{mark}/{last}{mark}"


@dataclass(frozen=True, slots=True)
class Names:
    """A name cut into its parts. A cut that no comma showed is doubtful."""

    given: str = ""
    paternal: str = ""
    maternal: str = ""
    is_doubtful: bool = False


def age(text: str) -> Age | None:
    """«15», «15 aprox.», «entre 15 y 17», «8 meses»; None for what is no age."""
    words = fold(re.sub(r"[~±?]", " aprox ", text))
    if IN_MONTHS.fullmatch(words):
        return Age(0, 0)
    rest = " ".join(ABOUT.sub(" ", words).split())
    rest = AROUND_AN_AGE.sub("", rest).strip()
    # 15.0 folds to «15 0» and 15-17 to «15 17».
    rest = rest.removesuffix(" 0") if "." in text else rest.replace(" ", "-", 1)
    found = AGE.fullmatch(rest) or AGE.fullmatch(rest.replace("-", " "))
    if not found:
        return None
    low = int(found[1])
    high = int(found[2] or low)
    return Age(low, high, bool(ABOUT.search(words))) if low <= high <= OLDEST else None


def says_minor(text: str) -> bool:
    """«menor», «menor de edad»: no age, and what an age is asked for is known all the same."""
    return fold(text) in MINOR


def names(text: str, *, order: str = "") -> Names:
    """Cut one cell into given names and two surnames. `order`: given_first or surnames_first."""
    plain = clean(text)
    before, comma, after = plain.partition(",")
    if comma and before.strip() and after.strip():
        paternal, maternal = surnames(before)
        return Names(clean(after), paternal, maternal)
    parts = _with_particles(plain.split())
    if len(parts) < 2:
        return Names(given=plain)
    if order == "surnames_first":
        cut = 2 if len(parts) > 2 else 1
        family, given = parts[:cut], parts[cut:]
    else:
        cut = 2 if len(parts) > 2 else 1
        family, given = parts[-cut:], parts[:-cut]
    maternal = family[1] if len(family) > 1 else ""
    return Names(" ".join(given), family[0], maternal, is_doubtful=True)


def surnames(text: str) -> tuple[str, str]:
    """The two surnames of one cell; what is written after the first belongs to the second."""
    parts = _with_particles(clean(text).split())
    return (parts[0], " ".join(parts[1:])) if parts else ("", "")


def _with_particles(words: list[str]) -> list[str]:
    """«de la Cruz» is one part."""
    parts: list[str] = []
    held: list[str] = []
    for word in words:
        held.append(word)
        if fold(word) in PARTICLES:
            continue
        parts.append(" ".join(held))
        held = []
    if held:
        parts.append(" ".join(held))
    return parts


def looks_like_phone(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    return 7 <= len(digits) <= 15 and bool(re.fullmatch(r"[+()\d\s./x-]+", clean(text).casefold()))


def looks_like_names(text: str) -> bool:
    words = clean(text).replace(",", " ").split()
    return (
        2 <= len(words) <= 7
        and all(word[:1].isupper() or fold(word) in PARTICLES for word in words if word.isalpha())
        and not any(letter.isdigit() for letter in text)
    )
