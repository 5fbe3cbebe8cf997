from .correspondence import Correspondent, OfficeKeys
from .incoming import Incoming
from .package import ReceivedPackage, SentPackage
from .referral import Answer, Referral, Slip

__all__ = [
    "Answer",
    "Correspondent",
    "Incoming",
    "OfficeKeys",
    "ReceivedPackage",
    "Referral",
    "SentPackage",
    "Slip",
]
