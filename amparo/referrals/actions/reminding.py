"""A referral or a transfer that nobody answers: after a day both sides hear of it, after two
who answers for the cases."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from amparo import audit
from amparo.core import clock
from amparo.referrals import notify
from amparo.referrals.queries import referrals
from amparo.referrals.queries import transfer as transfers

# At a time, so that a long night leaves no long transaction.
MOST = 200


@dataclass(frozen=True)
class Reminder:
    """Of what waits: logged as what, found how, told by which mail, marked where."""

    verb: str
    found: Callable[[datetime], QuerySet[Any]]
    tell: Callable[[UUID], None]
    field: str


REMINDERS = [
    Reminder("referral_reminded", referrals.to_remind, notify.remind, field="reminded_at"),
    Reminder("referral_raised", referrals.to_raise, notify.raise_it, field="raised_at"),
    Reminder(
        "transfer_reminded", transfers.to_remind, notify.remind_of_transfer, field="reminded_at"
    ),
    Reminder("transfer_raised", transfers.to_raise, notify.raise_transfer, field="raised_at"),
]


def remind_of_the_unanswered(*, by: Any) -> None:
    """Remind, once, and raise it, once. What is answered meanwhile is left alone."""
    for each in REMINDERS:
        while _remind(each, by=by):
            pass


@transaction.atomic
def _remind(reminder: Reminder, *, by: Any) -> int:
    rows = reminder.found(clock.now()).select_related("case").select_for_update(of=("self",))
    found = list(rows[:MOST])
    for held in found:
        setattr(held, reminder.field, clock.now())
        held.save(update_fields=[reminder.field])
        audit.record(reminder.verb, by=by, about=held)
        transaction.on_commit(partial(reminder.tell, held.pk))
    return len(found)
