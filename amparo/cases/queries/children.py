"""A child's case: what stands, what is missing, what is due, and what may happen to her."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.cases import due_dates
from amparo.cases.before_closing import WayOut, before_ending, way_out
from amparo.cases.enums.children import Question
from amparo.cases.models import BestInterests, Case, ChildMeasure, ChildNotice, RestoredRight
from amparo.cases.parts import Part, Shelf, case_part
from amparo.cases.policies import children as policies
from amparo.core import clock
from amparo.core.decisions import ALLOWED, Decision
from amparo.people.models import Guardian
from amparo.people.policies import children as people_policies
from amparo.people.queries import age, children
from amparo.people.queries.children import Stands

WEEK = timedelta(days=7)


def is_child(case: Case) -> bool:
    return age.is_treated_as_child(case.person, on=clock.today())


def serves_her(case: Case, question: str) -> Decision:
    """Whether this may happen to her now: closing, transfer, return or reunification."""
    decided = case.best_interests.filter(question=question).order_by("-recorded_at").first()
    since = _taken_up_again(case)
    return policies.serves_her(question, is_child=is_child(case), decided=decided, since=since)


def _taken_up_again(case: Case) -> datetime | None:
    days = case.reopenings.order_by("-recorded_at").values_list("recorded_at", flat=True)
    return days.first()


@before_ending
def _best_interests(case: Case, status: str, reason: str) -> Decision:
    question = policies.question_of(status, reason)
    return ALLOWED if question is None else serves_her(case, question)


@way_out
def _to_her_best_interests(case: Case) -> WayOut | None:
    """For a child of whom nobody determined yet that the end of her case serves her."""
    if not is_child(case) or serves_her(case, Question.CLOSING):
        return None
    words = _("For a child a body determines first whether this serves her. Write it down")
    return WayOut(words, reverse("cases:child_new", args=[case.pk, "best-interests"]))


@dataclass(frozen=True)
class Gate:
    """One question of the best interests: whether it may happen, and whether anybody determined."""

    question: Any
    may: Decision
    is_determined: bool


@dataclass(frozen=True)
class Child:
    """Everything that the page about a child shows."""

    is_child: bool
    by_dates: Any
    findings: list
    guardians: list[Stands]
    notices: list[ChildNotice]
    measures: list[ChildMeasure]
    rights: list[RestoredRight]
    determinations: list[BestInterests]
    represented: Decision
    notice_due: bool
    gates: list[Gate]

    @property
    def of_age_on(self) -> Any:
        newest = self.findings[0] if self.findings else None
        assessed = newest is not None and newest.youngest is not None
        return people_policies.of_age_on(newest) if assessed else None


def child_of(case: Case) -> Child:
    today, person = clock.today(), case.person
    guardians = children.guardians(person, on=today)
    notices = _of(case, case.child_notices.all())
    unsafe = [each.guardian.unsafe_since or today for each in guardians if each.is_unsafe]
    determinations = _of(case, case.best_interests.all())
    return Child(
        is_child=is_child(case),
        by_dates=age.by_dates(person, on=today),
        findings=age.findings(person),
        guardians=guardians,
        notices=notices,
        measures=_of(case, case.child_measures.all()),
        rights=_of(case, case.restored_rights.all()),
        determinations=determinations,
        represented=people_policies.represents(each.may for each in guardians),
        notice_due=any(not any(n.told_on >= day for n in notices) for day in unsafe),
        gates=_gates(case, determinations),
    )


def _gates(case: Case, determinations: list[BestInterests]) -> list[Gate]:
    since = _taken_up_again(case)
    determined = {
        each.question for each in determinations if policies.holds_still(each, since=since)
    }
    return [
        Gate(question.label, serves_her(case, question), question in determined)
        for question in Question
    ]


def _of(case: Case, rows: QuerySet) -> list:
    found = list(rows.select_related("recorded_by"))
    for row in found:
        row.case = case
    return found


# On the case page and among what is due


@case_part
def _on_the_case_page(member: Any, case: Case) -> Part | None:
    if not policies.can_see(case, by=member):
        return None
    url = reverse("cases:child", args=[case.pk])
    if not is_child(case):
        dates = age.by_dates(case.person, on=clock.today())
        return Part(Shelf.FINDING_OUT, _("Her age"), url, dates.label)
    standing = children.guardians(case.person, on=clock.today())
    if any(each.is_unsafe for each in standing) and child_of(case).notice_due:
        return Part(Shelf.SAFETY, _("A child"), url, _("Tell the authority at once"), "urgent")
    if not any(each.may for each in standing):
        return Part(Shelf.SAFETY, _("A child"), url, _("Nobody represents her"), "waiting")
    return Part(Shelf.SAFETY, _("A child"), url, _("Treated as a child"), "good")


def _page(row: Any) -> str:
    return reverse("cases:child", args=[getattr(row, "case_id", row.pk)])


@due_dates.rule(
    "child_notice",
    day="unsafe_since",
    what=lambda row: _("The child protection authority is to be told at once"),
    url=_page,
)
def _notice_is_due(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Since a guardian became unsafe, nobody told the authority."""
    unsafe = Guardian.objects.filter(person=OuterRef("person"), unsafe_since__isnull=False)
    first = unsafe.order_by().values("person").annotate(day=Min("unsafe_since")).values("day")
    last = unsafe.order_by("-unsafe_since").values("unsafe_since")
    told = ChildNotice.objects.filter(case=OuterRef("pk")).order_by("-told_on").values("told_on")
    found = cases.annotate(
        unsafe_since=Subquery(first[:1]), unsafe_last=Subquery(last[:1]), told=Subquery(told[:1])
    )
    untold = Q(told__isnull=True) | Q(told__lt=F("unsafe_last"))
    return found.filter(untold, unsafe_since__isnull=False)


@due_dates.rule(
    "child_notice_answer",
    day="ask_again_on",
    what=lambda row: _("A notice to the child protection authority was not acknowledged yet"),
    url=_page,
)
def _unanswered(cases: QuerySet[Case]) -> QuerySet[ChildNotice]:
    return ChildNotice.objects.filter(case__in=cases, acknowledged_on__isnull=True)


@due_dates.rule(
    "child_measure",
    day="until",
    ahead=WEEK,
    lapses=True,
    what=lambda row: _("A protection measure for a child ends"),
    url=_page,
)
def _ending(cases: QuerySet[Case]) -> QuerySet[ChildMeasure]:
    return ChildMeasure.objects.filter(case__in=cases, until__isnull=False)


@due_dates.rule(
    "child_measure_review",
    day="review_on",
    what=lambda row: _("A protection measure for a child is to be looked at again"),
    url=_page,
)
def _to_review(cases: QuerySet[Case]) -> QuerySet[ChildMeasure]:
    held = ChildMeasure.objects.filter(case__in=cases, review_on__isnull=False)
    return held.filter(Q(until__isnull=True) | Q(until__gte=clock.today()))


@due_dates.rule(
    "restored_right",
    day="follow_up_on",
    what=lambda row: _("A right of a child is to be followed up"),
    url=_page,
)
def _to_restore(cases: QuerySet[Case]) -> QuerySet[RestoredRight]:
    return RestoredRight.objects.filter(case__in=cases, restored_on__isnull=True)
