"""Every change to people, to what they consented to, and to how they are found."""

from .consents import record_consent, withdraw_consent
from .names import forget_unborne_words
from .records import NAMES, REVISABLE, register, register_many, remove, revise

__all__ = [
    "NAMES",
    "REVISABLE",
    "forget_unborne_words",
    "record_consent",
    "register",
    "register_many",
    "remove",
    "revise",
    "withdraw_consent",
]
