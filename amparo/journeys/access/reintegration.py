"""The only doors to a reintegration and what belongs to it, under its own open case only."""

from uuid import UUID

from django.http import Http404

from amparo.cases.models import Case
from amparo.journeys.models import Grant, Proof, Reintegration, Tranche, Visit


def newest_of(case: Case) -> Reintegration | None:
    """The one that is open, or else the last one."""
    found = Reintegration.objects.filter(case=case).select_related("begun_by", "ended_by").first()
    if found is not None:
        found.case = case
    return found


def newest_or_404(case: Case) -> Reintegration:
    found = newest_of(case)
    if found is None:
        raise Http404
    return found


def visit_of(case: Case, visit_id: UUID) -> Visit:
    found = Visit.objects.select_related("reintegration")
    visit = found.filter(reintegration__case=case, pk=visit_id).first()
    if visit is None:
        raise Http404
    visit.reintegration.case = case
    return visit


def grant_of(case: Case, grant_id: UUID) -> Grant:
    found = Grant.objects.select_related("reintegration", "project", "promised_by")
    grant = found.filter(reintegration__case=case, pk=grant_id).first()
    if grant is None:
        raise Http404
    grant.reintegration.case = case
    return grant


def tranche_of(grant: Grant, tranche_id: str) -> Tranche:
    """`tranche_id`: as it was typed into a page, so perhaps none at all."""
    for tranche in Tranche.objects.filter(grant=grant):
        if str(tranche.pk) == tranche_id:
            tranche.grant = grant
            return tranche
    raise Http404


def proof_of(tranche: Tranche, proof_id: str) -> Proof:
    for proof in Proof.objects.filter(tranche=tranche):
        if str(proof.pk) == proof_id:
            proof.tranche = tranche
            return proof
    raise Http404
