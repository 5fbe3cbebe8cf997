"""The doors to letters: of a case that is open, and the register of whoever opens its cases."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from amparo.cases.access.case import visible_cases
from amparo.cases.models import Case, Letter


def visible_letters(member: Any) -> QuerySet[Letter]:
    """Letters of her own agency, of cases that she opens."""
    return Letter.objects.filter(case__in=visible_cases(member), agency_id=member.agency_id)


def get_letter_or_404(member: Any, case: Case, letter_id: UUID) -> Letter:
    """A letter under its own case only."""
    found = visible_letters(member).select_related("agency", "signed_by")
    letter = found.filter(case=case, pk=letter_id).first()
    if letter is None:
        raise Http404
    letter.case = case
    return letter
