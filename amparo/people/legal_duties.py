"""Legal duties to pass something on, as dated data. Shipped switched off.

None of these norms was read in its official text for this version, so each says "to verify". What
an agency must do is said by its lawyer, who switches a duty on; the programme never does.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

FILE = Path(__file__).parent / "legal" / "duties.json"


@dataclass(frozen=True)
class Duty:
    """One duty of one norm: who has it, about whom, what goes to whom, and within which time."""

    code: str
    version: str
    kinds: frozenset[str]
    ages: str
    recipient: str
    blocks: frozenset[str]
    since: date
    until: date | None
    evidence: str
    words: Any

    def said(self, what: str) -> str:
        """Its norm, article, title or time, in the reader's language."""
        language = (get_language() or "es")[:2]
        return self.words[what].get(language, self.words[what]["es"])

    @property
    def title(self) -> str:
        return self.said("title")

    @property
    def norm(self) -> str:
        return self.said("norm")

    @property
    def article(self) -> str:
        return self.said("article")

    @property
    def within(self) -> str:
        return self.said("within")

    @property
    def is_to_verify(self) -> bool:
        return self.evidence != "read"


@cache
def duties() -> dict[str, Duty]:
    """Every duty that is shipped, by its code."""
    rows = json.loads(FILE.read_text(encoding="utf-8"))["duties"]
    return {row["code"]: _duty(row) for row in rows}


def _duty(row: dict[str, Any]) -> Duty:
    return Duty(
        code=row["code"],
        version=row["version"],
        kinds=frozenset(row["kinds"]),
        ages=row["ages"],
        recipient=row["recipient"],
        blocks=frozenset(row["blocks"]),
        since=date.fromisoformat(row["since"]),
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        evidence=row["evidence"],
        words={what: row[what] for what in ("title", "norm", "article", "within")},
    )
