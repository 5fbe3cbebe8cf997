from .bringing import Bringing
from .capacity import Capacity
from .location import At, Location
from .schedule import Schedule
from .service import SEALED_FIELDS, WORDS_SEALED, Service
from .trait import Trait

__all__ = [
    "SEALED_FIELDS", "WORDS_SEALED", "At", "Bringing", "Capacity", "Location", "Schedule",
    "Service", "Trait",
]  # fmt: skip
