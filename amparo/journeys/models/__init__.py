"""Ways home, and what follows."""

from .decision import ChangeOfMind, DecisionInterview
from .family import Appointment, FamilyPlan, Fee, Relative, RelativeConsent, RelativePaper
from .grants import Grant, Proof, Tranche
from .journey import Journey, Step
from .lost_contact import LostContact, LostContactStep
from .outside_paper import NeutralName, OutsidePaper
from .reintegration import ActionDimension, Reintegration, Visit, VisitDay
from .return_assessment import HostAssessment, ReturnAssessment, TravelBan
from .silence import Awaited
from .tracing import Claim, Match, Tracing
from .travel import Escort, FitToTravel, TravelPaper, TravelPlan

__all__ = [
    "ActionDimension",
    "Appointment",
    "Awaited",
    "ChangeOfMind",
    "Claim",
    "DecisionInterview",
    "Escort",
    "FamilyPlan",
    "Fee",
    "FitToTravel",
    "Grant",
    "HostAssessment",
    "Journey",
    "LostContact",
    "LostContactStep",
    "Match",
    "NeutralName",
    "OutsidePaper",
    "Proof",
    "Reintegration",
    "Relative",
    "RelativeConsent",
    "RelativePaper",
    "ReturnAssessment",
    "Step",
    "Tracing",
    "Tranche",
    "TravelBan",
    "TravelPaper",
    "TravelPlan",
    "Visit",
    "VisitDay",
]
