"""The subjects of a case, each with a page of its own: what the case page says of them in a line.

A subject registers how it stands; the case page lists them without knowing any of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amparo.cases.models import Case


class Shelf(StrEnum):
    """Where a subject stands on the case page, in this order."""

    SAFETY = "safety"
    FINDING_OUT = "finding_out"
    HELP = "help"
    PAPERS = "papers"
    RIGHTS = "rights"


WORDS: dict[Shelf, Promise] = {
    Shelf.SAFETY: _("Her safety"),
    Shelf.FINDING_OUT: _("What happened to her"),
    Shelf.HELP: _("Help and plan"),
    Shelf.PAPERS: _("Papers and justice"),
    Shelf.RIGHTS: _("Her data and her rights"),
}


# Of a badge, the most pressing first.
TONES = ("urgent", "stopped", "waiting", "neutral", "good")


@dataclass(frozen=True)
class Part:
    """One subject of a case: its name, its page, how it stands in a few words, and how urgent."""

    shelf: Shelf
    title: Any
    url: str
    standing: Any = ""
    # One of TONES.
    tone: str = "neutral"


@dataclass(frozen=True)
class Held:
    """A shelf with what stands on it, and how much of that presses."""

    shelf: Shelf
    parts: list[Part]

    @property
    def title(self) -> Promise:
        return WORDS[self.shelf]

    @property
    def urgent(self) -> list[Part]:
        return [part for part in self.parts if part.tone == "urgent"]

    @property
    def waiting(self) -> list[Part]:
        return [part for part in self.parts if part.tone == "waiting"]

    @property
    def pressing_first(self) -> list[Part]:
        return sorted(self.parts, key=lambda part: TONES.index(part.tone))


_rules: list[Callable[[Any, Case], Part | None]] = []


def case_part(rule: Callable[[Any, Case], Part | None]) -> Callable[[Any, Case], Part | None]:
    """Register a subject: `@case_part` on a function of a member and a case that is open to her."""
    _rules.append(rule)
    return rule


def shelves(member: Any, case: Case) -> dict[Shelf, Held]:
    """The subjects that this member may look at, shelf by shelf; no empty shelf."""
    found = [part for rule in _rules if (part := rule(member, case))]
    held = [Held(shelf, [part for part in found if part.shelf == shelf]) for shelf in Shelf]
    return {each.shelf: each for each in held if each.parts}
