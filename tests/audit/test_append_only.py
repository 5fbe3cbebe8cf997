"""The database itself refuses to change or empty the log."""

import pytest
from django.db import DatabaseError, connection, transaction

from amparo import agencies, audit
from amparo.audit.models import AuditEvent


@pytest.fixture
def logged(transactional_db, append_only):
    with transaction.atomic():
        audit.record("case_opened", by=agencies.OPERATOR)
    yield
    assert AuditEvent.objects.count() == 1


STATEMENTS = [
    "update audit_event set actor = 'somebody'",
    "delete from audit_event",
    "delete from audit_event where sequence = 1",
    "insert into audit_event select * from audit_event",
    "insert or replace into audit_event select * from audit_event",
    "truncate audit_event",
]
ONLY_ON = {"insert or replace": "sqlite", "truncate": "postgresql"}


@pytest.mark.parametrize("statement", STATEMENTS)
def test_no_statement_changes_the_log(logged, statement):
    for start, vendor in ONLY_ON.items():
        if statement.startswith(start) and connection.vendor != vendor:
            pytest.skip(f"a statement of {vendor}")
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_installation_gets_the_triggers(logged):
    """The migration installs them; the test database only takes them away afterwards."""
    import importlib

    from amparo.audit import triggers

    migration = importlib.import_module("amparo.audit.migrations.0002_append_only")
    triggers.remove(connection)
    migration.forwards(None, connection.schema_editor())
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("delete from audit_event")
