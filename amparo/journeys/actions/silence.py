"""What is awaited is kept as both said it; who leads hears once of an office that stays silent.
Nothing is ever sent to her or to the other office: somebody calls."""

from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from amparo import audit
from amparo.core import clock
from amparo.journeys import notify
from amparo.journeys.models import Awaited, Journey
from amparo.journeys.queries import silence as queries

# At a time, so that a long night leaves no long transaction.
MOST = 200
DAYS = ("side", "since", "late_from", "raise_from")


def keep(held: Journey) -> None:
    """The rows as they follow now. A word that is awaited since another day is another one, and is
    raised anew."""
    known = {each.word: each for each in Awaited.objects.filter(journey=held)}
    for each in queries.owed(held):
        found = known.pop(each.word, None) or Awaited(journey=held, word=each.word)
        fresh = {name: getattr(each, name) for name in DAYS}
        if {name: getattr(found, name) for name in DAYS} == fresh:
            continue
        if found.since != each.since:
            found.raised_at = None
        for name, value in fresh.items():
            setattr(found, name, value)
        found.save()
    Awaited.objects.filter(pk__in=[each.pk for each in known.values()]).delete()


def look_again(*, by: Any) -> None:
    """Files leave this house, and receipts come, without a word about the journey."""
    for pk in queries.unsettled().values_list("pk", flat=True):
        _look_at(pk)
    while _raise(by=by):
        pass


@transaction.atomic
def _look_at(pk: UUID) -> None:
    held = Journey.objects.select_for_update().filter(pk=pk).first()
    if held is not None:
        keep(held)


@transaction.atomic
def _raise(*, by: Any) -> int:
    found = list(queries.to_raise().select_for_update()[:MOST])
    for each in found:
        each.raised_at = clock.now()
        each.save(update_fields=["raised_at"])
        audit.record("journey_raised", by=by, about=each.journey, detail={"word": str(each.word)})
        transaction.on_commit(partial(notify.word_is_late, each.journey_id))
    return len(found)
