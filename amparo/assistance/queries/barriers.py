"""What stood in the way: of one case, and of the cases of an agency in people."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amparo.assistance.enums.barriers import BarrierKind
from amparo.assistance.models import Barrier
from amparo.assistance.policies import barriers as policies
from amparo.cases.models import Case
from amparo.cases.parts import Part, Shelf, case_part
from amparo.core import clock
from amparo.core.question import Question
from amparo.people import keeping
from amparo.people.queries import same
from amparo.taxonomy import codes


def barriers(case: Case) -> list[Barrier]:
    """What stood in her way, the newest first."""
    found = list(Barrier.objects.filter(case=case).select_related("recorded_by", "struck_by"))
    for each in found:
        each.case = case
    return found


def barrier_of(case: Case, barrier_id: UUID) -> Barrier | None:
    """One of this case; a foreign one is not there."""
    return next((each for each in barriers(case) if each.pk == barrier_id), None)


def gaps(cases: QuerySet[Case], *, year: int, until: date) -> policies.Gaps:
    """Of the barriers met in a year, what may be shown, as it stood at the end of a day. Records of
    one person count once; files for named people do not, since not everybody opens them."""
    under, end = same.roots(), clock.end_of_day(until)
    standing = Barrier.objects.filter(Q(struck_at__isnull=True) | Q(struck_at__gt=end))
    standing = standing.filter(met_on__lte=until, recorded_at__lte=end)
    rows = standing.filter(case__in=cases.filter(named_only=False), met_on__year=year).order_by()
    met = [
        (under.get(person, person), kind, service)
        for person, kind, service in rows.values_list("case__person_id", "kind", "service")
    ]
    return policies.gaps(met, kinds=BarrierKind.values, services=codes.codes("service"))


_held = Question(
    lambda case: (
        Barrier.objects.filter(case=case, struck_at__isnull=True).order_by().values_list("pk")
    )
)


@case_part
def _on_the_case_page(member: Any, case: Case) -> Part:
    url = reverse("assistance:barriers", args=[case.pk])
    number = len(_held.all(case.pk))
    words = ngettext("%(number)s written down", "%(number)s written down", number)
    return Part(Shelf.HELP, _("Barriers"), url, words % {"number": number} if number else "")


@keeping.counts_as_activity
def _activity(ids: Collection[UUID]) -> Iterator[tuple[UUID, date]]:
    yield from Barrier.objects.filter(case__person__in=ids).values_list("case__person_id", "met_on")
