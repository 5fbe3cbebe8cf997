"""Reads for the pages of this room."""

from .ledger import LATEST, Line, Spent, Total, given, ledger, projects_of, spent, totals

__all__ = ["LATEST", "Line", "Spent", "Total", "given", "ledger", "projects_of", "spent", "totals"]
