"""The people around her, and whether she is found by name."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.core import clock
from amparo.core.changes import ChangedMeanwhile, changed_fields
from amparo.people.models import Person
from amparo.people.models.relations import Hiding, RelatedPerson
from amparo.people.policies import relations as policies
from amparo.people.queries.keeping import is_held

_around: list[Callable[..., None]] = []
FACTS = RelatedPerson.Privacy.identifying | RelatedPerson.Privacy.sensitive - {"person"}


def when_around_her_changed(rule: Callable[..., None]) -> Callable[..., None]:
    """Let a subject look again when somebody who endangers her was written down."""
    if rule not in _around:
        _around.append(rule)
    return rule


@transaction.atomic
def add_related(*, by: Any, person: Person, **facts: Any) -> RelatedPerson:
    """Write down somebody around her, sealed under her key."""
    policies.can_change(person, by=by).or_refuse()
    _only(facts)
    author = by if isinstance(by, Member) else None
    related = RelatedPerson(person=person, recorded_by=author, **facts)
    related.save(force_insert=True)
    audit.record("related_added", by=by, about=related, fields=facts)
    _tell(by, related)
    return related


@transaction.atomic
def revise_related(
    *, by: Any, related: RelatedPerson, seen_version: int, **facts: Any
) -> RelatedPerson:
    """Change what is known of somebody around her."""
    held = RelatedPerson.objects.select_related("person").select_for_update(of=("self",))
    held = held.get(pk=related.pk)
    policies.can_change(held.person, by=by).or_refuse()
    _only(facts)
    changed = changed_fields(held, facts)
    if changed and held.version != seen_version:
        raise ChangedMeanwhile(held, changed)
    if not changed:
        return held
    was_a_danger = held.is_a_danger
    for name in changed:
        setattr(held, name, facts[name])
    held.version += 1
    if "name" in changed or (held.is_a_danger and not was_a_danger):
        # Whom a colleague was compared with before is not this one.
        held.feared_since = clock.now()
    held.save(update_fields=[*changed, "version", "feared_since"])
    audit.record("related_revised", by=by, about=held, fields=changed)
    _tell(by, held)
    return held


@transaction.atomic
def remove_related(*, by: Any, related: RelatedPerson) -> None:
    """Take somebody back out who was written down by mistake."""
    held = RelatedPerson.objects.select_related("person").select_for_update(of=("self",))
    held = held.get(pk=related.pk)
    policies.can_remove(held, by=by, held=is_held(held.person_id)).or_refuse()
    audit.record("related_removed", by=by, about=held)
    RelatedPerson.objects.filter(pk=held.pk).delete()


@transaction.atomic
def hide_from_search(*, by: Any, person: Person, hidden: bool, reason: str) -> Person:
    """Take her out of every search by name, or put her back. The number of her case still works."""
    held = Person.objects.select_for_update().get(pk=person.pk)
    policies.can_hide(held, by=by, reason=reason).or_refuse()
    if held.hidden_from_search == hidden:
        return held
    held.hidden_from_search = hidden
    held.version += 1
    held.save(update_fields=["hidden_from_search", "version"])
    author = by if isinstance(by, Member) else None
    why = Hiding(
        person=held, hidden=hidden, reason=reason, decided_by=author, decided_at=clock.now()
    )
    why.save(force_insert=True)
    verb = "person_hidden" if hidden else "person_shown_again"
    audit.record(verb, by=by, about=held, fields=["hidden_from_search"])
    return held


def _tell(by: Any, related: RelatedPerson) -> None:
    if related.is_a_danger:
        for rule in _around:
            rule(by=by, person=related.person)


def _only(facts: dict[str, Any]) -> None:
    if unknown := set(facts) - FACTS:
        raise TypeError(f"not facts of somebody around her: {sorted(unknown)}")
