from .commitment import Commitment
from .committee import Committee, Seat

__all__ = ["Commitment", "Committee", "Seat"]
