from django.db.backends.postgresql import base

from amparo.audit.backends.ledger import Ledger
from amparo.core.transactions import SealingKeys


class DatabaseWrapper(Ledger, SealingKeys, base.DatabaseWrapper):
    """PostgreSQL whose commits carry the log."""
