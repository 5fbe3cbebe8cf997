"""What is given to a person, planned with her, and kept of her stay."""

from .justice import ConsularNotice, JusticeDate, JusticeFile
from .ledger import Assistance, KeptCost
from .medication import Dose, Medication
from .needs import NeedsAssessment
from .plan import Plan, PlanAction, PlanGoal

__all__ = [
    "Assistance",
    "ConsularNotice",
    "Dose",
    "JusticeDate",
    "JusticeFile",
    "KeptCost",
    "Medication",
    "NeedsAssessment",
    "Plan",
    "PlanAction",
    "PlanGoal",
]
