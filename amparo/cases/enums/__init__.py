"""Codes of this room, and their words."""

from .case import (
    NEXT_STATUS,
    DecidingBody,
    DocumentKind,
    FileType,
    Identification,
    PlaceRole,
    RemovalReason,
    Status,
    YesNo,
)

__all__ = [
    "NEXT_STATUS",
    "DecidingBody",
    "DocumentKind",
    "FileType",
    "Identification",
    "PlaceRole",
    "RemovalReason",
    "Status",
    "YesNo",
]
