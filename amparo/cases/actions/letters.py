"""Letters: issued under the next folio of the agency and year, and declared void."""

import re
from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.cases import letters
from amparo.cases.access import disclosure as disclosures
from amparo.cases.models import Case, Disclosure, Folios, Letter
from amparo.cases.policies import letter as policies
from amparo.core import clock
from amparo.people.policies import relations as relation_policies
from amparo.people.queries import relations


@transaction.atomic
def issue_letter(
    *,
    by: Any,
    case: Case,
    template: str,
    language: str,
    issued_on: date,
    addressee: str,
    body: str,
    disclosure: Disclosure | None = None,
    place: str = "",
    copies: str = "",
) -> Letter:
    """Issue a letter. The folio is the next one of the agency in that year, without gaps."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    policies.can_issue(held, by=by).or_refuse()
    disclosure = _as_it_stands(disclosure) if disclosure else None
    opened = disclosures.opened_blocks(disclosure, on=clock.today()) if disclosure else []
    policies.can_rest_on(disclosure, case=held, opened=opened).or_refuse()
    relation_policies.may_receive(_feared(held, addressee, copies)).or_refuse()
    year = issued_on.year
    Folios.objects.get_or_create(agency_id=held.agency_id, year=year)
    folios = Folios.objects.select_for_update().get(agency_id=held.agency_id, year=year)
    folios.given += 1
    folios.save(update_fields=["given"])
    letter = Letter(
        case=held,
        agency=held.agency,
        year=year,
        folio=folios.given,
        template=template,
        template_version=letters.VERSION,
        disclosure=disclosure,
        language=language,
        issued_on=issued_on,
        place=place,
        addressee=addressee,
        body=body,
        copies=copies,
        signed_by=by if isinstance(by, Member) else None,
    )
    letter.save(force_insert=True)
    detail = {"folio": letter.shown_folio, "template": template, "rests": disclosure is not None}
    audit.record("letter_issued", by=by, about=letter, fields=["body"], detail=detail)
    return letter


def _feared(case: Case, *receivers: str) -> list[relation_policies.Conflict]:
    """Whom she fears among those who get the letter or a copy: by the whole, and part by part."""
    dangers = relations.dangers(case.person)
    if not dangers:
        return []
    names = [name for text in receivers for name in (text, *re.split(r"[\n,;:()]", text))]
    return [each for name in names for each in relation_policies.conflicts(dangers, name)]


def _as_it_stands(disclosure: Disclosure) -> Disclosure:
    """Locked: what was ended a moment ago lets nothing go."""
    people = ("case__person", "case__agency", "decided_by", "confirmed_by")
    rows = Disclosure.objects.select_related(*people).select_for_update(of=("self",))
    return rows.get(pk=disclosure.pk)


@transaction.atomic
def void_letter(*, by: Any, letter: Letter, reason: str) -> Letter:
    """Declare a letter void. It stays in the register under its folio."""
    rows = Letter.objects.select_related("case", "agency").select_for_update(of=("self",))
    held = rows.get(pk=letter.pk)
    policies.can_void(held, by=by, reason=reason).or_refuse()
    held.void_at, held.void_reason = clock.now(), reason
    held.save(update_fields=["void_at", "void_reason"])
    detail = {"folio": held.shown_folio, "reason": reason}
    audit.record("letter_voided", by=by, about=held, detail=detail)
    return held
