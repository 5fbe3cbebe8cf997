"""May this happen now? Pure: asks no database."""

from .case import (
    Elements,
    can_add_document,
    can_assign,
    can_change_status,
    can_hand_over,
    can_open,
    can_record,
    can_remove_document,
    can_take_out,
    palermo,
    says_why,
)

__all__ = [
    "Elements",
    "can_add_document",
    "can_assign",
    "can_change_status",
    "can_hand_over",
    "can_open",
    "can_record",
    "can_remove_document",
    "can_take_out",
    "palermo",
    "says_why",
]
