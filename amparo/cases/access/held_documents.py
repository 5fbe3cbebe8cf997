"""The door to documents on hold: who answers for the records of their agency."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from amparo import audit
from amparo.agencies.roles import Permission
from amparo.cases import numbers
from amparo.cases.access.case import visible_cases
from amparo.cases.models import Document, HeldDocument
from amparo.people import access as people


def held_documents(member: Any) -> QuerySet[HeldDocument]:
    """Who opens cases answers here for those that open to her, and for what was erased since."""
    found = HeldDocument.objects.filter(agency__in=people.kept_agencies(member))
    if member.may(Permission.OPEN_CASES):
        shut = Document.objects.filter(pk__in=found.values("document_id"))
        shut = shut.exclude(case__in=visible_cases(member).values("pk"))
        found = found.exclude(document_id__in=shut.values("pk"))
    return found.select_related("agency", "placed_by", "lifted_by")


def get_held_or_404(member: Any, held_id: UUID) -> HeldDocument:
    held = held_documents(member).filter(pk=held_id).first()
    if held is None:
        raise Http404
    return held


def take_out_held(member: Any, held_id: UUID) -> HeldDocument:
    """A document on hold to be handed to the authority, and logged as such."""
    held = get_held_or_404(member, held_id)
    detail = {"number": held.number}
    audit.record(
        "held_document_taken_out", by=member, about=held, fields=["content"], detail=detail
    )
    return held


def document_to_hold(member: Any, case_number: str, number: int) -> Document | None:
    """A document by what stands on the paper, among those whose records the member answers for."""
    found = Document.objects.filter(
        case__agency__in=people.kept_agencies(member),
        case__number=numbers.read(case_number) or "",
        number=number,
    )
    if member.may(Permission.OPEN_CASES):
        found = found.filter(case__in=visible_cases(member).values("pk"))
    return found.select_related("case__agency").first()
