"""Writing down what a person needs."""

from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.assistance.models import NeedsAssessment
from amparo.assistance.policies import needs as policies
from amparo.cases.models import Case
from amparo.core import clock


@transaction.atomic
def assess(
    *, by: Any, case: Case, assessed_on: date, list_version: str, answers: dict, note: str = ""
) -> NeedsAssessment:
    """Keep what she answered on a day. It is never changed: the next one stands beside it."""
    policies.can_assess(case, by=by, assessed_on=assessed_on, today=clock.today()).or_refuse()
    assessment = NeedsAssessment(
        case=case,
        assessed_on=assessed_on,
        list_version=list_version,
        answers=answers,
        note=note,
        assessed_by=by,
    )
    assessment.save(force_insert=True)
    audit.record("needs_assessed", by=by, about=assessment, fields=["answers", "note"])
    return assessment
