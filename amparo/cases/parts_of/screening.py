from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amparo.cases.models import Case, Screening
from amparo.cases.parts import Part, Shelf, case_part
from amparo.core.question import Question

_last_day = Question(
    lambda case: (
        Screening.objects.filter(case=case)
        .order_by("-screened_on")
        .values_list("screened_on", flat=True)
    )
)


@case_part
def screening(member: Any, case: Case) -> Part | None:
    """When she was last asked by a procedure. What came out of it stands on the page alone."""
    last = _last_day.first(case.pk)
    words = _("Last on %(day)s") if last else _("Not yet")
    standing = words % {"day": date_format(last, "SHORT_DATE_FORMAT")} if last else words
    url = reverse("cases:screening", args=[case.pk])
    return Part(Shelf.FINDING_OUT, _("Screening"), url, standing)
