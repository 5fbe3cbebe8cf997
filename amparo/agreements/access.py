"""Who may see agreements: every member. They are of offices; who signs is a name of an office.

A paper that hangs on one is opened by who is in an agency that is a party to it, or keeps
agreements: what was signed is not for everybody.
"""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from amparo.agencies.models import Member
from amparo.agencies.roles import Permission
from amparo.agreements.models import Agreement, Annex, Clause, DataClause, Deliverable, Party


def visible_agreements(member: Member) -> QuerySet[Agreement]:
    return Agreement.objects.all() if member.is_active else Agreement.objects.none()


def with_papers(member: Member) -> QuerySet[Agreement]:
    """Those whose papers open to her."""
    found = visible_agreements(member)
    if member.may(Permission.KEEP_AGREEMENTS):
        return found
    return found.filter(Q(parties__organisation__agency=member.agency_id)).distinct()


def get_agreement_or_404(member: Member, agreement_id: UUID) -> Agreement:
    found = visible_agreements(member).select_related("place", "renews")
    return get_object_or_404(found, pk=agreement_id)


def get_annex_or_404(member: Member, agreement_id: UUID, annex_id: UUID) -> Annex:
    return get_object_or_404(
        Annex.objects.select_related("paper"),
        pk=annex_id,
        agreement__in=with_papers(member).filter(pk=agreement_id),
    )


def get_deliverable_or_404(
    member: Member, agreement_id: UUID, deliverable_id: UUID, *, paper: bool = False
) -> Deliverable:
    """A promise of an agreement; with `paper`, one whose evidence opens to her."""
    doors = with_papers(member) if paper else visible_agreements(member)
    rows = Deliverable.objects.select_related("agreement", "owner", "paper")
    if paper:
        rows = rows.filter(paper__isnull=False)
    return get_object_or_404(rows, pk=deliverable_id, agreement__in=doors.filter(pk=agreement_id))


def get_party_or_404(agreement: Agreement, party_id: UUID) -> Party:
    return get_object_or_404(agreement.parties.select_related("organisation"), pk=party_id)


def get_clause_or_404(agreement: Agreement, clause_id: UUID) -> Clause:
    return get_object_or_404(agreement.clauses, pk=clause_id)


def get_data_clause_or_404(agreement: Agreement, clause_id: UUID) -> DataClause:
    return get_object_or_404(agreement.data_clauses, pk=clause_id)
