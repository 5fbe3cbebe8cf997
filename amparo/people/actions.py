"""Every change to people and consents."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Agency
from amparo.audit.recorder import event
from amparo.core import clock, keystore
from amparo.core.changes import ChangedMeanwhile, changed_fields
from amparo.people import name_index, policies
from amparo.people.models import Consent, NameToken, NameWord, Person
from amparo.people.queries import full_name, name_key

NAMES = {"given_names", "paternal_surname", "maternal_surname", "known_as"}
REVISABLE = Person.Privacy.identifying | Person.Privacy.sensitive | {"hidden_from_search"}


@transaction.atomic
def register(*, by: Any, agency: Agency, came_from: str, **facts: Any) -> Person:
    """Record a person in an agency's vault, under a data key of her own."""
    policies.can_register(agency, by=by).or_refuse()
    person = Person(id=uuid.uuid4(), agency=agency, came_from=came_from, **facts)
    keystore.create([person.id])
    person.save(force_insert=True)
    _index(agency.pk, [person])
    audit.record("person_registered", by=by, about=person, fields=facts)
    return person


@transaction.atomic
def register_many(*, by: Any, agency: Agency, people: Sequence[Person]) -> None:
    """Record many people of one agency at once, each with her key, tokens and log event."""
    policies.can_register(agency, by=by).or_refuse()
    keystore.create(person.id for person in people)
    Person.objects.bulk_create(people, batch_size=1000)
    _index(agency.pk, people)
    audit.record_many(
        [event("person_registered", by=by, about=p, detail={"from": p.came_from}) for p in people]
    )


@transaction.atomic
def revise(*, by: Any, person: Person, seen_version: int, **facts: Any) -> Person:
    """Change facts about a person. Whoever saved in between is not overwritten unseen."""
    held = Person.objects.select_for_update().get(pk=person.pk)
    policies.can_revise(held, by=by).or_refuse()
    unknown = set(facts) - REVISABLE
    if unknown:
        raise TypeError(f"not facts of a person: {sorted(unknown)}")
    changed = changed_fields(held, facts)
    if changed and held.version != seen_version:
        raise ChangedMeanwhile(held, changed)
    if not changed:
        return held
    for name in changed:
        setattr(held, name, facts[name])
    held.version += 1
    held.save(update_fields=[*changed, "version"])
    if NAMES & set(changed):
        NameToken.objects.filter(person=held).delete()
        _index(held.agency_id, [held])
    audit.record("person_revised", by=by, about=held, fields=changed)
    return held


@transaction.atomic
def remove(*, by: Any, people: Iterable[Person]) -> None:
    """Take back people that an import brought in by mistake, keys included."""
    ids = [person.id for person in people]
    audit.record_many([event("person_removed", by=by, about=person) for person in people])
    Person.objects.filter(pk__in=ids).delete()
    transaction.on_commit(lambda: keystore.discard(ids))


@transaction.atomic
def record_consent(
    *, by: Any, person: Person, given_on: date | None = None, **answer: Any
) -> Consent:
    """Record one answer of a person: what for, which information, for whom, until when."""
    today = clock.today()
    given_on = given_on or today
    policies.can_record_consent(person, by=by, given_on=given_on, today=today).or_refuse()
    consent = Consent(person=person, given_on=given_on, explained_by=by, **answer)
    consent.save(force_insert=True)
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


def _index(agency_id: uuid.UUID, people: Iterable[Person]) -> None:
    """Write the rows that make these people findable by name."""
    names = [(person.id, full_name(person)) for person in people]
    rows = name_index.rows_for_many(names, agency_id, name_key(agency_id))
    NameToken.objects.bulk_create(rows.tokens, batch_size=2000)
    NameWord.objects.bulk_create(rows.words, batch_size=2000, ignore_conflicts=True)
