"""A child's age, who stands for her, and what follows at once when that is not safe."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.core import clock
from amparo.core.changes import ChangedMeanwhile, changed_fields
from amparo.people.actions.consents import withdraw_consent
from amparo.people.actions.records import tell_revised
from amparo.people.actions.relations import add_related, when_around_her_changed
from amparo.people.enums import Answer
from amparo.people.enums.children import Suspected
from amparo.people.models import AgeFinding, Consent, Guardian, Person
from amparo.people.policies import children as policies
from amparo.people.queries import children as queries
from amparo.people.queries import relations

FACTS = (
    "name",
    "relation",
    "basis",
    "paper",
    "since",
    "until",
    "suspected",
    "suspected_why",
    "not_the_same",
)


@transaction.atomic
def find_age(*, by: Any, person: Person, said: str, **facts: Any) -> AgeFinding:
    """Write down that she may be younger than 18, or what a body found. The newest counts, and
    her files close to all but those named if she is a child by it."""
    held = Person.objects.select_for_update().get(pk=person.pk)
    today = clock.today()
    policies.can_find_age(held, by=by, said=said, facts=facts, today=today).or_refuse()
    finding = AgeFinding(person=held, said=said, recorded_by=_author(by), **facts)
    finding.save(force_insert=True)
    audit.record("age_found", by=by, about=finding, fields=facts, detail={"said": str(said)})
    tell_revised(by=by, person=held, changed=["age"])
    return finding


@transaction.atomic
def add_guardian(*, by: Any, person: Person, **facts: Any) -> Guardian:
    """Write down who stands for a child, with an answer about suspects."""
    held = Person.objects.select_for_update().get(pk=person.pk)
    guardian = Guardian(person=held, recorded_by=_author(by), **facts)
    _keep(by, guardian)
    guardian.save(force_insert=True)
    audit.record("guardian_added", by=by, about=guardian, fields=facts, detail=_detail(guardian))
    _make_safe(by, guardian)
    return guardian


@transaction.atomic
def revise_guardian(*, by: Any, guardian: Guardian, seen_version: int, **facts: Any) -> Guardian:
    """Change what is known of a guardian. What rested on somebody unsafe ends at once."""
    held = Guardian.objects.select_related("person").select_for_update(of=("self",))
    held = held.get(pk=guardian.pk)
    changed = changed_fields(held, facts)
    if changed and held.version != seen_version:
        raise ChangedMeanwhile(held, changed)
    for name in changed:
        setattr(held, name, facts[name])
    _keep(by, held)
    held.version += 1
    held.save()
    audit.record("guardian_revised", by=by, about=held, fields=changed, detail=_detail(held))
    _make_safe(by, held)
    return held


@when_around_her_changed
def look_again(*, by: Any, person: Person) -> None:
    """Somebody around her was written down as a danger: perhaps it is who stands for her."""
    for each in queries.guardians(person, on=clock.today()):
        guardian = each.guardian
        if each.is_unsafe and guardian.unsafe_since is None:
            guardian.bears_a_name, guardian.unsafe_since = each.conflict, clock.today()
            guardian.save(update_fields=["bears_a_name", "unsafe_since"])
            audit.record("guardian_unsafe", by=by, about=guardian, detail=_detail(guardian))
            _take_back(by, guardian)


def _keep(by: Any, guardian: Guardian) -> None:
    facts = {name: getattr(guardian, name) for name in FACTS}
    conflict = bool(relations.conflicts(guardian.person, guardian.name))
    person = guardian.person
    policies.can_keep_guardian(person, by=by, facts=facts, conflict=conflict).or_refuse()
    guardian.bears_a_name = conflict
    unsafe = policies.is_unsafe(guardian, conflict=conflict)
    guardian.unsafe_since = (guardian.unsafe_since or clock.today()) if unsafe else None


def _make_safe(by: Any, guardian: Guardian) -> None:
    """Who is suspected stands among the people around her too, where every name is asked."""
    if guardian.unsafe_since is None:
        return
    if guardian.suspected == Suspected.YES and not guardian.bears_a_name:
        facts = {"relation": guardian.relation, "name": guardian.name, "suspected": True}
        add_related(by=by, person=guardian.person, **facts)
    _take_back(by, guardian)


def _take_back(by: Any, guardian: Guardian) -> None:
    """What she or he agreed to on her behalf holds no more."""
    rests = Consent.objects.filter(
        assent__guardian=guardian, answer=Answer.GRANTED, withdrawn_at__isnull=True
    )
    for consent in rests.select_for_update():
        withdraw_consent(by=by, consent=consent)


def _detail(guardian: Guardian) -> dict[str, Any]:
    return {"suspected": str(guardian.suspected), "unsafe": guardian.unsafe_since is not None}


def _author(by: Any) -> Member | None:
    return by if isinstance(by, Member) else None
