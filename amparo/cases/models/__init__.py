"""Cases, who works on them, what happened, and the papers kept with them."""

from .calendar import CalendarFeed
from .case import Case, Handover, Label, Teammate
from .children import BestInterests, ChildMeasure, ChildNotice, RestoredRight
from .closing import Closing, Reopening
from .deputy import Deputy
from .disclosure import Disclosure, DisclosureReader
from .document import Document, DocumentPiece
from .event import Event, EventPlace, Involvement
from .glass import BrokenGlass
from .held_document import HeldDocument, HeldPiece
from .letter import Folios, Letter
from .not_the_same import NotTheSame
from .note import EarlierNote, Masking, Note
from .retention import BlockedOpening, Disposal, DisposedFile, FileSeries, SeriesSwitch
from .rights_request import RightsRequest
from .risk import RiskAssessment
from .safety_plan import SafetyPlan
from .screening import IdentificationDecision, Screening
from .task import Task
from .tips import PublicLine, Shift, Tip
from .training import Training

__all__ = [
    "BestInterests",
    "BlockedOpening",
    "BrokenGlass",
    "CalendarFeed",
    "Case",
    "ChildMeasure",
    "ChildNotice",
    "Closing",
    "Deputy",
    "Disclosure",
    "DisclosureReader",
    "Disposal",
    "DisposedFile",
    "Document",
    "DocumentPiece",
    "EarlierNote",
    "Event",
    "EventPlace",
    "FileSeries",
    "Folios",
    "Handover",
    "HeldDocument",
    "HeldPiece",
    "IdentificationDecision",
    "Involvement",
    "Label",
    "Letter",
    "Masking",
    "NotTheSame",
    "Note",
    "PublicLine",
    "Reopening",
    "RestoredRight",
    "RightsRequest",
    "RiskAssessment",
    "SafetyPlan",
    "Screening",
    "SeriesSwitch",
    "Shift",
    "Task",
    "Teammate",
    "Tip",
    "Training",
]
