"""What backups and restores change and log."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies import actions as agencies


@transaction.atomic
def note_backup(*, by: Any, head: int) -> None:
    """Log that everything was taken out, sealed, up to an event."""
    audit.record("backed_up", by=by, detail={"head": head})


@transaction.atomic
def note_restore(
    *,
    by: Any,
    lost: tuple[int, int] | None,
    erased_again: int,
    ended: dict[Any, str],
    without: str = "",
) -> int:
    """Sign what a restore lost. Sessions of that time end: somebody may have signed out since; and
    so do the accesses that had ended since. Returns how many."""
    if lost:
        audit.record_restored(by=by, lost=lost)
    agencies.end_every_session()
    again = agencies.end_again(by=by, ended=ended)
    detail = {"erased_again": erased_again, "lost_events": lost[1] - lost[0] + 1 if lost else 0}
    if without:
        detail["without_register"] = str(without)
    audit.record("restore_done", by=by, detail=detail)
    return again


@transaction.atomic
def note_unreached(*, by: Any, copies: int) -> None:
    """Log that copies of the key store are older than promised, and nobody can reach them."""
    audit.record("key_copies_unreached", by=by, detail={"copies": copies})
