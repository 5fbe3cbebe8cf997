"""What both database backends add: the waiting events of the log follow the transaction.

A page that only reads holds no lock while it is made. Its events are confirmed before its answer
leaves, as for any other.
"""

from django.db import DatabaseError

from amparo.audit import recorder


class Ledger:
    """Mixed into a DatabaseWrapper: flush before COMMIT, forget on ROLLBACK."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.audit_pending = []
        self._audit_marks = {}
        self.is_reading = False

    def only_read(self, reading):
        """From now on this connection changes nothing but the log; or, again, anything."""
        self.is_reading = reading

    def _begin_to_log(self):
        """A reading transaction becomes one that may write the log."""

    def _commit(self):
        try:
            if self.is_reading and self.audit_pending:
                self._begin_to_log()
            recorder.flush(self)
        except DatabaseError:
            raise
        except Exception as error:
            # A change that cannot be logged does not happen. Django rolls back on this error only;
            # after any other, SQLite would confirm the change on the way out.
            raise DatabaseError(f"Nothing was saved, since the log failed: {error}") from error
        self._audit_marks = {}
        return super()._commit()

    def _rollback(self):
        self.audit_pending, self._audit_marks = [], {}
        return super()._rollback()

    def _savepoint(self, sid):
        self._audit_marks[sid] = len(self.audit_pending)
        return super()._savepoint(sid)

    def _savepoint_rollback(self, sid):
        del self.audit_pending[self._audit_marks.get(sid, 0) :]
        return super()._savepoint_rollback(sid)

    def close(self):
        self.audit_pending, self._audit_marks = [], {}
        return super().close()
