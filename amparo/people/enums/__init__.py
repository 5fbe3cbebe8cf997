"""Codes of this room, and their words."""

from .disclosure import Basis, DutyAge, Why
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
    "Basis",
    "Block",
    "CameFrom",
    "CountedFrom",
    "DutyAge",
    "ErasureState",
    "Ground",
    "How",
    "Purpose",
    "Recipient",
    "Unanswered",
    "Why",
]
