from .datasets import dataset_by_file, raw_rows, tabulate
from .figures import (
    Standing,
    claim,
    claims,
    claims_like,
    derivation,
    derivations,
    grade,
    judged,
    judgements,
    ordinal_standing,
    sources_of,
    sources_with_documents,
    stale_derivations,
)
from .origins import Lineage, Step, lineage

__all__ = [
    "Lineage",
    "Standing",
    "Step",
    "claim",
    "claims",
    "claims_like",
    "dataset_by_file",
    "derivation",
    "derivations",
    "grade",
    "judged",
    "judgements",
    "lineage",
    "ordinal_standing",
    "raw_rows",
    "sources_of",
    "sources_with_documents",
    "stale_derivations",
    "tabulate",
]
