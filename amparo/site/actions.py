"""What the installation as a whole changes and logs."""

from typing import Any

from django.db import transaction

from amparo import audit


@transaction.atomic
def note_new_sheets(*, by: Any) -> None:
    """Log that new recovery sheets take the place of the old ones, just before they do."""
    audit.record("sheets_renewed", by=by)
