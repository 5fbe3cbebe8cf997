from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.core import clock
from amparo.organisations.models import Organisation
from amparo.releases.enums import State
from amparo.releases.models import Release
from amparo.reporting.enums import Sending
from amparo.reporting.models import OwedReturn
from amparo.reporting.policies import owed as policies


@transaction.atomic
def owe(*, by: Any, kind: str, to: Organisation, period: str, due_on: date) -> OwedReturn:
    """Write down a return that is owed."""
    known = OwedReturn.objects.filter(kind=kind, to=to, period=period).exists()
    policies.can_owe(by=by, known=known).or_refuse()
    row = OwedReturn(kind=kind, to=to, period=period, due_on=due_on)
    row.save(force_insert=True)
    audit.record("return_owed", by=by, about=row, fields=["due_on", "kind", "period", "to"])
    return row


@transaction.atomic
def send(*, by: Any, owed: OwedReturn, releases: Sequence[Release], words: str) -> OwedReturn:
    """It was sent, and these releases fed it."""
    held = _locked(owed)
    out = sum(each.state == State.PUBLISHED for each in releases)
    policies.can_send(held, by=by, releases=len(releases), published=out, words=words).or_refuse()
    held.releases.set(releases)
    _settle(held, Sending.SENT, words, by=by)
    audit.record("return_sent", by=by, about=held, fields=["releases", "state", "words"])
    return held


@transaction.atomic
def drop(*, by: Any, owed: OwedReturn, words: str) -> OwedReturn:
    """It will not be sent, and this is why."""
    held = _locked(owed)
    policies.can_drop(held, by=by, words=words).or_refuse()
    _settle(held, Sending.DROPPED, words, by=by)
    audit.record("return_dropped", by=by, about=held, fields=["state", "words"])
    return held


def _settle(held: OwedReturn, state: Sending, words: str, *, by: Any) -> None:
    held.state, held.words = state, words
    held.settled_by, held.settled_on = by, clock.today()
    held.save(update_fields=["state", "words", "settled_by", "settled_on"])


def _locked(owed: OwedReturn) -> OwedReturn:
    return OwedReturn.objects.select_for_update().get(pk=owed.pk)
