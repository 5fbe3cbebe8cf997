"""Her dealings with justice, and which of its days comes next."""

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.assistance.enums.justice import JusticeKind
from amparo.assistance.models import ConsularNotice, JusticeDate, JusticeFile
from amparo.cases import due_dates
from amparo.cases.models import Case
from amparo.cases.parts import Part, Shelf, case_part
from amparo.core.question import Question

DUE = {
    JusticeKind.HEARING: _("A hearing or an appointment"),
    JusticeKind.MEASURE: _("A protection measure ends"),
    JusticeKind.PAPER: _("A paper of hers ends"),
}


def file_of(case: Case) -> JusticeFile:
    """What is known of the investigation; an empty one where nothing is."""
    found = JusticeFile.objects.filter(case=case).first() or JusticeFile(case=case, version=0)
    found.case = case
    return found


def dates_of(case: Case) -> list[JusticeDate]:
    return _with_case(JusticeDate.objects.filter(case=case), case)


def notices_of(case: Case) -> list[ConsularNotice]:
    found = ConsularNotice.objects.filter(case=case).select_related("notified_by")
    return _with_case(found, case)


def _with_case(rows: QuerySet[Any], case: Case) -> list[Any]:
    found = list(rows)
    for row in found:
        row.case = case
    return found


_next_day = Question(
    lambda case: (
        JusticeDate.objects.filter(case=case, is_settled=False)
        .order_by("day")
        .values_list("day", flat=True)
    )
)


@case_part
def _on_the_case_page(member: Any, case: Case) -> Part:
    url = reverse("assistance:justice", args=[case.pk])
    if not (day := _next_day.first(case.pk)):
        return Part(Shelf.PAPERS, _("Justice"), url)
    words = gettext("next: %(day)s") % {"day": date_format(day, "SHORT_DATE_FORMAT")}
    return Part(Shelf.PAPERS, _("Justice"), url, words, "waiting")


@due_dates.rule(
    "justice_date",
    day="day",
    what=lambda row: DUE[row.kind],
    url=lambda row: reverse("assistance:justice", args=[row.case_id]),
    ahead=timedelta(days=14),
)
def _days(cases: QuerySet[Case]) -> QuerySet[JusticeDate]:
    return JusticeDate.objects.filter(case__in=cases, is_settled=False)
