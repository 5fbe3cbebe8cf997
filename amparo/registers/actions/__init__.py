"""Every change that an import makes, undoes or settles."""

from .bringing import Outcome, Plan, bring_in, plan_for
from .mappings import drop_mapping, save_mapping
from .settling import settle_doubt, settle_kind
from .undoing import undo

__all__ = [
    "Outcome",
    "Plan",
    "bring_in",
    "drop_mapping",
    "plan_for",
    "save_mapping",
    "settle_doubt",
    "settle_kind",
    "undo",
]
