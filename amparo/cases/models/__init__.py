"""Cases, who works on them, what happened, and the papers kept with them."""

from .case import Case, Handover, Label, Teammate
from .closing import Closing, Reopening
from .deputy import Deputy
from .disclosure import Disclosure
from .document import Document, DocumentPiece
from .event import Event, EventPlace, Involvement
from .glass import BrokenGlass
from .held_document import HeldDocument, HeldPiece
from .not_the_same import NotTheSame
from .note import EarlierNote, Masking, Note
from .rights_request import RightsRequest
from .risk import RiskAssessment
from .screening import IdentificationDecision, Screening
from .task import Task
from .tips import PublicLine, Shift, Tip

__all__ = [
    "BrokenGlass",
    "Case",
    "Closing",
    "Deputy",
    "Disclosure",
    "Document",
    "DocumentPiece",
    "EarlierNote",
    "Event",
    "EventPlace",
    "Handover",
    "HeldDocument",
    "HeldPiece",
    "IdentificationDecision",
    "Involvement",
    "Label",
    "Masking",
    "NotTheSame",
    "Note",
    "PublicLine",
    "Reopening",
    "RightsRequest",
    "RiskAssessment",
    "Screening",
    "Shift",
    "Task",
    "Teammate",
    "Tip",
]
