"""What a person said yes or no to, and what she took back."""

from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.core import clock
from amparo.people import policies
from amparo.people.enums import Answer, Block, Purpose
from amparo.people.models import Consent, Person
from amparo.people.policies import disclosure


@transaction.atomic
def record_consent(
    *, by: Any, person: Person, given_on: date | None = None, **answer: Any
) -> Consent:
    """Record one answer of a person: what for, which information, for whom, until when."""
    today = clock.today()
    given_on = given_on or today
    policies.can_record_consent(person, by=by, given_on=given_on, today=today).or_refuse()
    disclosure.is_a_whole_answer(answer).or_refuse()
    consent = Consent(person=person, given_on=given_on, explained_by=by, **answer)
    consent.save(force_insert=True)
    if consent.answer == Answer.REFUSED:
        _take_back_earlier(consent, by=by)
    detail = {key: answer[key] for key in ("purpose", "block", "recipient", "answer")}
    audit.record("consent_recorded", by=by, about=consent, fields=answer, detail=detail)
    return consent


@transaction.atomic
def withdraw_consent(*, by: Any, consent: Consent) -> Consent:
    """Take a consent back. From this moment nothing rests on it any more."""
    held = Consent.objects.select_for_update().get(pk=consent.pk)
    policies.can_withdraw(held, by=by).or_refuse()
    held.withdrawn_by, held.withdrawn_at = by, clock.now()
    held.save(update_fields=["withdrawn_by", "withdrawn_at"])
    audit.record("consent_withdrawn", by=by, about=held, fields=["withdrawn_at"])
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
