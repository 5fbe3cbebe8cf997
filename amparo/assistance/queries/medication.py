"""What she takes, and what became of the doses of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    DateField,
    F,
    Func,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amparo.assistance.models import Dose, Medication
from amparo.cases import due_dates
from amparo.cases.models import Case
from amparo.cases.parts import Part, Shelf, case_part
from amparo.core import clock
from amparo.core.question import Question


@dataclass(frozen=True)
class DoseLine:
    """One dose of a day: what, when, and what became of it, if that is known."""

    medication: Medication
    hour: str
    dose: Dose | None


_taken = Question(lambda case, day: _standing(day).filter(case=case))


def taken_on(case: Case, *, day: date) -> list[Medication]:
    """What is taken on a day."""
    return _with_case(case, _taken.all(case.pk, day))


def taken_by(cases: Iterable[UUID], *, day: date) -> list[Medication]:
    """What is taken on a day in several cases, each with what is known of its doses of that day."""
    return list(_standing(day).filter(case__in=list(cases)).prefetch_related(_doses_of(day)))


def _doses_of(day: date) -> Prefetch:
    return Prefetch("doses", Dose.objects.filter(day=day), to_attr="doses_of_day")


def _standing(day: date) -> QuerySet[Medication]:
    ends = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    return Medication.objects.filter(ends, begins_on__lte=day)


def all_of(case: Case) -> list[Medication]:
    return _with_case(case, Medication.objects.filter(case=case))


def doses(case: Case, *, day: date) -> list[DoseLine]:
    """Every dose of a day by its hour."""
    taken = {medication.pk: medication for medication in taken_on(case, day=day)}
    if not taken:
        return []
    rows = Dose.objects.filter(medication__in=taken, day=day).select_related("recorded_by")
    held = {(row.medication_id, row.hour): row for row in rows}
    for row in held.values():
        row.medication = taken[row.medication_id]
    lines = [
        DoseLine(medication, hour, held.get((medication.pk, hour)))
        for medication in taken.values()
        for hour in medication.hours
    ]
    return sorted(lines, key=lambda line: line.hour)


def unwritten(case: Case, *, day: date) -> list[DoseLine]:
    """The doses of a day of which nobody wrote down what became of them."""
    return [line for line in doses(case, day=day) if line.dose is None]


class Times(Func):
    """How many hours a medicine has, as the database counts them."""

    function = "JSON_ARRAY_LENGTH"
    output_field = IntegerField()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_ARRAY_LENGTH", **extra)


def _left(cases: QuerySet[Case], *, day: date) -> QuerySet[Medication]:
    """Medicines of which a dose of that day is not written down; to be done today."""
    written = Dose.objects.filter(medication=OuterRef("pk"), day=day).order_by()
    count = written.values("medication").annotate(number=Count("pk")).values("number")
    found = _standing(day).filter(case__in=cases)
    found = found.alias(written=Coalesce(Subquery(count), 0), times=Times("hours"))
    today = Value(clock.today(), output_field=DateField())
    return found.filter(written__lt=F("times")).annotate(dose_due_on=today)


def _hours_left(row: Medication) -> str:
    given = set(
        Dose.objects.filter(medication=row, day=clock.today()).values_list("hour", flat=True)
    )
    return ", ".join(hour for hour in row.hours if hour not in given)


@due_dates.rule(
    "dose",
    day="dose_due_on",
    what=lambda row: _("Medicine is to be given today"),
    url=lambda row: reverse("assistance:medication", args=[row.case_id]),
    detail=_hours_left,
    quiet=True,
)
def _doses_of_today(cases: QuerySet[Case]) -> QuerySet[Medication]:
    return _left(cases, day=clock.today())


@due_dates.rule(
    "dose_unwritten",
    day="dose_due_on",
    what=lambda row: _("A dose of yesterday was not written down"),
    url=lambda row: reverse("assistance:medication", args=[row.case_id]),
)
def _doses_of_yesterday(cases: QuerySet[Case]) -> QuerySet[Medication]:
    return _left(cases, day=clock.today() - timedelta(days=1))


def _with_case(case: Case, rows: Any) -> list[Medication]:
    found = list(rows)
    for medication in found:
        medication.case = case
    return found


@case_part
def _on_the_case_page(member: Any, case: Case) -> Part:
    url = reverse("assistance:medication", args=[case.pk])
    lines = doses(case, day=clock.today())
    left = sum(1 for line in lines if line.dose is None)
    if not lines:
        return Part(Shelf.HELP, _("Medication"), url)
    words = ngettext("%(number)s dose left today", "%(number)s doses left today", left)
    return Part(
        Shelf.HELP, _("Medication"), url, words % {"number": left}, "waiting" if left else "good"
    )
