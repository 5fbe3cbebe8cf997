"""Who may see evidence: every member. It holds what is published, and no person of ours."""

from django.db.models import QuerySet
from django.http import Http404

from amparo.agencies.models import Member

from . import queries
from .models import Claim, DataSet, Derivation


def visible_claims(member: Member) -> QuerySet[Claim]:
    return queries.claims() if member.is_active else Claim.objects.none()


def visible_derivations(member: Member) -> QuerySet[Derivation]:
    return queries.derivations() if member.is_active else Derivation.objects.none()


def visible_datasets(member: Member) -> QuerySet[DataSet]:
    return queries.public_datasets() if member.is_active else DataSet.objects.none()


def get_claim_or_404(member: Member, name: str) -> Claim:
    return _one(visible_claims(member), f"claim/{name}")


def get_derivation_or_404(member: Member, name: str) -> Derivation:
    return _one(visible_derivations(member), f"derived/{name}")


def _one(found: QuerySet, code: str):
    record = found.filter(code=code).first()
    if record is None:
        raise Http404
    return record
