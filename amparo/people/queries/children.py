"""Who stands for a child, and whether that is safe today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from amparo.core.decisions import Decision
from amparo.people.models import Guardian, Person
from amparo.people.policies import children as policies
from amparo.people.policies import relations as around_policies
from amparo.people.queries import relations


@dataclass(frozen=True)
class Stands:
    """A guardian, whether she or he bears the name of a danger, and may represent her today."""

    guardian: Guardian
    conflict: bool
    may: Decision

    @property
    def is_unsafe(self) -> bool:
        return policies.is_unsafe(self.guardian, conflict=self.conflict)

    @property
    def is_safe(self) -> bool:
        """Whether what she or he agreed to may be relied on, even after the last day."""
        return policies.is_safe(self.guardian, conflict=self.conflict)


def guardians(person: Person, *, on: date) -> list[Stands]:
    """Everybody who stands or stood for her. The people around her are asked anew each time."""
    held = list(person.guardians.all())
    if not held:
        return []
    around = relations.dangers(person)
    return [_stands(guardian, person, around, on) for guardian in held]


def _stands(guardian: Guardian, person: Person, around: Iterable, on: date) -> Stands:
    guardian.person = person
    conflict = bool(around_policies.conflicts(around, guardian.name))
    return Stands(guardian, conflict, policies.can_represent(guardian, conflict=conflict, on=on))


def representatives(person: Person, *, on: date) -> list[Guardian]:
    """Those who may answer for her today."""
    return [each.guardian for each in guardians(person, on=on) if each.may]


def guardian_of(person: Person, guardian_id: object) -> Guardian | None:
    """One of hers; a foreign one is not there."""
    found = person.guardians.filter(pk=guardian_id).first()
    if found is not None:
        found.person = person
    return found
