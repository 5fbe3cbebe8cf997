"""What she takes, and what became of the doses of a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amparo.assistance.models import Dose, Medication
from amparo.cases.models import Case
from amparo.cases.parts import Part, Shelf, case_part
from amparo.core import clock


@dataclass(frozen=True)
class DoseLine:
    """One dose of a day: what, when, and what became of it, if that is known."""

    medication: Medication
    hour: str
    dose: Dose | None


def taken_on(case: Case, *, day: date) -> list[Medication]:
    """What is taken on a day."""
    standing = Q(begins_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    return _with_case(case, Medication.objects.filter(standing, case=case))


def all_of(case: Case) -> list[Medication]:
    return _with_case(case, Medication.objects.filter(case=case))


def doses(case: Case, *, day: date) -> list[DoseLine]:
    """Every dose of a day by its hour."""
    taken = {medication.pk: medication for medication in taken_on(case, day=day)}
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
