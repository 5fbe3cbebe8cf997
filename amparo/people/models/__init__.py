"""People, what they answered, how long records are kept, and how a name is found."""

from .consent import Consent
from .keeping import Erasure, KeepingEnd, KeepingPeriod, LegalHold
from .names import NameBearers, NameBlock, NameIndex, NamePlace, NameWord
from .person import Person

__all__ = [
    "Consent",
    "Erasure",
    "KeepingEnd",
    "KeepingPeriod",
    "LegalHold",
    "NameBearers",
    "NameBlock",
    "NameIndex",
    "NamePlace",
    "NameWord",
    "Person",
]
