"""Every change to cases, teams, labels, events and documents."""

from .documents import add_document, remove_document
from .erasing import forget_drafts, leave_to_others
from .events import EVENT_FACTS, record_event, record_events, revise_event
from .records import (
    REVISABLE,
    change_status,
    mark_assisted,
    open_case,
    open_many,
    revise,
    take_in,
)
from .screening import record_screening, store_decision
from .teams import assign, choose_label, hand_back, release, settle_handover

__all__ = [
    "EVENT_FACTS",
    "REVISABLE",
    "add_document",
    "assign",
    "change_status",
    "choose_label",
    "forget_drafts",
    "hand_back",
    "leave_to_others",
    "mark_assisted",
    "open_case",
    "open_many",
    "record_event",
    "record_events",
    "record_screening",
    "release",
    "remove_document",
    "revise",
    "revise_event",
    "settle_handover",
    "store_decision",
    "take_in",
]
