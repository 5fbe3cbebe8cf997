"""What an agreement promises, and that it came."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.agreements.actions.agreements import locked
from amparo.agreements.enums import Delivery
from amparo.agreements.models import Agreement, Deliverable
from amparo.agreements.policies import deliverable as policies
from amparo.agreements.queries import agreements as queries
from amparo.core import clock
from amparo.organisations.actions import papers
from amparo.organisations.models import Organisation


@transaction.atomic
def promise(
    *, by: Any, agreement: Agreement, title: str, owner: Organisation, due: str = ""
) -> Deliverable:
    """Write down what one party owes, by when."""
    held = locked(agreement)
    policies.can_promise(held, by=by, owner_is_party=queries.is_party(held, owner)).or_refuse()
    days = queries.bounds(due)
    row = Deliverable(agreement=held, title=title, owner=owner, due=due)
    row.due_high = days[1] if days else None
    row.save(force_insert=True)
    fields = ["due", "owner", "title"]
    audit.record("deliverable_promised", by=by, about=row, fields=fields)
    return row


@transaction.atomic
def accept(
    *, by: Member, deliverable: Deliverable, evidence: str = "", content: bytes = b"",
    file_type: str = "",
) -> Deliverable:  # fmt: skip
    """It came, and this shows it: words, or a paper beside them."""
    held = _locked(deliverable)
    policies.can_accept(held, by=by, evidence=evidence).or_refuse()
    if content:
        held.paper = papers.keep(by=by, content=content, file_type=file_type)
    return _settle(held, Delivery.ACCEPTED, evidence, by=by)


@transaction.atomic
def call_off(*, by: Member, deliverable: Deliverable, why: str) -> Deliverable:
    held = _locked(deliverable)
    policies.can_call_off(held, by=by, why=why).or_refuse()
    return _settle(held, Delivery.CALLED_OFF, why, by=by)


def _settle(held: Deliverable, state: Delivery, words: str, *, by: Member) -> Deliverable:
    held.state, held.evidence = state, words
    held.settled_by, held.settled_on = by, clock.today()
    held.save()
    verb = "deliverable_accepted" if state == Delivery.ACCEPTED else "deliverable_off"
    audit.record(verb, by=by, about=held, fields=["evidence", "state"])
    return held


def _locked(deliverable: Deliverable) -> Deliverable:
    rows = Deliverable.objects.select_related("agreement")
    return rows.select_for_update(of=("self",)).get(pk=deliverable.pk)
