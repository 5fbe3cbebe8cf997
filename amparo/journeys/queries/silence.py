"""Which word is awaited in a journey, and who sees that it is late."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from amparo.agencies import waiting
from amparo.agencies.roles import Permission
from amparo.cases import due_dates
from amparo.cases.models import Case
from amparo.core import clock
from amparo.journeys.access import journey as access
from amparo.journeys.enums import OVER, Side
from amparo.journeys.models import Awaited, Journey, Step
from amparo.journeys.policies import silence as policies
from amparo.journeys.policies.silence import File, Owed
from amparo.journeys.queries.steps import as_said
from amparo.people.queries.keeping import day_of


def owed(journey: Journey) -> list[Owed]:
    """As it follows now from all that both said, and from which files left this house."""
    ended_on = day_of(journey.ended_at) if journey.ended_at else None
    if policies.is_let_be(ended_on, on=clock.today()):
        return []
    steps = list(Step.objects.filter(journey=journey).select_related("went_with"))
    files = [_file(each) for each in steps if each.went_with is not None]
    return policies.owed(
        [as_said(each) for each in steps],
        ours=journey.side,
        pathway=journey.pathway,
        they_hold=journey.they_hold,
        files=files,
    )


def _file(step: Step) -> File:
    went = step.went_with
    left = day_of(went.taken_out_at) if went.taken_out_at else None
    return File(step.number, day_of(went.made_at), left, came=went.acknowledged_at is not None)


def awaited(journey: Journey) -> list[Awaited]:
    """The same as a page shows it, fresh: a file may have been taken out a moment ago."""
    return [
        Awaited(
            journey=journey, word=each.word, side=each.side, since=each.since,
            late_from=each.late_from, raise_from=each.raise_from,
        )
        for each in owed(journey)
    ]  # fmt: skip


def unsettled() -> QuerySet[Journey]:
    """In which something may be awaited: those that go on, and those of whose end the other office
    may not know."""
    return Journey.objects.filter(~Q(state__in=sorted(OVER)) | Q(awaited__isnull=False)).distinct()


def late() -> QuerySet[Awaited]:
    return Awaited.objects.filter(late_from__lte=clock.today()).select_related("journey")


def to_raise() -> QuerySet[Awaited]:
    rows = Awaited.objects.filter(raised_at__isnull=True, raise_from__lte=clock.today())
    return rows.order_by("raise_from", "pk")


@due_dates.rule(
    "silent_office",
    day="late_from",
    what=lambda row: row.words,
    url=lambda row: page_of(row.journey),
)
def _late_words(cases: QuerySet[Case]) -> QuerySet[Awaited]:
    found = Awaited.objects.filter(journey__case__in=cases).select_related("journey")
    return found.annotate(case_id=F("journey__case_id"))


def page_of(journey: Journey) -> str:
    """Where both ends of it stand."""
    if journey.side == Side.RECEIVING:
        return reverse("journeys:received_one", args=[journey.pk])
    return reverse("journeys:both_ends", args=[journey.case_id, journey.pk])


@waiting.counted(
    ngettext_lazy(
        "%(number)s journey waits far too long for a word.",
        "%(number)s journeys wait far too long for a word.",
        "number",
    ),
    url="journeys:journeys",
    label=_("Journeys"),
)
def _raised(member: Any) -> int:
    """To who answers for the cases: what nobody said after twice the usual time."""
    if not member.may(Permission.ASSIGN_TEAM):
        return 0
    return _of(member, Side.SENDING, raise_from__lte=clock.today())


@waiting.counted(
    ngettext_lazy(
        "%(number)s journey to us waits too long for a word.",
        "%(number)s journeys to us wait too long for a word.",
        "number",
    ),
    url="journeys:received",
    label=_("Journeys to us"),
)
def _late_to_us(member: Any) -> int:
    """To who receives: no case of hers may stand here yet, so no list of what is due names it."""
    if not member.may(Permission.RECORD_CASES):
        return 0
    return _of(member, Side.RECEIVING, late_from__lte=clock.today())


def _of(member: Any, side: str, **late: Any) -> int:
    seen = access.visible_journeys(member).filter(side=side).order_by()
    found = Awaited.objects.filter(journey__in=seen.values("pk"), **late)
    return found.values("journey").distinct().count()
