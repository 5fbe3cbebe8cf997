"""Recording, revising and taking back people."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, transaction

from amparo import audit
from amparo.agencies.models import Agency
from amparo.audit.recorder import event
from amparo.core import bulk, keystore
from amparo.core.changes import ChangedMeanwhile, changed_fields
from amparo.people import policies
from amparo.people.enums import ErasureState
from amparo.people.models import Erasure, Person
from amparo.people.queries import full_name, words_of
from amparo.people.queries.keeping import held_among

from .name_places import numbers_of
from .names import forget_places, list_anew, list_names
from .papers import list_papers, list_papers_anew

NAMES = {"given_names", "paternal_surname", "maternal_surname", "known_as"}
_rules: list[Callable[..., None]] = []
REVISABLE = Person.Privacy.identifying | Person.Privacy.sensitive


def when_revised(rule: Callable[..., None]) -> Callable[..., None]:
    """Let a room above answer to a change: called inside it with by=, person=, changed=."""
    if rule not in _rules:
        _rules.append(rule)
    return rule


@transaction.atomic
def register(*, by: Any, agency: Agency, came_from: str, **facts: Any) -> Person:
    """Record a person in an agency's vault, under a data key of her own."""
    policies.can_register(agency, by=by).or_refuse()
    person = Person(id=uuid.uuid4(), agency=agency, came_from=came_from, **facts)
    keystore.create([person.id])
    person.save(force_insert=True)
    list_names(agency.pk, [person])
    list_papers([person])
    audit.record("person_registered", by=by, about=person, fields=facts)
    return person


@transaction.atomic
def register_many(*, by: Any, agency: Agency, people: Sequence[Person]) -> None:
    """Record many people of one agency at once, each with her key, tokens and log event."""
    policies.can_register(agency, by=by).or_refuse()
    connection.begin_to_seal()
    connection.hold_first_keys(keystore.create(person.id for person in people))
    bulk.insert_many(people)
    list_names(agency.pk, people)
    list_papers(people)
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
    renamed = NAMES & set(changed)
    before = full_name(held).all_words() if renamed else ()
    for name in changed:
        setattr(held, name, facts[name])
    held.version += 1
    held.save(update_fields=[*changed, "version"])
    if renamed:
        list_anew(held, before)
    if "identity_documents" in changed:
        list_papers_anew([held])
    audit.record("person_revised", by=by, about=held, fields=changed)
    tell_revised(by=by, person=held, changed=changed)
    return held


def tell_revised(*, by: Any, person: Person, changed: Iterable[str]) -> None:
    """Let the rooms above answer to what changed about her."""
    for rule in _rules:
        rule(by=by, person=person, changed=changed)


@transaction.atomic
def remove(*, by: Any, people: Iterable[Person], forgets_words: bool = True) -> None:
    """Take back people that an import brought in by mistake, keys included.

    Who takes back very many asks for `forget_unborne_words` once, at the end, instead.
    """
    people = list(people)
    ids = [person.id for person in people]
    policies.not_held(held=bool(held_among(ids))).or_refuse()
    words = words_of(people) if forgets_words else {}
    audit.record_many([event("person_removed", by=by, about=person) for person in people])
    # Who asked for one of them to be erased has nothing left to ask for; the log keeps both.
    Erasure.objects.filter(person_id__in=ids, state=ErasureState.ASKED).delete()
    numbers = numbers_of(ids).values()
    Person.objects.filter(pk__in=ids).delete()
    forget_places(numbers, words)
    transaction.on_commit(lambda: keystore.discard(ids))
