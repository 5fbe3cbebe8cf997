"""The sums that are shown, and the way to the question on the case page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.assistance.enums.feedback import Question, Said
from amparo.assistance.models import FeedbackSum
from amparo.assistance.policies import feedback as policies
from amparo.cases.models import Case
from amparo.cases.parts import Part, Shelf, case_part
from amparo.taxonomy import codes

ALL = "all"


@dataclass(frozen=True)
class Shown:
    """Five answers or more about one thing."""

    about: str
    number: int
    month: date
    rows: list[tuple[str, list[int]]]


def about_words(code: str) -> str:
    return gettext("The help as a whole") if code == ALL else codes.label("service", code)


def shown(agency_id: Any) -> list[Shown]:
    """Each thing with five answers or more. Of the others it is not even said that there are."""
    rows = FeedbackSum.objects.filter(agency=agency_id, shown_number__gte=policies.STEP)
    found = [
        Shown(about_words(row.about), row.shown_number, row.shown_month, _lines(row.shown))
        for row in rows
    ]
    return sorted(found, key=lambda one: one.about)


def _lines(counts: policies.Counts) -> list[tuple[str, list[int]]]:
    return [
        (str(one.label), [counts.get(one.value, {}).get(said, 0) for said in Said.values])
        for one in Question
    ]


@case_part
def _on_the_case_page(member: Any, case: Case) -> Part | None:
    """A way that does not say from which case it was taken."""
    if not policies.can_ask(by=member):
        return None
    return Part(Shelf.HELP, _("What she thinks of the help"), reverse("assistance:feedback"))
