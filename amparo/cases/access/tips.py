"""Who reads a tip: whoever answers tips for the agency that received it, and nobody else."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from amparo import audit
from amparo.agencies.roles import Permission
from amparo.cases import tip_receipts
from amparo.cases.models import PublicLine, Shift, Tip


def visible_tips(member: Any) -> QuerySet[Tip]:
    if not member.may(Permission.ANSWER_TIPS) or member.agency_id is None:
        return Tip.objects.none()
    return Tip.objects.filter(agency_id=member.agency_id)


def open_tip(member: Any, tip_id: UUID) -> Tip:
    """Open a tip for reading, and log that it was opened."""
    tip = get_tip_or_404(member, tip_id)
    audit.record("tip_opened", by=member, about=tip)
    return tip


def get_tip_or_404(member: Any, tip_id: UUID) -> Tip:
    found = visible_tips(member).select_related("handed_to", "closed_by").filter(pk=tip_id).first()
    if found is None:
        raise Http404
    return found


def tip_of_receipt(typed: str) -> Tip | None:
    """Whoever holds the receipt told it."""
    receipt = tip_receipts.read(typed)
    if receipt is None:
        return None
    return Tip.objects.filter(receipt=tip_receipts.hashed(receipt)).first()


def get_shift_or_404(member: Any, shift_id: str) -> Shift:
    return _one(Shift.objects.filter(agency_id=member.agency_id), shift_id)


def get_line_or_404(line_id: str) -> PublicLine:
    return _one(PublicLine.objects.all(), line_id)


def _one(rows: QuerySet, typed: str) -> Any:
    found = rows.filter(pk=int(typed)).first() if typed.isdecimal() and len(typed) < 10 else None
    if found is None:
        raise Http404
    return found
