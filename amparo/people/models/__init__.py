"""People, what they answered, how long records are kept, and how a name is found."""

from .consent import Consent
from .contact import Contact, SafeContact
from .keeping import Erasure, KeepingEnd, KeepingPeriod, LegalHold
from .legal_duty import DutySwitch, DutyTold
from .names import NameBearers, NameBlock, NameIndex, NamePlace, NameWord
from .person import Person
from .same import Comparison

__all__ = [
    "Comparison",
    "Consent",
    "Contact",
    "DutySwitch",
    "DutyTold",
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
    "SafeContact",
]
