"""Reads for the pages of this room."""

from .ledger import LATEST, Line, Spent, Total, ledger, spent, totals

__all__ = ["LATEST", "Line", "Spent", "Total", "ledger", "spent", "totals"]
