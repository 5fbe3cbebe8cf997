from .assess import assess
from .datasets import Stored, store_dataset
from .records import (
    record_claim,
    record_derivation,
    record_document,
    record_source,
    record_statement,
)
from .shipped import Loaded, load_shipped, load_text

__all__ = [
    "Loaded",
    "Stored",
    "assess",
    "load_shipped",
    "load_text",
    "record_claim",
    "record_derivation",
    "record_document",
    "record_source",
    "record_statement",
    "store_dataset",
]
