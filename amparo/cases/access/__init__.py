"""The only doors from a request to a record of this room."""

from .case import (
    also_visible,
    document_of,
    log_of_number,
    open_case,
    open_document,
    open_event,
    open_log_of,
    take_out_document,
    visible_cases,
)

__all__ = [
    "also_visible",
    "document_of",
    "log_of_number",
    "open_case",
    "open_document",
    "open_event",
    "open_log_of",
    "take_out_document",
    "visible_cases",
]
