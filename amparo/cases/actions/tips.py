"""Tips: taken in, added to, answered, closed, and taken away when their time is over."""

import uuid
from threading import Lock
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies import OPERATOR
from amparo.cases import tip_receipts
from amparo.cases.enums.tips import TipState
from amparo.cases.models import Tip
from amparo.cases.policies import tips as policies
from amparo.cases.queries import tips as queries
from amparo.core import clock, keystore

LOT = 500


class _Flow:
    """What came in to this process lately, as one number in memory: nothing of it is kept."""

    def __init__(self) -> None:
        self.lock, self.held = Lock(), policies.Flow()

    def let_in(self, text: str) -> None:
        with self.lock:
            self.held = self.held.now(clock.now())
            policies.can_come_in(self.held, text).or_refuse()
            self.held = self.held.after(text)


_flow = _Flow()


@transaction.atomic
def tell(*, text: str, place: str = "") -> str:
    """Keep what somebody tells, and nothing of who she is. She alone gets the receipt."""
    shift = queries.on_duty()
    policies.can_take(is_covered=shift is not None).or_refuse()
    _flow.let_in(text)
    receipt, hour = tip_receipts.fresh(), queries.the_hour()
    tip = Tip(
        id=uuid.uuid4(),
        agency=shift.agency,
        receipt=tip_receipts.hashed(receipt),
        text=text,
        place=place,
        received_in=hour,
        last_words_in=hour,
    )
    keystore.create([tip.pk])
    tip.save(force_insert=True)
    audit.record("tip_received", by=audit.anonymous, about=tip, at=hour)
    return receipt


@transaction.atomic
def add_words(*, tip: Tip, text: str) -> Tip:
    """Whoever holds the receipt adds something. A closed tip is new again."""
    held = _locked(tip)
    is_covered = queries.on_duty() is not None
    policies.can_add_words(held, held=len(held.added), is_covered=is_covered).or_refuse()
    _flow.let_in(text)
    hour = queries.the_hour()
    held.added = [*held.added, {"in": hour.isoformat(), "text": text}]
    held.last_words_in, held.state = hour, TipState.NEW
    held.closed_at, held.closed_by, held.closed_why = None, None, ""
    held.save(
        update_fields=[
            "added", "last_words_in", "state", "closed_at", "closed_by", "closed_why",
        ]
    )  # fmt: skip
    audit.record("tip_added_to", by=audit.anonymous, about=held, fields=["added"], at=hour)
    return held


@transaction.atomic
def take_up(*, by: Any, tip: Tip) -> Tip:
    """Somebody has read it: whoever told it may know that."""
    held = _locked(tip)
    policies.can_answer(held, by=by).or_refuse()
    held.state = TipState.OPENED
    held.save(update_fields=["state"])
    audit.record("tip_taken_up", by=by, about=held, fields=["state"])
    return held


@transaction.atomic
def answer(*, by: Any, tip: Tip, text: str) -> Tip:
    """Write what whoever holds the receipt can read."""
    held = _locked(tip)
    policies.can_answer(held, by=by).or_refuse()
    held.answer, held.answered_by, held.state = text, by, TipState.OPENED
    held.save(update_fields=["answer", "answered_by", "state"])
    audit.record("tip_answered", by=by, about=held, fields=["answer"])
    return held


@transaction.atomic
def close(*, by: Any, tip: Tip, why: str) -> Tip:
    """Nothing more is to be done about it."""
    held = _locked(tip)
    policies.can_close(held, by=by, why=why).or_refuse()
    closed(held, by=by, why=why)
    held.save(update_fields=["state", "closed_at", "closed_by", "closed_why"])
    audit.record("tip_closed", by=by, about=held, detail={"reason": why})
    return held


def closed(tip: Tip, *, by: Any, why: str) -> None:
    tip.state, tip.closed_at, tip.closed_by, tip.closed_why = TipState.CLOSED, clock.now(), by, why


@transaction.atomic
def forget_old() -> int:
    """Take away the tips whose time is over, and then their keys."""
    ids = list(queries.kept_long_enough().values_list("pk", flat=True)[:LOT])
    if ids:
        Tip.objects.filter(pk__in=ids).delete()
        audit.record("tips_forgotten", by=OPERATOR, detail={"tips": len(ids)})
        transaction.on_commit(lambda: keystore.discard(ids), robust=True)
    return len(ids)


def _locked(tip: Tip) -> Tip:
    return Tip.objects.select_for_update().get(pk=tip.pk)
