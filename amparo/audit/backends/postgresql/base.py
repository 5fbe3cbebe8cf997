from django.db.backends.postgresql import base

from amparo.audit.backends.ledger import Ledger


class DatabaseWrapper(Ledger, base.DatabaseWrapper):
    """PostgreSQL whose commits carry the log."""
