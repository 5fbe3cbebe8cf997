"""How she is accompanied: visits, what changed in her life, what is due, and how it ended."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import DateField, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Cast, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.assistance.enums.plan import PlanState
from amparo.assistance.models import Plan, PlanAction
from amparo.assistance.queries import plan as plans
from amparo.cases import contacting, due_dates
from amparo.cases.before_closing import WayOut, before_closing, way_out
from amparo.cases.models import Case, RiskAssessment
from amparo.cases.parts import Part, Shelf, case_part
from amparo.core import clock
from amparo.core.decisions import ALLOWED, Decision
from amparo.core.question import Question
from amparo.journeys import life
from amparo.journeys.enums.grants import TrancheState
from amparo.journeys.enums.reintegration import (
    SETTLES,
    Dimension,
    LifeAnswer,
    Trend,
    VisitOutcome,
)
from amparo.journeys.models import (
    ActionDimension,
    Grant,
    LostContact,
    Reintegration,
    Tranche,
    Visit,
    VisitDay,
)
from amparo.journeys.policies import reintegration as policies
from amparo.people import keeping
from amparo.people.enums.contact import Channel
from amparo.people.models import Person
from amparo.people.policies.contact import Rules
from amparo.people.queries import contact
from amparo.people.queries.keeping import day_of

SIGNS = {
    LifeAnswer.IN_PLACE: "●",
    LifeAnswer.PARTLY: "◐",
    LifeAnswer.NOT_YET: "○",
    LifeAnswer.REFUSED: "–",
    LifeAnswer.NOT_ASKED: "·",
}
ARROWS = {Trend.BETTER: "↗", Trend.SAME: "→", Trend.WORSE: "↘", Trend.OPEN: "?"}
TONES = {Trend.BETTER: "good", Trend.WORSE: "waiting"}


def all_of(case: Case) -> list[Reintegration]:
    found = list(case.reintegrations.select_related("begun_by", "ended_by"))
    for each in found:
        each.case = case
    return found


# Visits


def visits(reintegration: Reintegration) -> list[Visit]:
    """Every visit and attempt, the newest first."""
    found = list(reintegration.visits.select_related("visited_by", "struck_by"))
    for each in found:
        each.reintegration = reintegration
    return found


def settled(reintegration: Reintegration) -> set[int]:
    """The visits that need not be asked for again."""
    found = reintegration.visits.filter(struck_at__isnull=True, outcome__in=SETTLES)
    return set(found.exclude(months=None).values_list("months", flat=True))


def first_visit_on(reintegration: Reintegration) -> date | None:
    """The day of the first visit or attempt that stands."""
    found = reintegration.visits.filter(struck_at__isnull=True)
    return found.order_by("held_on").values_list("held_on", flat=True).first()


@dataclass(frozen=True)
class DayLine:
    """A visit that is due by a day, and how that stands."""

    day: VisitDay
    visit: Visit | None
    late: bool


def day_lines(reintegration: Reintegration, *, on: date) -> list[DayLine]:
    held = {
        each.months: each
        for each in visits(reintegration)
        if each.struck_at is None and each.outcome in SETTLES
    }
    return [
        DayLine(
            day,
            held.get(day.months),
            reintegration.is_open and day.months not in held and day.due_on < on,
        )
        for day in reintegration.visit_days.all()
    ]


def next_months(reintegration: Reintegration) -> int | None:
    """Which visit comes next; the beginning first, while nothing was asked yet."""
    done = settled(reintegration)
    return next((each for each in (policies.BEGINNING, *policies.MONTHS) if each not in done), None)


def late_days() -> QuerySet[VisitDay]:
    """The days of visits that were not held, of who is still accompanied."""
    held = Visit.objects.filter(
        reintegration=OuterRef("reintegration"),
        months=OuterRef("months"),
        outcome__in=sorted(SETTLES),
        struck_at__isnull=True,
    )
    return VisitDay.objects.filter(~Exists(held), reintegration__ended_on__isnull=True)


# Whether she may be contacted: her own rules, and those of whatever else is about her


def rules_at(person: Person, at: datetime) -> tuple[Rules | None, list[Rules | None]]:
    """As they were known at a moment."""
    said = contact.rules_of(contact.at_that_time(person, at))
    return said, contact.other_rules(person, at=at)


def rules_now(person: Person) -> tuple[Rules | None, list[Rules | None]]:
    return contact.rules_of(contact.current(person)), contact.other_rules(person)


def ways_now(person: Person, *, at: datetime | None = None) -> list[Channel]:
    """By which ways this room proposes to contact her at a moment."""
    rules, others = rules_now(person)
    return policies.open_ways(rules, others, at=at or clock.now())


def has_phrase(person: Person) -> bool:
    said = contact.current(person)
    return bool(said is not None and said.code_phrase)


# What changed in her life. Read each time, and kept nowhere.


@dataclass(frozen=True)
class Cell:
    answer: str

    @property
    def sign(self) -> str:
        return SIGNS[LifeAnswer(self.answer)]

    @property
    def words(self) -> str:
        return str(LifeAnswer(self.answer).label)


@dataclass(frozen=True)
class QuestionLine:
    """One question: how it stood at each visit, the oldest first, and what changed since then."""

    label: str
    cells: list[Cell]
    trend: Trend

    @property
    def arrow(self) -> str:
        return ARROWS[self.trend]

    @property
    def tone(self) -> str:
        return TONES.get(self.trend, "neutral")


@dataclass(frozen=True)
class SideLine:
    """One side of her life: its questions, what is in place at each visit, what can be compared."""

    dimension: Dimension
    questions: list[QuestionLine]
    tallies: list[policies.Tally]
    # Of the questions that were answered both times: how many, in place then, in place now.
    compared: int
    then: int
    now: int


def asked(found: list[Visit]) -> list[Visit]:
    """The visits at which something was answered, the oldest first."""
    held = [
        each
        for each in found
        if each.struck_at is None and each.outcome == VisitOutcome.DONE and each.answers
    ]
    return sorted(held, key=lambda each: (each.at, each.recorded_at))


def side_lines(found: list[Visit]) -> list[SideLine]:
    """`found`: visits with answers, the oldest first. First and last are set side by side."""
    if not found:
        return []
    version = found[-1].list_version
    return [_side(dimension, found, version) for dimension in Dimension]


def _side(dimension: Dimension, found: list[Visit], version: str) -> SideLine:
    questions = [each for each in life.questions(version) if each.dimension == dimension]
    codes = [each.code for each in questions]
    first, last = found[0], found[-1]
    # A question of another list may bear the same code and ask another thing.
    read = [each.answers if each.list_version == version else {} for each in found]
    same_list = len(found) > 1 and first.list_version == version
    both = policies.comparable(read[0], read[-1], codes, same_list=same_list)
    return SideLine(
        dimension,
        [_question(each, read, same_list=same_list) for each in questions],
        [policies.tally(answers, codes) for answers in read],
        len(both),
        policies.tally(first.answers, both).in_place,
        policies.tally(last.answers, both).in_place,
    )


def _question(
    question: life.Question, read: list[dict[str, str]], *, same_list: bool
) -> QuestionLine:
    said = [answers.get(question.code, LifeAnswer.NOT_ASKED) for answers in read]
    change = policies.trend(said[0], said[-1]) if same_list else Trend.OPEN
    return QuestionLine(question.label, [Cell(each) for each in said], change)


# Her plan, by the sides of her life


@dataclass(frozen=True)
class PlanSide:
    dimension: Dimension | None
    actions: list[PlanAction]


def approved_plan(case: Case) -> Plan | None:
    found = Plan.objects.filter(case=case, state=PlanState.APPROVED).first()
    if found is not None:
        found.case = case
    return found


def plan_actions(case: Case) -> list[PlanAction]:
    plan = approved_plan(case)
    if plan is None:
        return []
    return [action for goal in plans.goals(plan) for action in goal.actions.all()]


def sides_of(reintegration: Reintegration) -> dict[UUID, str]:
    found = ActionDimension.objects.filter(reintegration=reintegration)
    return dict(found.values_list("thread", "dimension"))


def plan_sides(reintegration: Reintegration) -> list[PlanSide]:
    """The actions of the approved plan by the side of her life; those without one come last."""
    chosen, actions = sides_of(reintegration), plan_actions(reintegration.case)
    found = [
        PlanSide(side, [each for each in actions if chosen.get(each.thread) == side])
        for side in Dimension
    ]
    rest = PlanSide(None, [each for each in actions if each.thread not in chosen])
    return [each for each in (*found, rest) if each.actions]


# How it ends


def standing(reintegration: Reintegration) -> policies.Standing:
    held = reintegration.visits.filter(struck_at__isnull=True)
    return policies.Standing(
        last_visit=policies.LAST in settled(reintegration),
        searching=LostContact.objects.filter(
            reintegration=reintegration, ended_on__isnull=True
        ).exists(),
        promised=promised(reintegration).count(),
        opinion=policies.was_asked(held.values_list("opinion", flat=True)),
    )


def promised(reintegration: Reintegration) -> QuerySet[Tranche]:
    found = Tranche.objects.filter(grant__reintegration=reintegration)
    return found.filter(state=TrancheState.PROMISED)


def outcomes(cases: QuerySet[Case]) -> list[tuple[UUID, str]]:
    """How accompanying ended, case by case, the last one of each that ended or that is known to
    have gone wrong since. For counts to come; of this room alone nothing is published."""
    found = Reintegration.objects.filter(case__in=cases).order_by("begun_on", "recorded_at")
    ended = {each.case_id: each.outcome for each in found.defer("place", "end_words")}
    return [(case, outcome) for case, outcome in ended.items() if outcome]


@before_closing
def _nobody_is_left_halfway(case: Case) -> Decision:
    if not Reintegration.objects.filter(case=case, ended_on__isnull=True).exists():
        return ALLOWED
    return Decision(
        _("She is still being accompanied. End that first; she can end it whenever she wants.")
    )


@before_closing
def _she_is_safe_again(case: Case) -> Decision:
    again = Reintegration.objects.filter(case=case, again_at__isnull=False)
    since = RiskAssessment.objects.filter(case=case, assessed_at__gte=OuterRef("again_at"))
    if not again.exclude(Exists(since)).exists():
        return ALLOWED
    return Decision(_("It became known that she was in danger again. Assess her risk first."))


@way_out
def _to_the_end(case: Case) -> WayOut | None:
    if _nobody_is_left_halfway(case):
        return None
    return WayOut(_("End accompanying her"), reverse("journeys:reintegration_end", args=[case.pk]))


# What is due, and what counts


@due_dates.rule(
    "follow_up_visit",
    day="due_on",
    what=lambda row: _("A visit is due"),
    url=lambda row: reverse("journeys:reintegration", args=[row.case_id]),
    ahead=timedelta(days=7),
)
def _visits_due(cases: QuerySet[Case]) -> QuerySet[VisitDay]:
    found = late_days().filter(reintegration__case__in=cases)
    return found.annotate(case_id=F("reintegration__case_id"))


@due_dates.rule(
    "risk_after_danger",
    day="told_on",
    what=lambda row: _("Her risk is to be assessed today"),
    url=lambda row: reverse("cases:risk", args=[row.case_id]),
)
def _danger_again(cases: QuerySet[Case]) -> QuerySet[Reintegration]:
    """Where it was never assessed; elsewhere it falls due by what counts as a contact."""
    assessed = RiskAssessment.objects.filter(case=OuterRef("case"))
    found = Reintegration.objects.filter(~Exists(assessed), case__in=cases, again_on__isnull=False)
    day = TruncDate("again_at", tzinfo=clock.programme_zone())
    return found.annotate(told_on=Cast(day, DateField()))


@contacting.counts_as_contact
def _danger_told() -> QuerySet[Reintegration]:
    since = Reintegration.objects.filter(case=OuterRef("pk"), again_at__gt=OuterRef("risk_at"))
    day = TruncDate("again_at", tzinfo=clock.programme_zone())
    return since.order_by("again_at").annotate(day=day).values("day")


@keeping.counts_as_activity
def _activity(ids: Collection[UUID]) -> Iterator[tuple[UUID, date]]:
    held = Reintegration.objects.filter(case__person__in=ids)
    for person, *days in held.values_list("case__person_id", "recorded_at", "ended_on", "again_at"):
        recorded, ended, told = days
        yield person, day_of(recorded)
        yield from ((person, day) for day in (ended, told and day_of(told)) if day)
    visited = Visit.objects.filter(reintegration__case__person__in=ids)
    yield from visited.values_list("reintegration__case__person_id", "held_on")
    granted = Grant.objects.filter(reintegration__case__person__in=ids)
    yield from granted.values_list("reintegration__case__person_id", "promised_on")


_newest = Question(
    lambda case: (
        Reintegration.objects.filter(case=case)
        .order_by("-begun_on", "-recorded_at")
        .values_list("pk", "ended_on")
    )
)


@case_part
def _on_the_case_page(member: Any, case: Case) -> Part:
    url, title = reverse("journeys:reintegration", args=[case.pk]), _("Reintegration")
    found = _newest.first(case.pk)
    if found is None:
        return Part(Shelf.HELP, title, url)
    pk, ended_on = found
    if ended_on is not None:
        return Part(Shelf.HELP, title, url, _("ended"))
    if LostContact.objects.filter(reintegration=pk, ended_on__isnull=True).exists():
        return Part(Shelf.HELP, title, url, _("contact is lost"), "urgent")
    today = clock.today()
    if late_days().filter(reintegration=pk, due_on__lte=today).exists():
        return Part(Shelf.HELP, title, url, _("a visit is due"), "urgent")
    return Part(Shelf.HELP, title, url, _("goes on"), "good")
