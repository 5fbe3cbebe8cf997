"""The only door to a medicine, under its own case only."""

from uuid import UUID

from django.http import Http404

from amparo.assistance.models import Medication
from amparo.cases.models import Case


def medication_of(case: Case, medication_id: UUID) -> Medication:
    found = Medication.objects.filter(case=case, pk=medication_id).first()
    if found is None:
        raise Http404
    found.case = case
    return found
