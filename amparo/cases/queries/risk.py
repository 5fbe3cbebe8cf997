"""Her risk: what was assessed, whether it still holds, and when it falls due."""

from datetime import date
from typing import Any

from django.db.models import Case as Choose
from django.db.models import DateField, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Least, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.cases import contacting, due_dates
from amparo.cases.enums.risk import AtRisk, Level
from amparo.cases.models import Case
from amparo.cases.models.risk import RiskAssessment
from amparo.cases.parts import Part, Shelf, case_part
from amparo.cases.policies import risk as policies
from amparo.core import clock
from amparo.core.decisions import Decision
from amparo.core.question import Question
from amparo.people.models import Contact

PARTS = [str(part) for part in AtRisk]
# The highest first.
ORDER = (Level.HIGH, Level.MEDIUM, Level.LOW)


def assessments(case: Case, *, most: int = 20) -> list[RiskAssessment]:
    """The last assessments, the newest first."""
    found = list(case.risk_assessments.select_related("assessed_by")[:most])
    for each in found:
        each.case = case
    return found


_newest = Question(
    lambda case: RiskAssessment.objects.filter(case=case).select_related("assessed_by")
)


def newest(case: Case) -> RiskAssessment | None:
    found = _newest.first(case.pk)
    if found is not None:
        found.case = case
    return found


def standing(case: Case, assessment: RiskAssessment | None) -> Decision:
    """Whether it still holds today."""
    contacts = _contacts(case) if assessment else ()
    return policies.is_current(assessment, on=clock.today(), contacts=contacts)


def lines(assessment: RiskAssessment) -> list[tuple[Any, Any, str]]:
    """Part by part: who it is about, the level and why."""
    return [
        (part.label, Level(getattr(assessment, part)), assessment.reasons.get(part, ""))
        for part in AtRisk
    ]


def _contacts(case: Case) -> list[date]:
    names = [f"contact_{place}" for place in range(len(contacting.RULES))]
    row = _with_contacts(Case.objects.filter(pk=case.pk)).values_list(*names).first() or ()
    return [day for day in row if day]


def _with_contacts(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Cases with the first day, by each rule, on which somebody was with her since."""
    last = RiskAssessment.objects.filter(case=OuterRef("pk")).order_by("-assessed_at")
    found = cases.annotate(
        risk_at=Subquery(last.values("assessed_at")[:1]),
        risk_on=Subquery(last.values("assessed_on")[:1]),
        risk_next=Subquery(last.values("next_due_on")[:1]),
    )
    days = {
        f"contact_{place}": Subquery(rule()[:1], output_field=DateField())
        for place, rule in enumerate(contacting.RULES)
    }
    return found.annotate(**days)


@contacting.counts_as_contact
def _contacts_with_her() -> QuerySet:
    since = Contact.objects.filter(person=OuterRef("person_id"), at__gt=OuterRef("risk_at"))
    day = TruncDate("at", tzinfo=clock.programme_zone())
    return since.order_by("at").annotate(day=day).values("day")


@due_dates.rule(
    "risk",
    day="risk_due_on",
    what=lambda row: _("Her risk is to be assessed again"),
    url=lambda row: reverse("cases:risk", args=[row.pk]),
)
def _due(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Cases whose risk was assessed once: due on its day, or after the first contact since."""
    found = _with_contacts(cases).filter(risk_next__isnull=False)
    due: Any = F("risk_next")
    for place in range(len(contacting.RULES)):
        name = f"contact_{place}"
        due = Choose(When(**{f"{name}__isnull": True}, then=due), default=Least(due, F(name)))
    return found.annotate(risk_due_on=due)


@case_part
def _on_the_case_page(member: Any, case: Case) -> Part | None:
    if not policies.can_see(case, by=member):
        return None
    url, title = reverse("cases:risk", args=[case.pk]), _("Risk")
    assessment = newest(case)
    decision = standing(case, assessment)
    if assessment is None:
        return Part(Shelf.SAFETY, title, url, _("none yet"), "waiting")
    if not decision:
        return Part(Shelf.SAFETY, title, url, _("Due again"), "urgent")
    held = {Level(getattr(assessment, part)) for part in PARTS}
    highest = next((level for level in ORDER if level in held), Level.NOT_ASSESSED)
    return Part(Shelf.SAFETY, title, url, highest.label, TONES[highest])


TONES = {
    Level.HIGH: "urgent",
    Level.MEDIUM: "waiting",
    Level.LOW: "good",
    Level.NOT_ASSESSED: "neutral",
}
