from .decision import ChangeOfMind, DecisionInterview
from .journey import Journey, Step
from .outside_paper import NeutralName, OutsidePaper
from .return_assessment import HostAssessment, ReturnAssessment, TravelBan
from .tracing import Claim, Match, Tracing
from .travel import Escort, FitToTravel, TravelPaper, TravelPlan

__all__ = [
    "ChangeOfMind",
    "Claim",
    "DecisionInterview",
    "Escort",
    "FitToTravel",
    "HostAssessment",
    "Journey",
    "Match",
    "NeutralName",
    "OutsidePaper",
    "ReturnAssessment",
    "Step",
    "Tracing",
    "TravelBan",
    "TravelPaper",
    "TravelPlan",
]
