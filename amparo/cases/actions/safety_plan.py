"""Keeping what she plans to stay safe, and making the paper that she chose to carry."""

from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.cases.enums.safety_plan import MadeWith
from amparo.cases.models import Case, SafetyPlan
from amparo.cases.policies import safety_plan as policies
from amparo.cases.queries import safety_plan as queries
from amparo.core import clock


@transaction.atomic
def keep_safety_plan(
    *,
    by: Any,
    case: Case,
    parts: dict[str, str],
    next_due_on: date,
    seen: str = "",
    made_with: str = MadeWith.HER,
    card_kind: str = "",
    card_lines: str = "",
    card_phone: str = "",
) -> SafetyPlan:
    """Keep one more version of her safety plan. `seen`: the number of the one she looked at."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    before, today = queries.newest(held), clock.today()
    policies.can_keep(held, by=by, parts=parts, next_due_on=next_due_on, today=today).or_refuse()
    policies.is_what_was_seen(before, seen).or_refuse()
    policies.fits_a_card(card_lines).or_refuse()
    policies.is_neutral(card_lines, ours=queries.our_names()).or_refuse()
    policies.is_a_quiet_number(card_phone, known=queries.known_lines()).or_refuse()
    plan = SafetyPlan(
        case=held,
        number=before.number + 1 if before else 1,
        written_at=clock.now(),
        written_on=today,
        written_by=by if isinstance(by, Member) else None,
        made_with=made_with,
        parts={name: words for name, words in parts.items() if words.strip()},
        card_kind=card_kind,
        card_lines=card_lines if card_kind else "",
        card_phone=card_phone if card_kind else "",
        next_due_on=next_due_on,
    )
    plan.save(force_insert=True)
    detail = {"number": plan.number, "with": made_with}
    audit.record("safety_plan_kept", by=by, about=plan, fields=list(plan.parts), detail=detail)
    return plan


@transaction.atomic
def make_safety_card(*, by: Any, case: Case, as_pdf: bool) -> SafetyPlan:
    """Make the small paper that she chose to carry. It is read once more before it is printed."""
    plan = queries.newest(case)
    policies.can_see(case, by=by).or_refuse()
    policies.has_card(plan).or_refuse()
    policies.is_neutral(plan.card_lines, ours=queries.our_names()).or_refuse()
    policies.is_a_quiet_number(plan.card_phone, known=queries.known_lines()).or_refuse()
    detail = {"number": plan.number, "form": "pdf" if as_pdf else "page"}
    audit.record("safety_card_made", by=by, about=plan, detail=detail)
    return plan
