"""Who is trained in what, and who decided without it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from amparo.agencies import waiting
from amparo.agencies.models import Member
from amparo.agencies.roles import Permission
from amparo.cases import procedures
from amparo.cases.models.screening import IdentificationDecision
from amparo.cases.models.training import Training
from amparo.cases.policies.training import family_of, is_trained
from amparo.core import clock


def held_by(member: Any) -> list[Training]:
    """Her trainings that were not taken back, the longest holding first."""
    if not isinstance(member, Member):
        return []
    return list(Training.objects.filter(member=member, ended_at__isnull=True))


def title_of(family: str) -> str:
    """A procedure in words, whatever its version."""
    return next((one.title for one in procedures.current() if one.id == family), family)


@dataclass(frozen=True)
class Line:
    """One training as a page shows it."""

    training: Training
    title: str
    holds: bool


def lines(trainings: Iterable[Training], *, on: date) -> list[Line]:
    return [Line(each, title_of(each.procedure), on <= each.valid_until) for each in trainings]


@dataclass(frozen=True)
class Trained:
    """A member with her trainings, and the procedures by which she decided without one."""

    member: Member
    lines: list[Line]
    without: list[str]


def by_member(members: Iterable[Member], *, on: date) -> list[Trained]:
    found = list(members)
    held: dict[Any, list[Training]] = {each.pk: [] for each in found}
    for training in Training.objects.filter(member__in=found, ended_at__isnull=True):
        held[training.member_id].append(training)
    lacking = _lacking(found, held, on=on)
    return [
        Trained(each, lines(held[each.pk], on=on), sorted(map(title_of, lacking[each.pk])))
        for each in found
    ]


def _lacking(members: list[Member], held: dict, *, on: date) -> dict[Any, set[str]]:
    """By member: procedures by which she decided, and is not trained to this day."""
    found: dict[Any, set[str]] = {each.pk: set() for each in members}
    decided = IdentificationDecision.objects.filter(untrained=True, recorded_by__in=members)
    for pk, version in (
        decided.order_by().values_list("recorded_by", "procedure_version").distinct()
    ):
        if not is_trained(held[pk], version=version, on=on):
            found[pk].add(family_of(version))
    return found


@waiting.counted(
    ngettext_lazy(
        "%(number)s colleague decided about identification without a training on record.",
        "%(number)s colleagues decided about identification without a training on record.",
        "number",
    ),
    url="cases:trainings",
    label=_("Trainings"),
)
def decided_without(member: Member) -> int:
    if not (member.may(Permission.KEEP_TRAININGS) and member.may(Permission.ASSIGN_TEAM)):
        return 0
    colleagues = Member.objects.filter(agency_id=member.agency_id, is_active=True)
    return sum(bool(one.without) for one in by_member(colleagues, on=clock.today()))
