"""Words of a register -> codes of the taxonomy, by its own lists first and then by synonyms."""

import re
from functools import lru_cache

from amparo.registers import vocabulary
from amparo.registers.codebook import countries
from amparo.registers.folding import clean, fold
from amparo.taxonomy import codes as taxonomy

BETWEEN = re.compile(r"[;,|/\n+]|\s[yeo]\s|\sand\s|\s-\s", re.IGNORECASE)


@lru_cache(maxsize=65536)
def code(list_name: str, raw: str) -> str | None:
    """The code of one value; None when no list and no synonym knows it."""
    value = clean(raw)
    if not value:
        return None
    for word in (value, vocabulary.code_of(list_name, value)):
        known = taxonomy.canonical(list_name, word) if word else None
        if known and known not in taxonomy.NON_ANSWERS:
            return known
    return None


@lru_cache(maxsize=65536)
def several(list_name: str, raw: str) -> tuple[tuple[str, ...], bool]:
    """The codes in one cell, and whether all of it was understood."""
    if whole := code(list_name, raw):
        return (whole,), True
    parts = [part for part in BETWEEN.split(raw) if part.strip()]
    if len(parts) == 1 and " " in raw.strip():
        # XLSForm writes a choice of several with spaces between the codes.
        parts = raw.split()
    found = [code(list_name, part) for part in parts]
    codes = tuple(dict.fromkeys(each for each in found if each))
    return codes, bool(parts) and all(found)


@lru_cache(maxsize=65536)
def country(raw: str) -> str | None:
    """A country by code, name or the word for its people, in either language."""
    value = clean(raw)
    if found := vocabulary.code_of("country", value):
        return found
    if found := _names().get(fold(value)):
        return found
    return countries().get(value.upper()) if len(value) in (2, 3) else None


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    from amparo.taxonomy import queries

    return {
        fold(name): code for language in ("es", "en") for code, name in queries.countries(language)
    }


@lru_cache(maxsize=65536)
def several_countries(raw: str) -> tuple[tuple[str, ...], bool]:
    if whole := country(raw):
        return (whole,), True
    found = [country(part) for part in BETWEEN.split(raw) if part.strip()]
    return tuple(dict.fromkeys(each for each in found if each)), bool(found) and all(found)
