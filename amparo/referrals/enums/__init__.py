"""Codes of this room, and their words."""

from .referral import (
    CHOSEN,
    LEADS_TO,
    LIVE,
    NEXT_REFERRAL,
    OUTSIDE,
    AnsweredBy,
    AnswerKind,
    Channel,
    Ending,
    ReferralState,
    Refusal,
)

__all__ = [
    "CHOSEN",
    "LEADS_TO",
    "LIVE",
    "NEXT_REFERRAL",
    "OUTSIDE",
    "AnswerKind",
    "AnsweredBy",
    "Channel",
    "Ending",
    "ReferralState",
    "Refusal",
]
