"""Every change to people, to what they consented to, to how they are found and how long kept."""

from .consents import record_consent, withdraw_consent
from .erasing import ask_erasure, call_off_erasure, erase, erase_again, finish_erasures
from .keeping import lift_hold, list_ends, place_hold, set_period
from .legal_duties import switch_duty_off, switch_duty_on, tell_duties
from .names import forget_unborne_words
from .records import NAMES, REVISABLE, register, register_many, remove, revise, when_revised
from .same import compare, undo_comparison

__all__ = [
    "NAMES",
    "REVISABLE",
    "ask_erasure",
    "call_off_erasure",
    "compare",
    "erase",
    "erase_again",
    "finish_erasures",
    "forget_unborne_words",
    "lift_hold",
    "list_ends",
    "place_hold",
    "record_consent",
    "register",
    "register_many",
    "remove",
    "revise",
    "set_period",
    "switch_duty_off",
    "switch_duty_on",
    "tell_duties",
    "undo_comparison",
    "when_revised",
    "withdraw_consent",
]
