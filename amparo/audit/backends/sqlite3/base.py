from django.db.backends.sqlite3 import base

from amparo.audit.backends.ledger import Ledger
from amparo.core.transactions import SealingKeys


class DatabaseWrapper(Ledger, SealingKeys, base.DatabaseWrapper):
    """SQLite whose commits carry the log.

    It has one writer at a time. Who only reads must not queue up behind who writes, nor make
    others wait while a page is being laid out.
    """

    def only_read(self, reading):
        super().only_read(reading)
        if reading:
            self.ensure_connection()
        if self.connection is not None:
            # A page that tries to write fails, instead of waiting for a lock it cannot get.
            self.connection.execute(f"pragma query_only = {'on' if reading else 'off'}")

    def _start_transaction_under_autocommit(self):
        if self.is_reading:
            self.cursor().execute("BEGIN")
        else:
            super()._start_transaction_under_autocommit()

    def _begin_to_log(self):
        # What was read stays as it was read; only the lock is taken anew, and but for a moment.
        self.connection.commit()
        self.connection.execute("pragma query_only = off")
        self.connection.execute("BEGIN IMMEDIATE")
