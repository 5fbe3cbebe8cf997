"""May this happen now? Pure: asks no database."""

from .ledger import can_correct, can_record, fits

__all__ = ["can_correct", "can_record", "fits"]
