"""Open a way for a block between two organisations, by two people; close it by one."""

from datetime import date

from django.db import transaction

from amparo import audit
from amparo.agencies.enums import AgencyKind
from amparo.agencies.models import Member
from amparo.agreements.actions.agreements import locked
from amparo.agreements.models import Agreement, DataClause
from amparo.agreements.policies import data_clause as policies
from amparo.agreements.queries import agreements as agreement_queries
from amparo.agreements.queries import data_clauses as queries
from amparo.core import clock
from amparo.organisations.models import Organisation


@transaction.atomic
def propose(
    *,
    by: Member,
    agreement: Agreement,
    giver: Organisation,
    receiver: Organisation,
    blocks: list[str],
    purpose: str,
    basis: str,
    starts_on: date,
    ends_on: date,
) -> list[DataClause]:
    """Propose a clause for each block: all of them, or none."""
    held = locked(agreement)
    both = all(agreement_queries.is_party(held, each) for each in (giver, receiver))
    parties = both and giver.pk != receiver.pk
    between = {"giver": giver, "receiver": receiver, "purpose": purpose, "basis": basis}
    days = {"starts_on": starts_on, "ends_on": ends_on}
    made = []
    for block in blocks:
        there = parties and ends_on >= starts_on
        overlaps = there and queries.overlapping(block=block, **between, **days).exists()
        policies.can_propose(held, by=by, parties=parties, overlaps=overlaps, **days).or_refuse()
        clause = DataClause(agreement=held, block=block, proposed_by=by, **between, **days)
        clause.save(force_insert=True)
        made.append(clause)
        audit.record("data_clause_proposed", by=by, about=clause, detail=_detail(clause))
    return made


@transaction.atomic
def confirm(*, by: Member, clause: DataClause) -> DataClause:
    """The second yes. On its days the block may cross, where her own yes or a duty lets it."""
    held = _locked(clause)
    policies.can_confirm(held, by=by, gives=answers_for(by, held)).or_refuse()
    held.confirmed_by, held.confirmed_at = by, clock.now()
    held.save(update_fields=["confirmed_by", "confirmed_at"])
    audit.record("data_clause_confirmed", by=by, about=held, detail=_detail(held))
    return held


@transaction.atomic
def end(*, by: Member, clause: DataClause) -> DataClause:
    """Close the way at once. What has crossed has crossed."""
    held = _locked(clause)
    policies.can_end(held, by=by).or_refuse()
    held.ended_by, held.ended_at = by, clock.now()
    held.save(update_fields=["ended_by", "ended_at"])
    audit.record("data_clause_ended", by=by, about=held, detail=_detail(held))
    return held


def answers_for(member: Member, clause: DataClause) -> bool:
    """Whether she is of the agency that gives, or of the controller's office."""
    return clause.giver.agency_id == member.agency_id or member.agency.kind == AgencyKind.OFFICE


def _locked(clause: DataClause) -> DataClause:
    rows = DataClause.objects.select_related("giver", "agreement")
    return rows.select_for_update(of=("self",)).get(pk=clause.pk)


def _detail(clause: DataClause) -> dict[str, str]:
    return {
        "giver": str(clause.giver_id),
        "receiver": str(clause.receiver_id),
        "block": str(clause.block),
        "purpose": str(clause.purpose),
        "basis": str(clause.basis),
    }
