"""Every change that an import makes, undoes or settles."""

from .bringing import Outcome, Plan, bring_in, plan_for
from .erasing import forget_rows
from .mappings import drop_mapping, save_mapping
from .settling import settle_doubt, settle_kind
from .undoing import queue_undo, undo
from .uploading import bring_in_upload, correct, drop_stale_uploads, drop_upload, hold, queue_upload

__all__ = [
    "Outcome",
    "Plan",
    "bring_in",
    "bring_in_upload",
    "correct",
    "drop_mapping",
    "drop_stale_uploads",
    "drop_upload",
    "forget_rows",
    "hold",
    "plan_for",
    "queue_undo",
    "queue_upload",
    "save_mapping",
    "settle_doubt",
    "settle_kind",
    "undo",
]
