"""What she says about being contacted, and the contacts there were."""

from datetime import datetime
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.core import clock
from amparo.core.changes import ChangedMeanwhile, changed_fields
from amparo.people import policies as people
from amparo.people.enums.contact import Began
from amparo.people.models import Contact, Person, SafeContact
from amparo.people.policies import contact as policies
from amparo.people.queries import contact as queries

SAID = ("answer", "ways", "third_person", "may_answer", "words", "code_phrase")


@transaction.atomic
def say_how_to_contact(
    *, by: Any, person: Person, seen_version: int = 0, **facts: Any
) -> SafeContact:
    """Write down what she says now about being contacted. What she said before stays readable."""
    held = Person.objects.select_for_update().get(pk=person.pk)
    people.can_revise(held, by=by).or_refuse()
    if unknown := set(facts) - set(SAID):
        raise TypeError(f"not facts of a safe contact: {sorted(unknown)}")
    last = queries.current(held) or SafeContact(person=held, version=0)
    changed = changed_fields(last, facts)
    if changed and last.version != seen_version:
        raise ChangedMeanwhile(last, changed)
    if last.version and not changed:
        return last
    said = SafeContact(
        person=held,
        version=last.version + 1,
        recorded_by=by if isinstance(by, Member) else None,
        recorded_at=clock.now(),
        **{name: getattr(last, name) for name in SAID} | facts,
    )
    said.save(force_insert=True)
    detail = {"version": said.version, "answer": said.answer}
    audit.record("safe_contact_said", by=by, about=said, fields=changed, detail=detail)
    return said


@transaction.atomic
def log_contact(
    *,
    by: Any,
    person: Person,
    channel: str,
    began: str,
    outcome: str,
    at: datetime | None = None,
    note: str = "",
    outside_reason: str = "",
) -> Contact:
    """Write down a contact. Ours outside her rules is refused, unless it happened and is owned."""
    held = Person.objects.select_for_update().get(pk=person.pk)
    now = clock.now()
    at, ours = at or now, began == Began.US
    rules = queries.rules_of(queries.at_that_time(held, at))
    others = queries.other_rules(held, at=at)
    policies.can_log(
        held,
        rules,
        by=by,
        channel=channel,
        ours=ours,
        at=at,
        now=now,
        answered_for=bool(outside_reason.strip()),
        others=others,
    ).or_refuse()
    outside = ours and not policies.can_contact_her(rules, others, channel=channel, at=at)
    contact = Contact(
        person=held,
        at=at,
        channel=channel,
        began=began,
        outcome=outcome,
        note=note,
        outside_rules=outside,
        outside_reason=outside_reason if outside else "",
        recorded_by=by if isinstance(by, Member) else None,
        recorded_at=now,
    )
    contact.save(force_insert=True)
    verb = "contact_outside_rules" if outside else "contact_logged"
    detail = {"channel": channel, "began": began, "outcome": outcome}
    audit.record(verb, by=by, about=contact, detail=detail)
    return contact
