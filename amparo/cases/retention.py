"""Series of files, as dated data: how long each is kept, and what happens then. Shipped off.

None of these periods was read in an official text or in the catalogue of an archive. What holds at
an agency is said by its lawyer, who switches a series on; the programme never does.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from amparo.cases.enums.retention import AtEnd

FILE = Path(__file__).parent / "legal" / "series.json"


@dataclass(frozen=True)
class Series:
    """One series: whose files, under which norm, how long at hand and in the archive, and then."""

    code: str
    version: str
    kinds: frozenset[str]
    # any, adult or minor: who was under 18 at the last activity.
    ages: str
    years_active: int
    years_archive: int
    at_end: str
    since: date
    until: date | None
    evidence: str
    words: Any

    @property
    def years(self) -> int:
        return self.years_active + self.years_archive

    def said(self, what: str) -> str:
        """Its title or norm, in the reader's language."""
        language = (get_language() or "es")[:2]
        return self.words[what].get(language, self.words[what]["es"])

    @property
    def title(self) -> str:
        return self.said("title")

    @property
    def norm(self) -> str:
        return self.said("norm")

    @property
    def what_happens(self) -> str:
        return str(AtEnd(self.at_end).label)

    @property
    def is_to_verify(self) -> bool:
        return self.evidence != "read"


@cache
def every() -> dict[str, Series]:
    """Every series that is shipped, by its code."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))["series"]
    return {row["code"]: _series(row) for row in rows}


def _series(row: dict[str, Any]) -> Series:
    return Series(
        code=row["code"],
        version=row["version"],
        kinds=frozenset(row["kinds"]),
        ages=row["ages"],
        years_active=row["years_active"],
        years_archive=row["years_archive"],
        at_end=AtEnd(row["at_end"]),
        since=date.fromisoformat(row["since"]),
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        evidence=row["evidence"],
        words={what: row[what] for what in ("title", "norm")},
    )


def of_file(on: Iterable[Series], *, minor: bool | None) -> Series | None:
    """To which of the series that are on a file belongs; of several, to the one kept longest.

    Whose age nobody knows belongs to whichever is kept longest: a record is not lost by a guess.
    """
    ages = {True: {"any", "minor"}, False: {"any", "adult"}, None: {"any", "minor", "adult"}}[minor]
    fitting = [each for each in on if each.ages in ages]
    return max(fitting, key=lambda each: (each.years, each.code), default=None)
