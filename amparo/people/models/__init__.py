"""People, what they answered, how long records are kept, and how a name is found."""

from .children import AgeFinding, Assent, Guardian
from .consent import Consent
from .contact import Contact, SafeContact
from .keeping import Erasure, KeepingEnd, KeepingPeriod, LegalHold
from .legal_duty import DutySwitch, DutyTold
from .names import NameBearers, NameBlock, NameIndex, NamePlace, NameWord
from .papers import PaperToken
from .person import Person
from .relations import Hiding, RelatedPerson
from .same import Comparison
from .translation import NoticeTranslation

__all__ = [
    "AgeFinding",
    "Assent",
    "Comparison",
    "Consent",
    "Contact",
    "DutySwitch",
    "DutyTold",
    "Erasure",
    "Guardian",
    "Hiding",
    "KeepingEnd",
    "KeepingPeriod",
    "LegalHold",
    "NameBearers",
    "NameBlock",
    "NameIndex",
    "NamePlace",
    "NameWord",
    "NoticeTranslation",
    "PaperToken",
    "Person",
    "RelatedPerson",
    "SafeContact",
]
