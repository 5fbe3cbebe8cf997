from .commitment import Commitment
from .committee import Committee, Seat
from .plan import Line
from .resolution import Erratum, Resolution
from .session import Attendance, Point, Session

__all__ = [
    "Attendance", "Commitment", "Committee", "Erratum", "Line", "Point", "Resolution", "Seat",
    "Session",
]  # fmt: skip
