"""A referral that nobody answers: after a day both sides hear of it, after two who answers for
the cases."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from amparo import audit
from amparo.core import clock
from amparo.referrals import notify
from amparo.referrals.queries import referrals as queries
from amparo.referrals.queries import transfer as transfers

# At a time, so that a long night leaves no long transaction.
MOST = 200


def remind_of_the_unanswered(*, by: Any) -> None:
    """Remind, once, and raise it, once. What is answered meanwhile is left alone."""
    while _remind(by=by):
        pass
    while _raise(by=by):
        pass
    while _remind_of_transfers(by=by):
        pass
    while _raise_transfers(by=by):
        pass


@transaction.atomic
def _remind(*, by: Any) -> int:
    found = _marked(queries.to_remind(clock.now()), "reminded_at")
    for held in found:
        audit.record("referral_reminded", by=by, about=held)
        transaction.on_commit(partial(notify.remind, held.pk))
    return len(found)


@transaction.atomic
def _raise(*, by: Any) -> int:
    found = _marked(queries.to_raise(clock.now()), "raised_at")
    for held in found:
        audit.record("referral_raised", by=by, about=held)
        transaction.on_commit(partial(notify.raise_it, held.pk))
    return len(found)


@transaction.atomic
def _remind_of_transfers(*, by: Any) -> int:
    found = _marked(transfers.to_remind(clock.now()), "reminded_at")
    for held in found:
        audit.record("transfer_reminded", by=by, about=held)
        transaction.on_commit(partial(notify.remind_of_transfer, held.pk))
    return len(found)


@transaction.atomic
def _raise_transfers(*, by: Any) -> int:
    found = _marked(transfers.to_raise(clock.now()), "raised_at")
    for held in found:
        audit.record("transfer_raised", by=by, about=held)
        transaction.on_commit(partial(notify.raise_transfer, held.pk))
    return len(found)


def _marked(rows: QuerySet[Any], field: str) -> list[Any]:
    found = list(rows.select_related("case").select_for_update(of=("self",))[:MOST])
    for held in found:
        setattr(held, field, clock.now())
        held.save(update_fields=[field])
    return found
