"""The questions about a life rebuilt: a list of our own, with versions, in both languages."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from amparo.journeys.enums.reintegration import Dimension

FILE = Path(__file__).parent / "data" / "life.json"


@dataclass(frozen=True)
class Question:
    """One thing that may be in place in her life, and the side of it that it belongs to."""

    code: str
    dimension: Dimension
    es: str
    en: str

    @property
    def label(self) -> str:
        return self.es if _language() == "es" else self.en


def _language() -> str:
    return "es" if (get_language() or "es").startswith("es") else "en"


@cache
def _versions() -> dict[str, Any]:
    return json.loads(FILE.read_text(encoding="utf-8"))["versions"]


@cache
def questions(version: str) -> tuple[Question, ...]:
    """The questions of a version, in its order. None for a version that is not known."""
    rows = _versions().get(version, {}).get("questions", ())
    return tuple(
        Question(row["code"], Dimension(row["dimension"]), row["es"], row["en"]) for row in rows
    )


def newest() -> str:
    return max(_versions())


def is_verified(version: str) -> bool:
    return _versions().get(version, {}).get("status") == "verified"


def source(version: str) -> str:
    return _versions().get(version, {}).get(f"source_{_language()}", "")
