"""Taking a whole import back."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.cases.models import Case
from amparo.core import clock, keystore
from amparo.core.decisions import Refused
from amparo.people import actions as people
from amparo.people.models import Person
from amparo.registers import policies, queries
from amparo.registers.enums import State
from amparo.registers.models import Import

BATCH = 1000


def undo(
    *, by: Any, brought: Import, progress: Callable[[int, int], object] = lambda done, total: None
) -> int:
    """Take back every person an import brought in, with keys. Killed half way, it can go on."""
    removed, total = 0, brought.lines.count()
    try:
        policies.can_undo(brought, by=by, **queries.since_brought(brought)).or_refuse()
        while some := _take_back_some(by, brought):
            removed += some
            progress(removed, total)
    except Refused:
        _stop(by, brought, removed)
        raise
    # Every name of the agency is opened for this: nobody should wait meanwhile.
    people.forget_unborne_words(brought.agency_id)
    _close(by, brought, removed)
    return removed


@transaction.atomic
def _take_back_some(by: Any, brought: Import) -> int:
    """Nobody can begin to work with them between the look at what was done and their removal."""
    lot = Person.objects.select_for_update(of=("self",)).filter(register_rows__brought=brought)
    found = list(lot.order_by("pk")[:BATCH])
    ids = [person.pk for person in found]
    list(Case.objects.select_for_update(of=("self",)).filter(person__in=ids).order_by("pk"))
    policies.can_undo(brought, by=by, **queries.since_brought(brought, among=ids)).or_refuse()
    people.remove(by=by, people=found, forgets_words=False)
    return len(found)


@transaction.atomic
def queue_undo(*, by: Any, brought: Import) -> Import:
    """Leave a large import to the worker to take back; the page says that it is under way."""
    held = Import.objects.select_for_update(of=("self",)).get(pk=brought.pk)
    policies.can_begin_undoing(held, by=by, **queries.since_brought(held)).or_refuse()
    held.state = State.UNDOING
    held.save(update_fields=["state"])
    audit.record("import_undo_queued", by=by, about=held, fields=["state"])
    return held


@transaction.atomic
def _stop(by: Any, brought: Import, removed: int) -> None:
    """What was queued did not go on: the rest stands, and its page says why."""
    held = Import.objects.select_for_update(of=("self",)).get(pk=brought.pk)
    if held.state == State.UNDOING:
        held.state = State.DONE
        held.save(update_fields=["state"])
        audit.record("import_undo_stopped", by=by, about=held, detail={"removed": removed})


@transaction.atomic
def _close(by: Any, brought: Import, removed: int) -> None:
    held = Import.objects.select_for_update(of=("self",)).get(pk=brought.pk)
    held.state, held.undone_at = State.UNDONE, clock.now()
    held.undone_by = by if isinstance(by, Member) else None
    # Its words belonged to the people that were taken back; they go, and their key after them.
    held.asides, held.columns, held.mapping, held.file_name = [], [], {}, ""
    words = ["asides", "columns", "mapping", "file_name"]
    held.save(update_fields=["state", "undone_at", "undone_by", *words])
    transaction.on_commit(lambda: keystore.discard([held.pk]))
    audit.record("import_undone", by=by, about=held, detail={"removed": removed})
