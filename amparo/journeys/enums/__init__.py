"""Codes of this room, and their words."""

from .journey import (
    CHOSEN,
    NEXT_JOURNEY,
    OVER,
    SAYS,
    Grown,
    HostVerdict,
    JourneyEnding,
    JourneyState,
    Pathway,
    Riddle,
    Says,
    Side,
    StepKind,
)

__all__ = [
    "CHOSEN",
    "NEXT_JOURNEY",
    "OVER",
    "SAYS",
    "Grown",
    "HostVerdict",
    "JourneyEnding",
    "JourneyState",
    "Pathway",
    "Riddle",
    "Says",
    "Side",
    "StepKind",
]
