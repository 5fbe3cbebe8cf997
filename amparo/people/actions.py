"""Every change to people and consents."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Agency
from amparo.audit.recorder import event
from amparo.core import clock, keyring, keystore, rotation
from amparo.core.changes import ChangedMeanwhile, changed_fields
from amparo.people import name_index, policies
from amparo.people.enums import Answer
from amparo.people.models import Consent, NameIndex, NameToken, NameWord, Person
from amparo.people.queries import full_name, is_erased, name_key

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
    granted = Consent.objects.filter(
        person=refusal.person,
        purpose=refusal.purpose,
        block=refusal.block,
        recipient=refusal.recipient,
        answer=Answer.GRANTED,
        given_on__lte=refusal.given_on,
        withdrawn_at__isnull=True,
    )
    for consent in granted:
        consent.person = refusal.person
        if consent.recipient_name == refusal.recipient_name or not refusal.recipient_name:
            withdraw_consent(by=by, consent=consent)


def _index(agency_id: uuid.UUID, people: Iterable[Person]) -> None:
    """Write the rows that make these people findable by name."""
    NameIndex.objects.get_or_create(
        agency_id=agency_id, defaults={"generation": keyring.ring().current}
    )
    names = [(person.id, full_name(person)) for person in people if not is_erased(person)]
    rows = name_index.rows_for_many(names, agency_id, name_key(agency_id))
    NameToken.objects.bulk_create(rows.tokens, batch_size=2000)
    NameWord.objects.bulk_create(rows.words, batch_size=2000, ignore_conflicts=True)


@rotation.also_rebuild
def rebuild_indexes(held: keyring.Ring) -> None:
    """Rebuild the name index of each agency under the newest master key, an agency at a time."""
    for agency_id in NameIndex.objects.exclude(generation=held.current).values_list(
        "agency_id", flat=True
    ):
        with transaction.atomic():
            NameToken.objects.filter(person__agency_id=agency_id).delete()
            NameWord.objects.filter(agency_id=agency_id).delete()
            NameIndex.objects.filter(agency_id=agency_id).update(generation=held.current)
            people = Person.objects.filter(agency_id=agency_id).iterator(2000)
            for batch in batched(people, 2000):
                _index(agency_id, batch)


def batched(items: Iterable[Person], size: int) -> Iterator[list[Person]]:
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch
