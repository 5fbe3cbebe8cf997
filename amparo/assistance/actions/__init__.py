"""Every change to what is given and planned. A newer subject is imported by its own name."""

from .ledger import correct, keep_costs, record, record_many

__all__ = ["correct", "keep_costs", "record", "record_many"]
