"""Settling the doubts of an import, one by one or a whole kind at once."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.core import clock
from amparo.registers import policies
from amparo.registers.enums import Settled
from amparo.registers.models import Doubt, Import


@transaction.atomic
def settle_doubt(*, by: Any, doubt: Doubt, settled: str) -> Doubt:
    """Say that a doubtful row was read rightly, or that its file was corrected."""
    held = Doubt.objects.select_for_update(of=("self",)).select_related("brought__agency")
    found = held.get(pk=doubt.pk)
    policies.can_settle(found, by=by).or_refuse()
    found.settled, found.settled_by, found.settled_at = settled, by, clock.now()
    found.save(update_fields=["settled", "settled_by", "settled_at"])
    audit.record("doubt_settled", by=by, about=found, detail={"as": settled, "kind": found.kind})
    return found


@transaction.atomic
def settle_kind(*, by: Any, brought: Import, kind: str) -> int:
    """Say that every doubt of one kind was read rightly, after looking at some of them."""
    policies.can_bring_in(brought.agency, by=by).or_refuse()
    settled = Doubt.objects.filter(brought=brought, kind=kind, settled="").update(
        settled=Settled.RIGHT, settled_by=by, settled_at=clock.now()
    )
    audit.record("doubts_settled", by=by, about=brought, detail={"kind": kind, "count": settled})
    return settled
