"""Cases, who works on them, what happened, and the papers kept with them."""

from .case import Case, Handover, Label, Teammate
from .closing import Closing, Reopening
from .document import Document, DocumentPiece
from .event import Event, EventPlace, Involvement
from .held_document import HeldDocument, HeldPiece
from .rights_request import RightsRequest
from .screening import IdentificationDecision, Screening
from .task import Task

__all__ = [
    "Case",
    "Closing",
    "Document",
    "DocumentPiece",
    "Event",
    "EventPlace",
    "Handover",
    "HeldDocument",
    "HeldPiece",
    "IdentificationDecision",
    "Involvement",
    "Label",
    "Reopening",
    "RightsRequest",
    "Screening",
    "Task",
    "Teammate",
]
