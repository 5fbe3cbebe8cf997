"""Templates of letters, as data with a version. A letter remembers from which version it came.

Languages without a template are written by people; nothing is translated by a machine.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

VERSION = "2026-11"
# What whoever issues the letter fills in.
BLANK = "____"


@cache
def templates() -> dict[str, Any]:
    """Each template by its code: its title and text in the languages it was written in."""
    held = json.loads((Path(__file__).parent / f"{VERSION}.json").read_text())
    return {each["code"]: each for each in held["templates"]}


def text(code: str, language: str, what: str) -> str:
    """Title or body; nothing where nobody wrote it in that language."""
    return templates().get(code, {}).get(language, {}).get(what, "")
