"""Record an agreement, change it, end it; who is a party; what is written about it."""

from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.agreements.models import Agreement, Annex, Clause, Party, Telling
from amparo.agreements.policies import agreement as policies
from amparo.agreements.queries import agreements as queries
from amparo.core import clock
from amparo.evidence.models import Statement
from amparo.organisations.actions import papers
from amparo.organisations.models import Organisation

DATES = ("signed", "starts", "ends")


@transaction.atomic
def record(*, by: Any, title: str, kind: str, **facts: Any) -> Agreement:
    """Record an agreement, signed or not yet. Its dates stay as vague as they are known."""
    policies.can_keep(by=by).or_refuse()
    agreement = Agreement(title=title, kind=kind, **facts)
    agreement.recorded_by = by if isinstance(by, Member) else None
    _date(agreement)
    agreement.save(force_insert=True)
    fields = sorted({"title", "kind", *facts})
    audit.record("agreement_recorded", by=by, about=agreement, fields=fields)
    return agreement


@transaction.atomic
def change(*, by: Any, agreement: Agreement, **facts: Any) -> Agreement:
    """Write down anew what was recorded wrongly or was not known."""
    held = locked(agreement)
    policies.can_change(held, by=by).or_refuse()
    changed = sorted(name for name, value in facts.items() if getattr(held, name) != value)
    for name in changed:
        setattr(held, name, facts[name])
    _date(held)
    if "ends" in changed:
        # A new end is told of anew.
        held.told_early_on = held.told_late_on = None
    held.save()
    if changed:
        audit.record("agreement_changed", by=by, about=held, fields=changed)
    return held


@transaction.atomic
def end(*, by: Any, agreement: Agreement, on: date, why: str) -> Agreement:
    """End an agreement early. From that day nothing rests on it any more."""
    held = locked(agreement)
    policies.can_end(held, by=by, on=on, today=clock.today(), why=why).or_refuse()
    held.ended_on, held.ended_why = on, why
    held.save(update_fields=["ended_on", "ended_why"])
    audit.record("agreement_ended", by=by, about=held, fields=["ended_on", "ended_why"])
    return held


@transaction.atomic
def add_party(
    *,
    by: Any,
    agreement: Agreement,
    organisation: Organisation,
    role: str,
    post: str = "",
    signatory: str = "",
) -> Party:
    held = locked(agreement)
    there = queries.is_party(held, organisation)
    policies.can_add_party(held, by=by, works=organisation.works, there=there).or_refuse()
    facts = {"organisation": organisation, "role": role, "post": post, "signatory": signatory}
    party = Party(agreement=held, **facts)
    party.save(force_insert=True)
    audit.record(
        "party_added", by=by, about=held, fields=["parties"],
        detail={"organisation": str(organisation.pk), "role": str(role)},
    )  # fmt: skip
    return party


@transaction.atomic
def remove_party(*, by: Any, party: Party) -> None:
    """Take an organisation out of an agreement that nobody has signed yet."""
    held = locked(party.agreement)
    named = held.data_clauses.filter(ended_at__isnull=True)
    in_clauses = any(party.organisation_id in (row.giver_id, row.receiver_id) for row in named)
    policies.can_remove_party(held, by=by, in_clauses=in_clauses).or_refuse()
    detail = {"organisation": str(party.organisation_id)}
    Party.objects.filter(pk=party.pk).delete()
    audit.record("party_removed", by=by, about=held, fields=["parties"], detail=detail)


@transaction.atomic
def write_clause(*, by: Any, agreement: Agreement, number: int, words: str) -> Clause:
    """Write a clause in its words; the one of the same number is replaced."""
    held = locked(agreement)
    policies.can_change(held, by=by).or_refuse()
    clause, made = Clause.objects.update_or_create(
        agreement=held, number=number, defaults={"words": words}
    )
    verb = "clause_written" if made else "clause_changed"
    audit.record(verb, by=by, about=held, fields=["clauses"], detail={"number": number})
    return clause


@transaction.atomic
def attach(
    *, by: Member, agreement: Agreement, title: str, content: bytes, file_type: str
) -> Annex:
    """Keep a paper with an agreement."""
    held = locked(agreement)
    policies.can_keep(by=by).or_refuse()
    paper = papers.keep(by=by, content=content, file_type=file_type)
    annex = Annex(agreement=held, title=title, paper=paper)
    annex.save(force_insert=True)
    audit.record("annex_attached", by=by, about=held, fields=["annexes"])
    return annex


@transaction.atomic
def tell(
    *,
    by: Any,
    agreement: Agreement,
    statement: Statement,
    at_ceremony: bool = False,
    where: str = "",
    names: str = "",
) -> Telling:
    """Bind words of a document to an agreement: who it says signed, what was said at the
    ceremony."""
    held = locked(agreement)
    policies.can_keep(by=by).or_refuse()
    facts = {"at_ceremony": at_ceremony, "where": where, "names": names}
    telling, made = Telling.objects.update_or_create(
        agreement=held, statement=statement, defaults=facts
    )
    if made:
        audit.record("statement_bound", by=by, about=held, fields=sorted(facts))
    return telling


def locked(agreement: Agreement) -> Agreement:
    return Agreement.objects.select_for_update().get(pk=agreement.pk)


def _date(agreement: Agreement) -> None:
    """The days that its words may mean, beside them."""
    signed, starts, ends = (queries.bounds(getattr(agreement, name)) for name in DATES)
    policies.dates_fit(signed=signed, starts=starts, ends=ends).or_refuse()
    agreement.signed_low, agreement.signed_high = signed or (None, None)
    agreement.starts_high = starts[1] if starts else None
    agreement.ends_low = ends[0] if ends else None
