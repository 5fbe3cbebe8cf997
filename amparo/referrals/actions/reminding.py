"""A referral that nobody answers: after a day both sides hear of it, after two who answers for
the cases."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from amparo import audit
from amparo.core import clock
from amparo.referrals import notify
from amparo.referrals.models import Referral
from amparo.referrals.queries import referrals as queries

# At a time, so that a long night leaves no long transaction.
MOST = 200


def remind_of_the_unanswered(*, by: Any) -> None:
    """Remind, once, and raise it, once. What is answered meanwhile is left alone."""
    now = clock.now()
    while _mark(queries.to_remind(now), "reminded_at", "referral_reminded", now=now, by=by):
        pass
    while _mark(queries.to_raise(now), "raised_at", "referral_raised", now=now, by=by):
        pass


@transaction.atomic
def _mark(rows: QuerySet[Referral], field: str, verb: str, *, now: datetime, by: Any) -> int:
    tell = {"reminded_at": notify.remind, "raised_at": notify.raise_it}[field]
    found = list(rows.select_related("case").select_for_update(of=("self",))[:MOST])
    for held in found:
        setattr(held, field, now)
        held.save(update_fields=[field])
        audit.record(verb, by=by, about=held)
        transaction.on_commit(partial(tell, held.pk))
    return len(found)
