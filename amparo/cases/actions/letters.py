"""Letters: issued under the next folio of the agency and year, taken out, and declared void."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.cases import letters
from amparo.cases.models import Case, Disclosure, Folios, Letter
from amparo.cases.policies import letter as policies
from amparo.cases.queries import letters as queries
from amparo.core import clock

_void: list[Callable[..., str]] = []


def when_it_is_void(rule: Callable[..., str]) -> Callable[..., str]:
    """Let a room above end what went by a letter, in the same transaction. It answers with a
    sentence that says so, or with none."""
    _void.append(rule)
    return rule


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
    letter = Letter(
        case=held,
        agency=held.agency,
        year=issued_on.year,
        template=template,
        template_version=letters.VERSION,
        disclosure=_as_it_stands(disclosure) if disclosure else None,
        language=language,
        issued_on=issued_on,
        place=place,
        addressee=addressee,
        body=body,
        copies=copies,
        signed_by=by if isinstance(by, Member) else None,
    )
    letter.blocks = queries.opened_today(letter.disclosure)
    policies.can_go(letter, opened=letter.blocks, feared=queries.feared(letter)).or_refuse()
    letter.folio = _next_folio(letter)
    letter.save(force_insert=True)
    detail = {"folio": letter.shown_folio, "template": template} | _rests_on(letter)
    audit.record("letter_issued", by=by, about=letter, fields=["body"], detail=detail)
    return letter


def _next_folio(letter: Letter) -> int:
    folios, _made = Folios.objects.get_or_create(agency_id=letter.agency_id, year=letter.year)
    folios = Folios.objects.select_for_update().get(pk=folios.pk)
    folios.given += 1
    folios.save(update_fields=["given"])
    return folios.given


def _rests_on(letter: Letter) -> dict[str, Any]:
    """For the log: on which disclosure, and for which kind of recipient that was decided."""
    if letter.disclosure is None:
        return {"rests": False}
    decided = {"disclosure": str(letter.disclosure.pk), "recipient": letter.disclosure.recipient}
    return {"rests": True, **decided}


def _as_it_stands(disclosure: Disclosure) -> Disclosure:
    """Locked: what was ended a moment ago lets nothing go."""
    people = ("case__person", "case__agency", "decided_by", "confirmed_by")
    rows = Disclosure.objects.select_related(*people).select_for_update(of=("self",))
    return rows.get(pk=disclosure.pk)


@transaction.atomic
def take_out_letter(*, by: Any, letter: Letter) -> Letter:
    """Take out a letter that may still go today. From now on it counts as gone."""
    held = _held(letter)
    if held.disclosure is not None:
        held.disclosure = _as_it_stands(held.disclosure)
    opened, feared = queries.opened_today(held.disclosure), queries.feared(held)
    policies.can_take_out(held, by=by, opened=opened, feared=feared).or_refuse()
    if held.taken_out_at is None:
        held.taken_out_at = clock.now()
        held.save(update_fields=["taken_out_at"])
    detail = {"folio": held.shown_folio} | _rests_on(held)
    audit.record("letter_taken_out", by=by, about=held, fields=["body"], detail=detail)
    return held


@transaction.atomic
def void_letter(*, by: Any, letter: Letter, reason: str, words: str = "") -> list[str]:
    """Declare a letter void. It stays in the register under its folio. What ended with it is
    answered, in words."""
    held = _held(letter)
    policies.can_void(held, by=by, reason=reason, words=words).or_refuse()
    held.void_at, held.void_reason, held.void_words = clock.now(), reason, words.strip()
    held.save(update_fields=["void_at", "void_reason", "void_words"])
    detail = {"folio": held.shown_folio, "reason": reason}
    said = ["void_words"] if held.void_words else []
    audit.record("letter_voided", by=by, about=held, fields=said, detail=detail)
    return [ended for rule in _void if (ended := rule(by=by, letter=held))]


def _held(letter: Letter) -> Letter:
    """Locked: it is void or it goes, and never both."""
    people = ("case__person", "agency", "disclosure", "signed_by")
    rows = Letter.objects.select_related(*people).select_for_update(of=("self",))
    return rows.get(pk=letter.pk)
