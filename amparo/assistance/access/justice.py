"""The only door to a day before an authority, under its own case only."""

from uuid import UUID

from django.http import Http404

from amparo.assistance.models import JusticeDate
from amparo.cases.models import Case


def date_of(case: Case, date_id: UUID) -> JusticeDate:
    found = JusticeDate.objects.filter(case=case, pk=date_id).first()
    if found is None:
        raise Http404
    found.case = case
    return found
