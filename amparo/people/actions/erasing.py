"""Erasing somebody: asked for by one, carried out when another confirms, completed by the clock.

Her records go in one transaction; only then is her key destroyed, so that a roll-back loses
nothing. Whatever stops in between is found by looking, and done again without harm.
"""

from typing import Any
from uuid import UUID

from django.db import transaction

from amparo import audit
from amparo.agencies import OPERATOR
from amparo.agencies import actions as members
from amparo.core import clock, keystore
from amparo.people import erasing, policies
from amparo.people.enums import ErasureState
from amparo.people.models import Erasure, Person
from amparo.people.queries import is_erased, words_of
from amparo.people.queries.keeping import end_of, is_held, must_stay, waiting_erasure

from .name_places import numbers_of
from .names import forget_places, forget_unborne_words

BATCH = 500


@transaction.atomic
def ask_erasure(*, by: Any, person: Person, ground: str) -> Erasure:
    """Ask that somebody be erased. Nothing changes until the second person confirms."""
    held = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    policies.can_ask_erasure(
        held,
        by=by,
        ground=ground,
        held=is_held(held.pk),
        waiting=waiting_erasure(held.pk) is not None,
        has_ended=_has_ended(held),
        must_stay=must_stay(held.pk),
    ).or_refuse()
    erasure = Erasure.objects.create(
        person_id=held.pk, agency=held.agency, ground=ground, asked_by=by, asked_at=clock.now()
    )
    audit.record("erasure_asked", by=by, about=erasure, detail={"ground": ground})
    return erasure


@transaction.atomic
def call_off_erasure(*, by: Any, erasure: Erasure) -> Erasure:
    """Call a request off. She stays as she is."""
    held = Erasure.objects.select_for_update(of=("self",)).get(pk=erasure.pk)
    policies.can_call_off(held, by=by).or_refuse()
    _answer(held, ErasureState.CALLED_OFF, by)
    audit.record("erasure_called_off", by=by, about=held, detail={"ground": held.ground})
    return held


@transaction.atomic
def erase(*, by: Any, erasure: Erasure) -> Erasure:
    """Confirm what another asked for: her records go now, her key as soon as that is certain."""
    held = Erasure.objects.select_for_update(of=("self",)).get(pk=erasure.pk)
    person = Person.objects.select_for_update(of=("self",)).filter(pk=held.person_id).first()
    is_there = person is not None
    policies.can_erase(
        held,
        by=by,
        held=is_there and is_held(person.pk),
        has_ended=is_there and _has_ended(person),
        must_stay=is_there and must_stay(person.pk),
    ).or_refuse()
    detail = {"ground": held.ground, "asked_by": str(held.asked_by_id)}
    audit.record("person_erased", by=by, about=held, detail=detail)
    if is_there:
        _take_away(person, by=by)
    _answer(held, ErasureState.CONFIRMED, by)
    # Robust: her records are gone whatever happens now; the clock destroys the key if this fails.
    transaction.on_commit(lambda: destroy_key(held.pk), robust=True)
    return held


def destroy_key(erasure_id: UUID) -> None:
    """Destroy the key of somebody whose records are gone. Done twice it changes nothing."""
    erasure = Erasure.objects.get(pk=erasure_id)
    if erasure.state == ErasureState.CONFIRMED:
        at = clock.now().isoformat()
        line = keystore.destroy(erasure.person_id, at=at, ground=erasure.ground)
        _close(erasure_id, line)


def finish_erasures() -> int:
    """Complete what a crash or a full disk left half done."""
    waiting = Erasure.objects.filter(state=ErasureState.CONFIRMED).values_list("pk", flat=True)
    left = list(waiting)
    for erasure_id in left:
        destroy_key(erasure_id)
    return len(left)


def erase_again() -> int:
    """Take away whom a restored backup brought back: the list of graves outlives every restore."""
    graves = list(keystore.tombstones())
    risen: list[UUID] = []
    for start in range(0, len(graves), BATCH):
        people = Person.objects.filter(pk__in=graves[start : start + BATCH])
        risen += people.values_list("pk", flat=True)
    if risen:
        # First of all nobody may read them, whichever way the key store came back.
        keystore.bury_again()
    for person_id in risen:
        _erase_again(person_id)
    return len(risen)


@transaction.atomic
def _erase_again(person_id: UUID) -> None:
    person = Person.objects.select_for_update(of=("self",)).filter(pk=person_id).first()
    if person is None:
        return
    audit.record("person_erased_again", by=OPERATOR, about=person)
    _take_away(person, by=OPERATOR)
    # A request of the time of the backup asks for what was done since.
    Erasure.objects.filter(person_id=person_id, state=ErasureState.ASKED).delete()


def _take_away(person: Person, *, by: Any) -> None:
    words, unreadable = words_of([person]), is_erased(person)
    for part in erasing.PARTS:
        part(person, by)
    members.drop_drafts_about(ids=[person.pk])
    numbers = numbers_of([person.pk]).values()
    Person.objects.filter(pk=person.pk).delete()
    forget_places(numbers, words or {person.agency_id: set()})
    if unreadable:
        # Nobody can say any more which words were hers.
        forget_unborne_words(person.agency_id)


def _has_ended(person: Person) -> bool:
    found = end_of(person)
    return found is not None and found.ends_on < clock.today()


def _answer(erasure: Erasure, state: ErasureState, by: Any) -> None:
    erasure.state, erasure.answered_by, erasure.answered_at = state, by, clock.now()
    erasure.save(update_fields=["state", "answered_by", "answered_at"])


@transaction.atomic
def _close(erasure_id: UUID, line: int) -> None:
    erasure = Erasure.objects.select_for_update(of=("self",)).get(pk=erasure_id)
    if erasure.state == ErasureState.CONFIRMED:
        erasure.state, erasure.done_at = ErasureState.DONE, clock.now()
        erasure.save(update_fields=["state", "done_at"])
        audit.record("key_destroyed", by=OPERATOR, about=erasure, detail={"line": line})
