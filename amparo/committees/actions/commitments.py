from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.agreements.models import Agreement
from amparo.committees.enums import Fulfilment, Origin
from amparo.committees.models import Commitment, Committee, Line, Resolution
from amparo.committees.policies import commitment as policies
from amparo.core import clock
from amparo.organisations.actions import papers
from amparo.organisations.models import Organisation
from amparo.taxonomy import vague


@transaction.atomic
def write(
    *,
    by: Any,
    text: str,
    owner: Organisation,
    origin: str,
    made: str,
    committee: Committee | None = None,
    made_at: str = "",
    due_on: date | None = None,
    resolution: Resolution | None = None,
    line: Line | None = None,
) -> Commitment:
    """Write down what an organisation said it would do."""
    first = vague.bounds(made)[0]
    assert first is not None
    somewhere = committee is not None if origin == Origin.COMMITTEE else bool(made_at.strip())
    policies.can_write(by=by, made_somewhere=somewhere, due_on=due_on, made_low=first).or_refuse()
    facts = {"origin": origin, "committee": committee, "made_at": made_at, "due_on": due_on}
    facts |= {"resolution": resolution, "line": line}
    row = Commitment(text=text, owner=owner, made=made, made_low=first, **facts)
    row.save(force_insert=True)
    fields = ["due_on", "origin", "owner", "text"]
    audit.record("commitment_written", by=by, about=row, fields=fields)
    return row


@transaction.atomic
def settle(
    *, by: Member, commitment: Commitment, evidence: str, content: bytes = b"", file_type: str = ""
) -> Commitment:
    """It was done, and this shows it: words, or a paper beside them."""
    held = locked(commitment)
    policies.can_settle(held, by=by, evidence=evidence).or_refuse()
    if content:
        held.paper = papers.keep(by=by, content=content, file_type=file_type)
    _close(held, Fulfilment.DONE, evidence, by=by)
    audit.record("commitment_kept", by=by, about=held, fields=["evidence", "state"])
    return held


@transaction.atomic
def drop(*, by: Member, commitment: Commitment, why: str) -> Commitment:
    """It will not be done, and this is why. It stays on the board of what is settled."""
    held = locked(commitment)
    policies.can_settle(held, by=by, evidence=why).or_refuse()
    _close(held, Fulfilment.DROPPED, why, by=by)
    audit.record("commitment_dropped", by=by, about=held, fields=["evidence", "state"])
    return held


@transaction.atomic
def lead_to(*, by: Any, commitment: Commitment, agreement: Agreement) -> Commitment:
    """Say that an agreement came of it."""
    held = locked(commitment)
    earlier = agreement.signed_high is None or held.made_low <= agreement.signed_high
    policies.can_lead_on(held, by=by, earlier=earlier).or_refuse()
    held.agreement = agreement
    held.save(update_fields=["agreement"])
    audit.record("commitment_led_on", by=by, about=held, fields=["agreement"])
    return held


def _close(held: Commitment, state: Fulfilment, words: str, *, by: Member) -> None:
    held.state, held.evidence = state, words
    held.settled_by, held.settled_on = by, clock.today()
    held.save()


def locked(commitment: Commitment) -> Commitment:
    return Commitment.objects.select_for_update().get(pk=commitment.pk)
