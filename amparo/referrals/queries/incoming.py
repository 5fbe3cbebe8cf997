"""What a referral of another office says, as far as it may be read today."""

import json
from dataclasses import dataclass

from amparo.people.enums import Block
from amparo.referrals.models import Incoming

MOST_LINES = 200
LONGEST = 4000


@dataclass(frozen=True)
class Part:
    """A block as they sent it: every line is theirs and none is ours."""

    label: str
    facts: list[tuple[str, str]]


@dataclass(frozen=True)
class Said:
    service: str
    need: str
    parts: list[Part]


def said(incoming: Incoming) -> Said:
    """Read with care: a signature says who wrote it, and not that it is in order."""
    held = json.loads(incoming.package.payload or b"{}")
    return Said(_words(held.get("service")), _words(held.get("need")), parts(held.get("blocks")))


def parts(blocks: object) -> list[Part]:
    """The blocks of a package, as far as they are in order."""
    if not isinstance(blocks, list):
        return []
    return [_part(each) for each in blocks if isinstance(each, dict)]


def _part(block: dict) -> Part:
    code, facts = block.get("block"), block.get("facts")
    label = str(Block(code).label) if code in Block else _words(code)
    lines = facts[:MOST_LINES] if _is_list(facts) else []
    read = [(_words(each[0]), _words(each[1])) for each in lines if _is_list(each, length=2)]
    return Part(label, read)


def _is_list(value: object, *, length: int | None = None) -> bool:
    return isinstance(value, list) and (length is None or len(value) == length)


def _words(value: object) -> str:
    return value[:LONGEST] if isinstance(value, str) else ""
