"""The door to internal counts."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from amparo import audit
from amparo.agencies.roles import Permission
from amparo.statistics.models import Extract


def visible_extracts(member: Any) -> QuerySet[Extract]:
    return Extract.objects.all() if member.may(Permission.COUNT) else Extract.objects.none()


def open_extract(member: Any, extract_id: UUID) -> Extract:
    """Open an internal count: exact figures, so the opening is logged."""
    extract = visible_extracts(member).filter(pk=extract_id).first()
    if extract is None:
        raise Http404
    audit.record("count_opened", by=member, about=extract)
    return extract
