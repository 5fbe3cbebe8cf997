from django.db.backends.sqlite3 import base

from amparo.audit.backends.ledger import Ledger


class DatabaseWrapper(Ledger, base.DatabaseWrapper):
    """SQLite whose commits carry the log."""
