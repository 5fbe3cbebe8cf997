"""Reads for the pages of this room."""

from .counted import agreeing, consents_ended_since, counted_people, silent
from .disclosure import Sight, seen_by_recipients
from .person import (
    FIELDS,
    NAME_FIELDS,
    SEALED_NAMES,
    ConsentLine,
    consent_line,
    consent_lines,
    full_name,
    index_key,
    is_erased,
    live_consents,
    name_key,
    name_keys,
    open_names,
    words_of,
)

__all__ = [
    "FIELDS",
    "NAME_FIELDS",
    "SEALED_NAMES",
    "ConsentLine",
    "Sight",
    "agreeing",
    "consent_line",
    "consent_lines",
    "consents_ended_since",
    "counted_people",
    "full_name",
    "index_key",
    "is_erased",
    "live_consents",
    "name_key",
    "name_keys",
    "open_names",
    "seen_by_recipients",
    "silent",
    "words_of",
]
