"""People, what they answered, how long records are kept, and how a name is found."""

from .consent import Consent
from .contact import Contact, SafeContact
from .keeping import Erasure, KeepingEnd, KeepingPeriod, LegalHold
from .legal_duty import DutySwitch, DutyTold
from .names import NameBearers, NameBlock, NameIndex, NamePlace, NameWord
from .person import Person
from .relations import Hiding, RelatedPerson
from .same import Comparison

__all__ = [
    "Comparison",
    "Consent",
    "Contact",
    "DutySwitch",
    "DutyTold",
    "Erasure",
    "Hiding",
    "KeepingEnd",
    "KeepingPeriod",
    "LegalHold",
    "NameBearers",
    "NameBlock",
    "NameIndex",
    "NamePlace",
    "NameWord",
    "Person",
    "RelatedPerson",
    "SafeContact",
]
