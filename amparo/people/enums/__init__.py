"""Codes of this room, and their words."""

from .person import (
    NEXT_ERASURE,
    Answer,
    Block,
    CameFrom,
    CountedFrom,
    ErasureState,
    Ground,
    How,
    Purpose,
    Recipient,
    Unanswered,
)

__all__ = [
    "NEXT_ERASURE",
    "Answer",
    "Block",
    "CameFrom",
    "CountedFrom",
    "ErasureState",
    "Ground",
    "How",
    "Purpose",
    "Recipient",
    "Unanswered",
]
