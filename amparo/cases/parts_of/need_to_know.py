"""Who opens a file, in a line of its page."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from amparo.cases.models import Case
from amparo.cases.parts import Part, Shelf, case_part
from amparo.cases.queries import need_to_know as queries


@case_part
def team(member: Any, case: Case) -> Part:
    people = len(queries.teammates(case))
    words = ngettext("%(number)s person", "%(number)s people", people) % {"number": people}
    if case.named_only:
        words = gettext("%(people)s, and nobody else opens it") % {"people": words}
    url = reverse("cases:team", args=[case.pk])
    tone = "good" if people else "urgent"
    return Part(Shelf.RIGHTS, gettext("Team"), url, words, tone)
