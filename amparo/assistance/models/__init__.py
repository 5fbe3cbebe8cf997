"""What is given to a person, planned with her, and kept of her stay."""

from .barriers import Barrier
from .daybook import Incident, Presence, ShiftChange, ShiftNote
from .feedback import FeedbackSum, FeedbackTurn
from .justice import ConsularNotice, JusticeDate, JusticeFile
from .ledger import Assistance, AssistanceProject, KeptCost
from .medication import Dose, Medication
from .needs import NeedsAssessment
from .plan import Plan, PlanAction, PlanGoal
from .shelter import Bed, Shelter, ShelterStaff, Unit
from .stay import BedUse, Leave, Stay

__all__ = [
    "Assistance",
    "AssistanceProject",
    "Barrier",
    "Bed",
    "BedUse",
    "ConsularNotice",
    "Dose",
    "FeedbackSum",
    "FeedbackTurn",
    "Incident",
    "JusticeDate",
    "JusticeFile",
    "KeptCost",
    "Leave",
    "Medication",
    "NeedsAssessment",
    "Plan",
    "PlanAction",
    "PlanGoal",
    "Presence",
    "Shelter",
    "ShelterStaff",
    "ShiftChange",
    "ShiftNote",
    "Stay",
    "Unit",
]
