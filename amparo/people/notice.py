"""The privacy notice (aviso de privacidad): versioned text in both languages, shown at intake.

A version is never edited once it was shown to somebody: a change is a new version.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import get_language, gettext

FOLDER = Path(__file__).parent / "notices"
CURRENT = "2026-11-23"


class Block(NamedTuple):
    """A piece of the notice: a heading, a paragraph or a list."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()


@cache
def versions() -> tuple[str, ...]:
    return tuple(sorted({path.name.split(".")[0] for path in FOLDER.glob("*.es.md")}))


def blocks(version: str, language: str | None = None) -> list[Block]:
    """The notice as it is shown, with the controller of this installation filled in."""
    language = (language or get_language() or "es")[:2]
    return read(_source(version, language if language in ("es", "en") else "es"))


def read(text: str) -> list[Block]:
    """A text of headings, paragraphs and lists, with this controller filled in."""
    for name, value in controller().items():
        text = text.replace("{" + name + "}", value)
    return [_block(part) for part in text.split("\n\n") if part.strip()]


def controller() -> dict[str, str]:
    """Who answers for the data. An installation names its own; the demonstration invents one."""
    return {
        "controller": getattr(settings, "CONTROLLER_NAME", "")
        or gettext("Ceiba Programme (invented)"),
        "address": getattr(settings, "CONTROLLER_ADDRESS", "")
        or gettext("1 Invented Street, Demonstration City"),
        "contact": getattr(settings, "CONTROLLER_CONTACT", "") or "privacidad@example.org",
    }


def neutral_contact() -> str:
    """What may stand on a paper that somebody else finds; nothing unless it was set."""
    return getattr(settings, "NEUTRAL_CONTACT", "")


@cache
def spanish_digest() -> str:
    """Of the Spanish that holds today: by it a translation knows that it is out of date."""
    return hashlib.sha256(_source(CURRENT, "es").encode()).hexdigest()


@cache
def _source(version: str, language: str) -> str:
    return (FOLDER / f"{version}.{language}.md").read_text(encoding="utf-8")


def _block(part: str) -> Block:
    lines = part.strip().split("\n")
    if lines[0].startswith("## "):
        return Block("heading", lines[0][3:])
    if lines[0].startswith("- "):
        joined = "\n".join(lines)
        items = [item.replace("\n", " ").strip() for item in joined.split("\n- ")]
        return Block("list", items=tuple(item.removeprefix("- ") for item in items))
    return Block("paragraph", " ".join(line.strip() for line in lines))
