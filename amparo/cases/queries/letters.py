"""The letters of a case, and the register of folios."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.cases import letters, parts
from amparo.cases.access.letter import visible_letters
from amparo.cases.models import Case, Disclosure, Letter
from amparo.cases.queries import disclosure as disclosures
from amparo.cases.queries import what_we_hold
from amparo.core import clock
from amparo.people.models import Person

MOST = 500


def letters_of(case: Case, *, member: Any) -> list[Letter]:
    found = list(visible_letters(member).filter(case=case).select_related("agency", "signed_by"))
    for letter in found:
        letter.case = case
    return found


def register(member: Any, *, year: int) -> list[Letter]:
    """The folios of a year, of the cases that she opens; nothing of what the letters say."""
    found = visible_letters(member).filter(year=year).select_related("agency", "case")
    return list(found[:MOST])


def may_rest_on(case: Case) -> dict[str, tuple[Disclosure, str]]:
    """What was decided to share of a case and stands today, each in words."""
    return {
        str(line.disclosure.pk): (
            line.disclosure,
            f"{line.recipient} ({', '.join(line.opened_words)})",
        )
        for line in disclosures.lines_of(case, on=clock.today())
        if line.is_open
    }


@what_we_hold.also_went
def _written_to(person: Person) -> list[what_we_hold.Gone]:
    """She is told to whom somebody wrote about her; a void letter never went."""
    found = Letter.objects.filter(case__person=person, void_at__isnull=True)
    return [
        what_we_hold.Gone(
            to=each.addressee,
            on=each.issued_on,
            what=f"{letters.text(each.template, 'es', 'title')} ({each.shown_folio})",
        )
        for each in found.select_related("case__person", "agency").order_by("issued_on", "folio")
    ]


@parts.case_part
def _part(member: Any, case: Case) -> parts.Part:
    # Not counted: the case page pays for every question it asks.
    return parts.Part(parts.Shelf.PAPERS, _("Letters"), reverse("cases:letters", args=[case.pk]))
