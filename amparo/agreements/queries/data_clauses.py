"""What may cross between two organisations on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from amparo.agencies.enums import AgencyKind
from amparo.agencies.models import Member
from amparo.agencies.roles import Permission
from amparo.agreements.models import Agreement, DataClause
from amparo.agreements.policies import data_clause as policies
from amparo.organisations.models import Organisation


def of(agreement: Agreement) -> QuerySet[DataClause]:
    return agreement.data_clauses.select_related(
        "giver", "receiver", "proposed_by", "confirmed_by", "agreement"
    )


def waiting(member: Member) -> QuerySet[DataClause]:
    """Clauses that wait for a second yes which she may say, but for those she proposed herself."""
    rows = DataClause.objects.filter(confirmed_at__isnull=True, ended_at__isnull=True)
    rows = rows.exclude(proposed_by=member)
    if member.agency.kind != AgencyKind.OFFICE:
        rows = rows.filter(giver__agency=member.agency_id)
    found = rows.select_related("giver", "receiver", "agreement", "proposed_by")
    return found if member.may(Permission.SET_DUTIES) else found.none()


def overlapping(
    *, giver: Organisation, receiver: Organisation, block: str, purpose: str, basis: str,
    starts_on: date, ends_on: date,
) -> QuerySet[DataClause]:  # fmt: skip
    """Clauses of the same content, in any agreement, that cover one of these days."""
    return DataClause.objects.filter(
        giver=giver, receiver=receiver, block=block, purpose=purpose, basis=basis,
        ended_at__isnull=True, starts_on__lte=ends_on, ends_on__gte=starts_on,
    )  # fmt: skip


def open_between(giver: Organisation, receiver: Organisation, *, on: date) -> list[DataClause]:
    """The clauses by which something may cross on a day, each asked by the one rule."""
    rows = DataClause.objects.filter(
        Q(giver=giver, receiver=receiver), starts_on__lte=on, ends_on__gte=on
    )
    return [row for row in rows.select_related("agreement") if policies.opens(row, on=on)]
