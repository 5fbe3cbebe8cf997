"""Who may see evidence: every member. It holds what is published, and no person of ours."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from amparo.agencies.models import Member

from .models import Claim, DataSet, Derivation


def visible_claims(member: Member) -> QuerySet[Claim]:
    return Claim.objects.all() if member.is_active else Claim.objects.none()


def visible_derivations(member: Member) -> QuerySet[Derivation]:
    return Derivation.objects.all() if member.is_active else Derivation.objects.none()


def visible_datasets(member: Member) -> QuerySet[DataSet]:
    """Only those that are public elsewhere: the others could hold people."""
    found = DataSet.objects.defer("row_numbers")
    return found.filter(is_public=True) if member.is_active else found.none()


def get_claim_or_404(member: Member, name: str) -> Claim:
    found = visible_claims(member).select_related("document__source", "said_by", "statement")
    return get_object_or_404(found, code=f"claim/{name}")


def get_derivation_or_404(member: Member, name: str) -> Derivation:
    return get_object_or_404(visible_derivations(member), code=f"derived/{name}")
