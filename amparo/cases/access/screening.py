"""The door to a screening: under its own case only."""

from typing import Any
from uuid import UUID

from django.http import Http404

from amparo import audit
from amparo.cases.models import Case
from amparo.cases.models.screening import Screening


def open_screening(member: Any, case: Case, screening_id: UUID) -> Screening:
    """A screening of a case that is open already; a foreign one is not there."""
    found = Screening.objects.select_related("recorded_by").filter(case=case, pk=screening_id)
    screening = found.first()
    if screening is None:
        raise Http404
    screening.case = case
    audit.record("screening_opened", by=member, about=screening, fields=["answers", "notes"])
    return screening
