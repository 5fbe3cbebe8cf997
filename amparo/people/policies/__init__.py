"""May this happen now? Pure: asks no database."""

from .person import (
    BOTH,
    answers_for,
    answers_for_all,
    can_ask_erasure,
    can_call_off,
    can_erase,
    can_keep,
    can_lift,
    can_record_consent,
    can_register,
    can_reveal,
    can_revise,
    can_set_period,
    can_withdraw,
    not_held,
)

__all__ = [
    "BOTH",
    "answers_for",
    "answers_for_all",
    "can_ask_erasure",
    "can_call_off",
    "can_erase",
    "can_keep",
    "can_lift",
    "can_record_consent",
    "can_register",
    "can_reveal",
    "can_revise",
    "can_set_period",
    "can_withdraw",
    "not_held",
]
