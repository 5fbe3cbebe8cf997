"""What a person said yes or no to, and what she took back."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.core import clock
from amparo.core.decisions import Decision
from amparo.people import policies
from amparo.people.enums import Answer, Block, Purpose
from amparo.people.models import Assent, Consent, Person
from amparo.people.policies import children as children_policies
from amparo.people.policies import disclosure
from amparo.people.queries import age, children

_told: list[Callable[..., None]] = []


def when_she_says_no(rule: Callable[..., None]) -> Callable[..., None]:
    """Let a room above end what rested on her yes, in the same transaction."""
    _told.append(rule)
    return rule


@transaction.atomic
def record_consent(
    *,
    by: Any,
    person: Person,
    given_on: date | None = None,
    assent: dict[str, Any] | None = None,
    **answer: Any,
) -> Consent:
    """Record one answer of a person: what for, which information, for whom, until when.

    `assent`: of who is a child or presumed to be, what she says herself (`says`, `words`,
    `explained`) and the `guardian` who answers on her behalf. Without both a yes is none.
    """
    today = clock.today()
    given_on = given_on or today
    policies.can_record_consent(person, by=by, given_on=given_on, today=today).or_refuse()
    disclosure.is_a_whole_answer(answer).or_refuse()
    if age.is_treated_as_child(person, on=today):
        _child_answers(person, str(answer["answer"]), assent or {}, today).or_refuse()
    consent = Consent(person=person, given_on=given_on, explained_by=by, **answer)
    consent.save(force_insert=True)
    if assent and assent.get("says"):
        _keep_assent(consent, assent, by=by)
    if consent.answer == Answer.REFUSED:
        _take_back_earlier(consent, by=by)
    detail = {key: answer[key] for key in ("purpose", "block", "recipient", "answer")}
    audit.record("consent_recorded", by=by, about=consent, fields=answer, detail=detail)
    if consent.answer == Answer.REFUSED:
        _tell(person, by=by)
    return consent


def _tell(person: Person, *, by: Any) -> None:
    for rule in _told:
        rule(by=by, person=person)


def _child_answers(person: Person, answer: str, assent: dict[str, Any], today: date) -> Decision:
    chosen = assent.get("guardian")
    standing = children.guardians(person, on=today)
    may = next((each.may for each in standing if chosen and each.guardian.pk == chosen.pk), None)
    return children_policies.child_may_answer(
        answer,
        says=assent.get("says", ""),
        explained=assent.get("explained", ""),
        words=assent.get("words", ""),
        representative=may,
    )


def _keep_assent(consent: Consent, assent: dict[str, Any], *, by: Any) -> None:
    guardian = assent.get("guardian")
    row = Assent(
        consent=consent,
        guardian=guardian,
        guardian_says=assent.get("guardian_says", "") if guardian else "",
        says=assent["says"],
        words=assent.get("words", ""),
        explained=assent.get("explained", ""),
        said_on=consent.given_on,
        recorded_by=by if isinstance(by, Member) else None,
    )
    row.save(force_insert=True)
    detail = {"says": str(row.says)}
    audit.record("assent_recorded", by=by, about=row, fields=["words", "explained"], detail=detail)


@transaction.atomic
def withdraw_consent(*, by: Any, consent: Consent) -> Consent:
    """Take a consent back. From this moment nothing rests on it any more."""
    held = Consent.objects.select_for_update().get(pk=consent.pk)
    policies.can_withdraw(held, by=by).or_refuse()
    held.withdrawn_by, held.withdrawn_at = by, clock.now()
    held.save(update_fields=["withdrawn_by", "withdrawn_at"])
    audit.record("consent_withdrawn", by=by, about=held, fields=["withdrawn_at"])
    _tell(held.person, by=by)
    return held


def _take_back_earlier(refusal: Consent, *, by: Any) -> None:
    """A no to the same question takes back an earlier yes: nothing may go on resting on it."""
    same = {"purpose": refusal.purpose, "block": refusal.block}
    wide = {"purpose": Purpose.ANY, "block": Block.ALL}
    granted = Consent.objects.filter(
        person=refusal.person,
        recipient=refusal.recipient,
        answer=Answer.GRANTED,
        given_on__lte=refusal.given_on,
        withdrawn_at__isnull=True,
        **{name: value for name, value in same.items() if value != wide[name]},
    )
    for consent in granted:
        consent.person = refusal.person
        if consent.recipient_name == refusal.recipient_name or not refusal.recipient_name:
            withdraw_consent(by=by, consent=consent)
