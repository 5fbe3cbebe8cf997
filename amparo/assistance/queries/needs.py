"""What she needs now, domain by domain, beside what she needed before."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amparo.assistance import domains
from amparo.assistance.enums.needs import Change, NeedLevel
from amparo.assistance.models import NeedsAssessment
from amparo.assistance.policies import needs as policies
from amparo.cases.models import Case
from amparo.cases.parts import Part, Shelf, case_part
from amparo.core.question import Question
from amparo.people import keeping

# As many days as stand side by side on a page that is read on a telephone.
SIDE_BY_SIDE = 4
GOOD, WORSE = {Change.LESS, Change.MET}, {Change.NEW, Change.MORE}


@dataclass(frozen=True)
class Answer:
    """How it stood in one domain on one day."""

    level: str
    note: str = ""

    @property
    def words(self) -> str:
        return str(NeedLevel(self.level).label)


@dataclass(frozen=True)
class DomainLine:
    """One domain: how it stood each day, the oldest first, and what changed since the last."""

    label: str
    answers: list[Answer]
    change: Change

    @property
    def now(self) -> Answer:
        return self.answers[-1]

    @property
    def tone(self) -> str:
        return "good" if self.change in GOOD else "waiting" if self.change in WORSE else "neutral"


def assessments(case: Case, *, limit: int = SIDE_BY_SIDE) -> list[NeedsAssessment]:
    """The latest assessments, the oldest of them first."""
    found = list(NeedsAssessment.objects.filter(case=case).select_related("assessed_by")[:limit])
    for each in found:
        each.case = case
    return found[::-1]


def lines(found: list[NeedsAssessment]) -> list[DomainLine]:
    """Domain by domain, in the order of the newest list; what an older list asked comes last."""
    if not found:
        return []
    codes = [each.code for each in domains.domains(found[-1].list_version)]
    codes += [code for one in found for code in one.answers if code not in codes]
    return [_line(code, found) for code in dict.fromkeys(codes)]


def _line(code: str, found: list[NeedsAssessment]) -> DomainLine:
    answers = [_answer(one.answers.get(code)) for one in found]
    before = answers[-2].level if len(answers) > 1 else None
    label = domains.label(found[-1].list_version, code)
    return DomainLine(label, answers, policies.change(before, answers[-1].level))


def _answer(held: dict[str, str] | None) -> Answer:
    return Answer(**held) if held else Answer(NeedLevel.NOT_ASKED.value)


_newest = Question(lambda case: NeedsAssessment.objects.filter(case=case))


@case_part
def _on_the_case_page(member: Any, case: Case) -> Part:
    url = reverse("assistance:needs", args=[case.pk])
    newest = _newest.first(case.pk)
    if newest is None:
        return Part(Shelf.HELP, _("Needs"), url, _("not asked yet"), "waiting")
    newest.case = case
    urgent = sum(1 for each in newest.answers.values() if each["level"] == NeedLevel.URGENT)
    if not urgent:
        return Part(Shelf.HELP, _("Needs"), url, _("none urgent"), "good")
    words = ngettext("%(number)s urgent", "%(number)s urgent", urgent) % {"number": urgent}
    return Part(Shelf.HELP, _("Needs"), url, words, "urgent")


@keeping.counts_as_activity
def _activity(ids: Collection[UUID]) -> Iterator[tuple[UUID, date]]:
    yield from NeedsAssessment.objects.filter(case__person__in=ids).values_list(
        "case__person_id", "assessed_on"
    )
