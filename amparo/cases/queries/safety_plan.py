"""Her safety plan: its versions, whether the last one holds, and when it falls due."""

from typing import Any

from django.db.models import Case as Choose
from django.db.models import DateField, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Least
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency
from amparo.cases import due_dates
from amparo.cases.enums.safety_plan import MadeWith, PlanPart
from amparo.cases.models import Case, PublicLine, RiskAssessment, SafetyPlan
from amparo.cases.parts import Part, Shelf, case_part
from amparo.cases.policies import safety_plan as policies
from amparo.core import clock
from amparo.core.decisions import Decision
from amparo.core.question import Question
from amparo.people import notice


def versions(case: Case, *, most: int = 20) -> list[SafetyPlan]:
    """The last versions, the newest first."""
    found = list(case.safety_plans.select_related("written_by")[:most])
    for each in found:
        each.case = case
    return found


_newest = Question(lambda case: SafetyPlan.objects.filter(case=case).select_related("written_by"))


def newest(case: Case) -> SafetyPlan | None:
    found = _newest.first(case.pk)
    if found is not None:
        found.case = case
    return found


def lines(plan: SafetyPlan) -> list[tuple[Any, str]]:
    """Part by part what she said; nothing of a part that she left empty."""
    return [(part.label, plan.parts[part]) for part in PlanPart if plan.parts.get(part)]


def standing(case: Case, plan: SafetyPlan | None) -> Decision:
    """Whether it still holds today."""
    changed = plan is not None and _changed_since().filter(
        case=case, assessed_at__gt=plan.written_at
    )
    return policies.is_current(plan, on=clock.today(), risk_changed=bool(changed and list(changed)))


def our_names() -> list[str]:
    """Names that would tell whose paper it is."""
    return [*Agency.objects.values_list("name", flat=True), notice.controller()["controller"]]


def known_lines() -> list[str]:
    """Numbers that others know: of lines on the public page, and of who answers for the data."""
    numbers = list(PublicLine.objects.values_list("number", flat=True))
    return [*numbers, notice.controller()["contact"]]


def _changed_since() -> QuerySet[RiskAssessment]:
    return RiskAssessment.objects.filter(unchanged=False)


@due_dates.rule(
    "safety_plan",
    day="plan_due_on",
    what=lambda row: _("Her safety plan is to be looked at again"),
    url=lambda row: reverse("cases:safety_plan", args=[row.pk]),
)
def _due(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Cases with a plan: due on its day, or when her risk was assessed anew and has changed; a
    sketch that was not made with her, since the day it was written."""
    last = SafetyPlan.objects.filter(case=OuterRef("pk")).order_by("-number")
    risk = _changed_since().filter(case=OuterRef("pk"), assessed_at__gt=OuterRef("plan_at"))
    found = cases.annotate(
        plan_at=Subquery(last.values("written_at")[:1]),
        plan_on=Subquery(last.values("written_on")[:1]),
        plan_with=Subquery(last.values("made_with")[:1]),
        plan_next=Subquery(last.values("next_due_on")[:1]),
    ).filter(plan_next__isnull=False)
    changed = Subquery(risk.order_by("assessed_at").values("assessed_on")[:1])
    found = found.annotate(risk_changed_on=changed)
    due = Choose(
        When(plan_with=MadeWith.NOT_YET, then=F("plan_on")),
        When(risk_changed_on__isnull=True, then=F("plan_next")),
        default=Least(F("plan_next"), F("risk_changed_on")),
        output_field=DateField(),
    )
    return found.annotate(plan_due_on=due)


@case_part
def _on_the_case_page(member: Any, case: Case) -> Part | None:
    if not policies.can_see(case, by=member):
        return None
    url, title = reverse("cases:safety_plan", args=[case.pk]), _("Safety plan")
    plan = newest(case)
    if plan is None:
        return Part(Shelf.SAFETY, title, url, _("none yet"), "waiting")
    if not standing(case, plan):
        return Part(Shelf.SAFETY, title, url, _("Due again"), "urgent")
    return Part(Shelf.SAFETY, title, url, _("Made with her"), "good")
