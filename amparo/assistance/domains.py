"""The domains of the assessment of needs: a list of our own, with versions, in both languages."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

FILE = Path(__file__).parent / "data" / "needs.json"


@dataclass(frozen=True)
class Domain:
    """One domain of life that is asked about, with what belongs to it."""

    code: str
    words: dict[str, str]

    def _said(self, name: str) -> str:
        return self.words[f"{name}es" if (get_language() or "es").startswith("es") else f"{name}en"]

    @property
    def label(self) -> str:
        return self._said("")

    @property
    def about(self) -> str:
        return self._said("about_")


@cache
def _versions() -> dict[str, tuple[Domain, ...]]:
    held = json.loads(FILE.read_text(encoding="utf-8"))["versions"]
    return {
        version: tuple(Domain(row["code"], row) for row in rows) for version, rows in held.items()
    }


def newest() -> str:
    return max(_versions())


def domains(version: str) -> tuple[Domain, ...]:
    """The domains of a version, in its order. Nothing for a version that is not known."""
    return _versions().get(version, ())


def label(version: str, code: str) -> str:
    """A domain in words; one that is not known is shown as it is, so that nothing disappears."""
    return next((each.label for each in domains(version) if each.code == code), code)
