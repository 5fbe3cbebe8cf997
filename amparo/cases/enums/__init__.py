"""Codes of this room, and their words."""

from amparo.people.enums.contact import YesNo

from .case import (
    NEXT_STATUS,
    DecidingBody,
    DocumentKind,
    Identification,
    PlaceRole,
    RemovalReason,
    Status,
)

__all__ = [
    "NEXT_STATUS",
    "DecidingBody",
    "DocumentKind",
    "Identification",
    "PlaceRole",
    "RemovalReason",
    "Status",
    "YesNo",
]
