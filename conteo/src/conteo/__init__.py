"""Counting people whom nobody should be able to find.

Statistics for programmes that protect people: today the safe release of counts
(`conteo.disclosure`); estimation and private linkage follow in packages of their own.
"""

from conteo.errors import BadInput, CheckFailed, ConteoError, NotEstimable, Refused
from conteo.result import Number
from conteo.version import __version__

__all__ = [
    "BadInput",
    "CheckFailed",
    "ConteoError",
    "NotEstimable",
    "Number",
    "Refused",
    "__version__",
]
