"""Reads of imports that are worth a name."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from amparo.core.errors import BadInput
from amparo.people.models import Person
from amparo.registers.enums import State
from amparo.registers.mapping import Mapping
from amparo.registers.models import Doubt, Import, ImportRow, SavedMapping
from amparo.taxonomy import queries as taxonomy


def saved_mapping(agency: Any, name: str) -> Mapping:
    """The mapping that an agency saved under this name."""
    held = SavedMapping.objects.filter(agency=agency, name=name).first()
    if held is None:
        raise BadInput(
            "There is no kind of register and no saved mapping of that name. Leave the kind out to "
            "have the columns proposed, or save a mapping under that name first."
        )
    return Mapping.from_json(held.rules)


def marks_held(agency_id: UUID, marks: Iterable[bytes]) -> set[bytes]:
    """Which of these rows the agency holds already."""
    held = ImportRow.objects.filter(agency_id=agency_id, mark__in=list(marks))
    return {bytes(mark) for mark in held.values_list("mark", flat=True)}


def changed_since(brought: Import) -> int:
    """How many people of an import somebody has worked with since."""
    people = Person.objects.filter(register_rows__brought=brought)
    touched = Q(version__gt=1) | Q(cases__version__gt=1) | Q(consents__isnull=False)
    return people.filter(touched).distinct().count()


def open_doubts(brought: Import) -> dict[str, int]:
    """How many doubts of each kind wait for a person."""
    waiting = Doubt.objects.filter(brought=brought, settled="")
    return dict(waiting.values_list("kind").annotate(Count("id")).order_by("-id__count", "kind"))


def is_running(agency_id: UUID) -> bool:
    return Import.objects.filter(agency_id=agency_id, state=State.RUNNING).exists()


def place_finder() -> Callable[[str, str | None, str | None], tuple[str, ...]]:
    """Looks up places by their words; a register says the same few places again and again."""

    @lru_cache(maxsize=20_000)
    def find(text: str, level: str | None, within: str | None) -> tuple[str, ...]:
        found = taxonomy.find_place(text, level=level, within=within, limit=1)
        return tuple(place.code for place in found)

    return find
