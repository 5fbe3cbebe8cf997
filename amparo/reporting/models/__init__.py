from .owed import OwedReturn
from .template import DonorTemplate
from .transparency import TransparencyRequest

__all__ = ["DonorTemplate", "OwedReturn", "TransparencyRequest"]
