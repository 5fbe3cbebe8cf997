"""What the planner of SQLite knows of the tables. PostgreSQL looks by itself."""

from django.db import DEFAULT_DB_ALIAS, connections

# Rows looked at in each index: enough to tell a person's few cases from an agency's many.
LOOKED_AT = 400


def look_again(*, using: str = DEFAULT_DB_ALIAS) -> None:
    """Let the planner see how the tables have grown; a few milliseconds, whatever their size.

    Without this it may walk through every case of an agency to find the ones of seven people.
    """
    if connections[using].vendor != "sqlite":
        return
    with connections[using].cursor() as cursor:
        cursor.execute(f"pragma analysis_limit = {LOOKED_AT}")
        cursor.execute("analyze")
