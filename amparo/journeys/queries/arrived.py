"""Who arrived between two days, by the account of who received them."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import Min, Q, QuerySet

from amparo.agencies.models import Agency
from amparo.assistance.queries import given
from amparo.core import clock
from amparo.journeys.enums import JourneyState, Pathway, ReturnVerdict, Side, StepKind
from amparo.journeys.models import Journey, Reintegration, ReturnAssessment, Step
from amparo.journeys.policies.gates import HOLDS
from amparo.people.enums import Answer, Block, Purpose
from amparo.people.models import Consent
from amparo.projects.models import Project


def arrived(pathway: str, *, first: date, last: date, **whose: Any) -> QuerySet[Journey]:
    """Journeys with a case here whose arrival was told, each on the first day that was told. One
    that was called off as well is a riddle, and no arrival."""
    there = [JourneyState.ARRIVED, JourneyState.CLOSED]
    rows = Journey.objects.filter(pathway=pathway, state__in=there, case__isnull=False)
    rows = _of(rows, last=last, **whose)
    rows = rows.annotate(arrived_on=Min("steps__day", filter=Q(steps__kind=StepKind.ARRIVAL)))
    return rows.filter(arrived_on__range=(first, last))


def _of(
    rows: QuerySet[Any],
    *,
    last: date,
    agency: Agency | None = None,
    project: Project | None = None,
) -> QuerySet[Any]:
    """Those of an agency; of a project, those of cases that got something of it."""
    if agency is not None:
        rows = rows.filter(case__agency=agency)
    if project is not None:
        held = given(first=None, last=last, agency=agency, project=project)
        rows = rows.filter(case__in=held.values("case"))
    return rows


def left_here(*, first: date, last: date, **whose: Any) -> list[Journey]:
    """Returns that set out from here and arrived in these days."""
    rows = arrived(Pathway.RETURN, first=first, last=last, **whose)
    return list(rows.filter(side=Side.SENDING).select_related("case__person", "office"))


def was_in_order(journey: Journey) -> bool:
    """Whether, on the day she set out, her yes lived and an assessment of the last days stood: as
    it is recorded now."""
    left = _left_on(journey)
    return left is not None and _was_assessed(journey, left) and _had_her_yes(journey, left)


def _left_on(journey: Journey) -> date | None:
    rows = Step.objects.filter(journey=journey, kind=StepKind.DEPARTURE).order_by("number")
    return rows.values_list("day", flat=True).first()


def _was_assessed(journey: Journey, left: date) -> bool:
    held = ReturnAssessment.objects.filter(journey=journey, assessed_on__lte=left)
    latest = held.order_by("assessed_on", "recorded_at").last()
    if latest is None or latest.verdict == ReturnVerdict.UNSAFE:
        return False
    return left - latest.assessed_on <= HOLDS


def _had_her_yes(journey: Journey, left: date) -> bool:
    begin = datetime.combine(left, time.min, tzinfo=clock.programme_zone())
    rows = Consent.objects.filter(
        Q(expires_on__isnull=True) | Q(expires_on__gte=left),
        Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=begin),
        person=journey.case.person_id, purpose=Purpose.RETURN, block=Block.IDENTITY,
        answer=Answer.GRANTED, given_on__lte=left,
    )  # fmt: skip
    for each in rows:
        each.person = journey.case.person
    return any(each.recipient_name == journey.office.name for each in rows)


def days_from_request(journey: Journey) -> int | None:
    """From the first request to the arrival; unknown where one of the two days must be wrong."""
    asked = journey.steps.filter(kind=StepKind.REQUEST).order_by("number").first()
    there = journey.steps.filter(kind=StepKind.ARRIVAL).order_by("number").first()
    days = (there.day - asked.day).days if asked and there else -1
    return days if days >= 0 else None


def ended(*, first: date, last: date, **whose: Any) -> QuerySet[Reintegration]:
    """Reintegrations that ended in these days, or of which it was known in them that she was
    trafficked again."""
    within = (first, last)
    rows = Reintegration.objects.filter(Q(ended_on__range=within) | Q(again_on__range=within))
    return _of(rows, last=last, **whose)
