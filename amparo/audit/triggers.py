"""Append-only by trigger: an UPDATE or DELETE of the log fails in the database itself."""

SQLITE = [
    """create trigger if not exists audit_event_no_update before update on audit_event
       begin select raise(abort, 'the audit log is append-only'); end""",
    """create trigger if not exists audit_event_no_delete before delete on audit_event
       begin select raise(abort, 'the audit log is append-only'); end""",
    # `insert or replace` removes a row without firing the trigger above.
    """create trigger if not exists audit_event_no_replace before insert on audit_event
       when exists (select 1 from audit_event where sequence = new.sequence)
       begin select raise(abort, 'the audit log is append-only'); end""",
]
POSTGRESQL = [
    """create or replace function audit_event_refuse() returns trigger language plpgsql as
       $$ begin raise exception 'the audit log is append-only'; end $$""",
    "drop trigger if exists audit_event_no_change on audit_event",
    """create trigger audit_event_no_change before update or delete on audit_event
       for each row execute function audit_event_refuse()""",
    "drop trigger if exists audit_event_no_truncate on audit_event",
    """create trigger audit_event_no_truncate before truncate on audit_event
       for each statement execute function audit_event_refuse()""",
]
REMOVE = {
    "sqlite": [
        "drop trigger if exists audit_event_no_update",
        "drop trigger if exists audit_event_no_delete",
        "drop trigger if exists audit_event_no_replace",
    ],
    "postgresql": [
        "drop trigger if exists audit_event_no_change on audit_event",
        "drop trigger if exists audit_event_no_truncate on audit_event",
    ],
}


def _run(connection, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def install(connection) -> None:
    _run(connection, SQLITE if connection.vendor == "sqlite" else POSTGRESQL)


def remove(connection) -> None:
    """Only migrations backwards and test databases that must be emptied call this."""
    _run(connection, REMOVE[connection.vendor])
