from .decision import ChangeOfMind, DecisionInterview
from .journey import Journey, Step
from .outside_paper import NeutralName, OutsidePaper
from .return_assessment import HostAssessment, ReturnAssessment, TravelBan
from .travel import Escort, FitToTravel, TravelPaper, TravelPlan

__all__ = [
    "ChangeOfMind",
    "DecisionInterview",
    "Escort",
    "FitToTravel",
    "HostAssessment",
    "Journey",
    "NeutralName",
    "OutsidePaper",
    "ReturnAssessment",
    "Step",
    "TravelBan",
    "TravelPaper",
    "TravelPlan",
]
