"""Writing down what stood between her and a service."""

from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.assistance.models import Barrier
from amparo.assistance.policies import barriers as policies
from amparo.cases.models import Case
from amparo.core import clock


@transaction.atomic
def write(*, by: Any, case: Case, met_on: date, **facts: Any) -> Barrier:
    """Keep why a service was not reached. What follows stands beside it."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    policies.can_write(held, by=by, met_on=met_on, today=clock.today()).or_refuse()
    barrier = Barrier(case=held, met_on=met_on, recorded_by=by, **facts)
    barrier.save(force_insert=True)
    audit.record("barrier_written", by=by, about=barrier, fields=["service", "kind", "note"])
    return barrier


@transaction.atomic
def correct(*, by: Any, barrier: Barrier, met_on: date, **facts: Any) -> Barrier:
    """Write it down anew. What stood there stays, struck, and is counted no more."""
    held = _strike(by=by, barrier=barrier, met_on=met_on)
    newer = Barrier(case=held.case, met_on=met_on, recorded_by=by, **facts)
    newer.save(force_insert=True)
    audit.record("barrier_corrected", by=by, about=newer, fields=["service", "kind", "note"])
    return newer


@transaction.atomic
def strike(*, by: Any, barrier: Barrier) -> Barrier:
    """Nothing stood in her way there, or it was another's file: it stays, struck."""
    held = _strike(by=by, barrier=barrier)
    audit.record("barrier_struck", by=by, about=held, fields=["struck_at"])
    return held


def _strike(*, by: Any, barrier: Barrier, met_on: date | None = None) -> Barrier:
    held = Barrier.objects.select_for_update(of=("self",)).select_related("case")
    held = held.get(pk=barrier.pk)
    policies.can_correct(held, by=by, met_on=met_on, today=clock.today()).or_refuse()
    held.struck_at, held.struck_by = clock.now(), by
    held.save(update_fields=["struck_at", "struck_by"])
    return held
