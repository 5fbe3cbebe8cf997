"""The words that registers use: names of columns, answers that mean nothing, synonyms of codes."""

import json
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from amparo.registers.folding import fold, fold_name

WORDS = Path(__file__).parent / "words"
CLOSE_ENOUGH = 88
LONGEST_NAME = 120
LONGEST_SILENCE = 40


@cache
def headers() -> dict[str, str]:
    """Folded name of a column -> field."""
    table = json.loads((WORDS / "headers.json").read_text(encoding="utf-8"))
    return {fold(word): field for field, words in table.items() for word in words}


@cache
def values() -> dict[str, dict[str, str]]:
    """List -> folded value -> code in the words of HTCDS."""
    table = json.loads((WORDS / "values.json").read_text(encoding="utf-8"))
    lists = {name: codes for name, codes in table.items() if isinstance(codes, dict)}
    return {
        name: {fold(word): code for code, words in codes.items() for word in (code, *words)}
        for name, codes in lists.items()
    }


@cache
def _yes_no() -> dict[str, bool]:
    table = json.loads((WORDS / "values.json").read_text(encoding="utf-8"))
    return dict.fromkeys(table["yes"], True) | dict.fromkeys(table["no"], False)


def yes_or_no(text: str) -> bool | None:
    return _yes_no().get(fold(text))


def non_answer(text: str) -> str | None:
    """unknown, refused or not_asked, where the register says so; None for an answer."""
    return _non_answer(text) if len(text) <= LONGEST_SILENCE else None


@lru_cache(maxsize=65536)
def _non_answer(text: str) -> str | None:
    plain = text.strip()
    if plain in ("", "-", "--", "---", "?", "??", ".", "/"):
        return "not_asked" if plain in ("", "-", "--", "---", ".", "/") else "unknown"
    if plain in ("-99", "-99.0", "-9", "00", "ZZ"):
        return "unknown"
    # In a register NA is «not applicable»; columns of country codes ask for Namibia first.
    return values()["missing"].get(fold(plain))


def knows(name: str) -> bool:
    """Whether this is a word that names a column, in either language or a coded standard."""
    return len(name) <= LONGEST_NAME and _knows(name)


@lru_cache(maxsize=8192)
def _knows(name: str) -> bool:
    from amparo.registers.recognise import is_coded_name

    return field_of(name)[1] >= 0.8 or is_coded_name(name)


@lru_cache(maxsize=8192)
def field_of(name: str) -> tuple[str, float]:
    """The field a column name stands for, and how sure that is; ("", 0) when none is near."""
    words, table = fold(name[:LONGEST_NAME]), headers()
    if not words:
        return "", 0.0
    if words in table:
        return table[words], 0.95
    # «Lugar / Municipio»: the part below belongs to the group above.
    parts = [fold(part) for part in name.split(" / ")]
    if len(parts) > 1:
        field, sure = _grouped(parts, table)
        if field:
            return field, sure
    without_numbers = " ".join(word for word in words.split() if not word.isdigit())
    if without_numbers in table:
        return table[without_numbers], 0.85
    return _inside(words, table) or _alike(words, table)


def _grouped(parts: list[str], table: dict[str, str]) -> tuple[str, float]:
    group, last = parts[0], parts[-1]
    for words in (f"{last} de {group}", f"{last} {group}", f"{group} {last}"):
        if words in table:
            return table[words], 0.9
    field = table.get(last, "")
    if field.startswith("event.place.") and (role := _role(group, table)):
        return f"event.place.{role}", 0.85
    return (field, 0.85) if field else (table.get(group, ""), 0.7)


def _role(group: str, table: dict[str, str]) -> str:
    if "origen" in group or "origin" in group:
        return "origin"
    field = table.get(group, "")
    return field.rpartition(".")[2] if field.startswith("event.place.") else ""


def _inside(words: str, table: dict[str, str]) -> tuple[str, float] | None:
    """A known phrase of two words or one long one inside a longer name."""
    padded = f" {words} "
    known = [phrase for phrase in table if len(phrase) >= 4 and f" {phrase} " in padded]
    if not known:
        return None
    longest = max(known, key=lambda phrase: (len(phrase.split()), len(phrase)))
    share = len(longest) / len(words)
    return table[longest], round(0.5 + 0.3 * share, 2)


def _alike(words: str, table: dict[str, str]) -> tuple[str, float]:
    if len(words) < 5:
        return "", 0.0
    best = process.extractOne(words, list(table), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH)
    return (table[best[0]], round(best[1] / 130, 2)) if best else ("", 0.0)


def code_of(list_name: str, text: str) -> str | None:
    """The code a value stands for by our synonyms, in words of the standard."""
    table = values().get(list_name, {})
    return table.get(fold(text)) or table.get(fold_name(text))
