from .assessments import Assessment
from .claims import Claim
from .datasets import DataSet, DataSetColumn
from .derivations import Derivation, DerivationInput
from .documents import Document, Source, Statement

__all__ = [
    "Assessment",
    "Claim",
    "DataSet",
    "DataSetColumn",
    "Derivation",
    "DerivationInput",
    "Document",
    "Source",
    "Statement",
]
