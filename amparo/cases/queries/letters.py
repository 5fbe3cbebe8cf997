"""The letters of a case, what one rests on today, and the register of folios."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.cases import letters, parts
from amparo.cases.access import disclosure as doors
from amparo.cases.access.letter import visible_letters
from amparo.cases.models import Case, Disclosure, Letter
from amparo.cases.policies import letter as policies
from amparo.cases.queries import disclosure as disclosures
from amparo.cases.queries import what_we_hold
from amparo.core import clock
from amparo.core.decisions import Decision
from amparo.people.models import Person
from amparo.people.models.relations import RelatedPerson
from amparo.people.policies import relations as relation_policies
from amparo.people.policies.relations import Conflict
from amparo.people.queries import relations

MOST = 500


@dataclass(frozen=True)
class Line:
    """A letter, and whether it may be taken out today."""

    letter: Letter
    may_take_out: Decision


def letters_of(case: Case, *, member: Any) -> list[Line]:
    people = ("agency", "signed_by", "disclosure__decided_by", "disclosure__confirmed_by")
    found = list(visible_letters(member).filter(case=case).select_related(*people))
    dangers = relations.dangers(case.person) if found else []
    # Asked once of each disclosure, however many letters rest on it.
    opened: dict[Any, list[str]] = {}
    for letter in found:
        letter.case = case
        if letter.disclosure is not None and letter.disclosure_id not in opened:
            letter.disclosure.case = case
            opened[letter.disclosure_id] = opened_today(letter.disclosure)
    return [
        Line(
            letter,
            policies.can_take_out(
                letter,
                by=member,
                opened=opened.get(letter.disclosure_id, []),
                feared=_feared(letter, dangers),
            ),
        )
        for letter in found
    ]


def opened_today(disclosure: Disclosure | None) -> list[str]:
    """What a letter that rests on this may say today."""
    return doors.opened_blocks(disclosure, on=clock.today()) if disclosure is not None else []


def feared(letter: Letter) -> list[Conflict]:
    """Whom she fears among those who get the letter or a copy: by the whole, and part by part."""
    return _feared(letter, relations.dangers(letter.case.person))


def _feared(letter: Letter, dangers: Iterable[RelatedPerson]) -> list[Conflict]:
    if not dangers:
        return []
    receivers = (letter.addressee, letter.copies)
    names = [name for text in receivers for name in (text, *re.split(r"[\n,;:()]", text))]
    return [each for name in names for each in relation_policies.conflicts(dangers, name)]


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
    """She is told to whom somebody wrote about her. A void letter that was never taken out did not
    go; one that was may have gone, whatever was said of it afterwards."""
    may_have_gone = Q(void_at__isnull=True) | Q(taken_out_at__isnull=False)
    found = Letter.objects.filter(may_have_gone, case__person=person)
    return [
        what_we_hold.Gone(to=each.addressee, on=each.issued_on, what=_what(each))
        for each in found.select_related("case__person", "agency").order_by("issued_on", "folio")
    ]


def _what(letter: Letter) -> str:
    said = {"title": letters.text(letter.template, "es", "title"), "folio": letter.shown_folio}
    if letter.void_at is None:
        return f"{said['title']} ({said['folio']})"
    return gettext("%(title)s (%(folio)s). Later we said that it does not count.") % said


@parts.case_part
def _part(member: Any, case: Case) -> parts.Part:
    # Not counted: the case page pays for every question it asks.
    return parts.Part(parts.Shelf.PAPERS, _("Letters"), reverse("cases:letters", args=[case.pk]))
