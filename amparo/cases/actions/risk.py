"""Assessing her risk, each time anew."""

from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.cases.enums.risk import AtRisk, Level
from amparo.cases.models import Case
from amparo.cases.models.risk import RiskAssessment
from amparo.cases.policies import risk as policies
from amparo.cases.queries import risk as queries
from amparo.core import clock


@transaction.atomic
def assess_risk(
    *,
    by: Any,
    case: Case,
    levels: dict[str, str],
    reasons: dict[str, str],
    next_due_on: date,
    lessened_by: str = "",
    unchanged: bool = False,
) -> RiskAssessment:
    """Keep the levels that the assessor chose, part by part, and why. Nothing is computed."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    today = clock.today()
    policies.can_assess(held, by=by, today=today, next_due_on=next_due_on).or_refuse()
    assessment = RiskAssessment(
        case=held,
        assessed_at=clock.now(),
        assessed_on=today,
        assessed_by=by if isinstance(by, Member) else None,
        reasons=reasons,
        lessened_by=lessened_by,
        next_due_on=next_due_on,
        unchanged=unchanged,
        **{part.value: levels.get(part, Level.NOT_ASSESSED) for part in AtRisk},
    )
    assessment.save(force_insert=True)
    detail = {"unchanged": unchanged}
    audit.record("risk_assessed", by=by, about=assessment, fields=list(levels), detail=detail)
    return assessment


@transaction.atomic
def risk_unchanged(*, by: Any, case: Case, seen: Any, next_due_on: date) -> RiskAssessment:
    """She was asked, and it is as before: the levels she was shown, with today's date."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    newest = queries.newest(held)
    policies.can_say_unchanged(newest, seen).or_refuse()
    return assess_risk(
        by=by,
        case=held,
        levels={part.value: getattr(newest, part) for part in AtRisk},
        reasons=newest.reasons,
        lessened_by=newest.lessened_by,
        next_due_on=next_due_on,
        unchanged=True,
    )
