"""The data files of this room: read once, never changed."""

import json
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

FOLDER = Path(__file__).parent / "data"


@cache
def read(name: str) -> dict[str, Any]:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def without_accents(text: str) -> str:
    """Small letters without accents, spaces trimmed; punctuation stays."""
    plain = unicodedata.normalize("NFKD", str(text).casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def key(text: str) -> str:
    """Letters and digits alone: one key for DebtBondage, "Debt bondage" and "debt_bondage "."""
    return "".join(c for c in without_accents(text) if c.isalnum())


def words(text: str) -> str:
    """Words without accents or punctuation, one space apart: the key of a place's name."""
    plain = without_accents(text).replace("'", "").replace(".", "")
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def language_or_active(language: str | None) -> str:
    """The two languages we ship are Spanish and English; anything else reads English."""
    return "es" if (language or get_language() or "en").startswith("es") else "en"
