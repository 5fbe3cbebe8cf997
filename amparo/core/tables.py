"""The tables of a database: made at once where there are none, brought up to date where there are.

Django draws all models anew after each step of each migration: from nothing that takes a minute,
and a second where the models of today are asked at once. Both ways end in the same tables, which
tests/keeping/test_tables.py proves on either database.
"""

from collections.abc import Callable

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

Laid = Callable[[object], None]
_beside: list[Laid] = []


def beside(lay: Laid) -> Laid:
    """Register what a migration lays in the database and no model says, such as a trigger."""
    _beside.append(lay)
    return lay


def names() -> list[str]:
    return connection.introspection.table_names()


def are_behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def bring_up_to_date() -> None:
    if not names():
        _make_at_once()
    # After tables made at once nothing is left to migrate, and what follows each migration is done.
    call_command("migrate", verbosity=0, interactive=False)


def _make_at_once() -> None:
    """In one transaction: a process that is killed leaves an empty database behind."""
    models = [model for model in apps.get_models() if model._meta.can_migrate(connection)]
    recorder = MigrationRecorder(connection)
    with connection.schema_editor(atomic=True) as editor:
        for model in [recorder.Migration, *models]:
            editor.create_model(model)
        for app, name in MigrationExecutor(connection).loader.disk_migrations:
            recorder.record_applied(app, name)
        for lay in _beside:
            lay(connection)
