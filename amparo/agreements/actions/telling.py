"""Tell who answers for an agreement that it ends: 60 days before, and 15. Once each."""

from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agreements import notify
from amparo.agreements.queries import agreements as queries
from amparo.core import clock

EARLY, LATE = timedelta(days=60), timedelta(days=15)


@transaction.atomic
def tell_of_what_ends(*, by: Any) -> None:
    """What is told late needs not be told early any more."""
    today = clock.today()
    for ahead, fields in ((LATE, ["told_late_on", "told_early_on"]), (EARLY, ["told_early_on"])):
        for held in queries.to_tell(on=today, ahead=ahead, field=fields[0]):
            # Nobody to tell: asked again tomorrow, and nothing says that somebody was told.
            if not (members := [each.pk for each in notify.who_answer_for(held)]):
                continue
            for field in fields:
                setattr(held, field, today)
            held.save(update_fields=fields)
            audit.record("agreement_end_told", by=by, about=held)
            transaction.on_commit(partial(notify.ends, members))
