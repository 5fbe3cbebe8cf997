"""The append-only log. `audit.record(…)` inside the transaction that it describes."""

from amparo.audit.recorder import anonymous, flush, record, record_many, record_restored

__all__ = ["anonymous", "flush", "record", "record_many", "record_restored"]
