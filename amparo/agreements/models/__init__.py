from .agreement import Agreement, Annex, Clause, Party, Telling
from .data_clause import DataClause
from .deliverable import Deliverable

__all__ = ["Agreement", "Annex", "Clause", "DataClause", "Deliverable", "Party", "Telling"]
