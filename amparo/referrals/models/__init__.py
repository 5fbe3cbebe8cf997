from .conference import Conference, Hearer, OnTheTable
from .correspondence import Correspondent, OfficeKeys
from .incoming import Incoming
from .package import ReceivedPackage, SentPackage
from .referral import Answer, Referral, Slip
from .transfer import Transfer

__all__ = [
    "Answer",
    "Conference",
    "Correspondent",
    "Hearer",
    "Incoming",
    "OfficeKeys",
    "OnTheTable",
    "ReceivedPackage",
    "Referral",
    "SentPackage",
    "Slip",
    "Transfer",
]
