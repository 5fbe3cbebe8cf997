"""Reads of imports that are worth a name."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Case as Choice
from django.db.models import Count, DateTimeField, F, Q, QuerySet, When
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amparo.core.errors import BadInput
from amparo.journeys.models import Journey, TravelBan
from amparo.people.models import LegalHold, Person
from amparo.registers.enums import DoubtKind, State
from amparo.registers.mapping import Mapping
from amparo.registers.models import Doubt, ErasedRow, Import, ImportRow, SavedMapping
from amparo.taxonomy import queries as taxonomy
from amparo.taxonomy import vague

LONGEST_BATCH = timedelta(minutes=5)


def saved_mapping(agency: Any, name: str) -> Mapping:
    """The mapping that an agency saved under this name."""
    held = SavedMapping.objects.filter(agency=agency, name=name).first()
    if held is None:
        raise BadInput(
            _(
                "There is no kind of register and no saved mapping of that name. Leave the kind "
                "out to have the columns proposed, or save a mapping under that name first."
            )
        )
    return Mapping.from_json(held.rules)


def marks_held(agency_id: UUID, marks: Collection[bytes]) -> set[bytes]:
    """Which of these rows the agency holds already, or held until their person was erased."""
    held: set[bytes] = set()
    for rows in (ImportRow.objects, ErasedRow.objects):
        found = rows.filter(agency_id=agency_id, mark__in=marks)
        held |= {bytes(mark) for mark in found.values_list("mark", flat=True)}
    return held


def changed_since(people: QuerySet[Person], brought: Import) -> int:
    """How many of these people of an import somebody has worked with since."""
    touched = Q(version__gt=1) | Q(cases__version__gt=1) | Q(consents__isnull=False)
    touched |= Q(cases__documents_added__gt=0) | Q(cases__events__version__gt=1)
    touched |= Q(cases__events__recorded_at__gt=_brought_until(brought))
    touched |= Q(cases__assistance__recorded_at__gt=_brought_until(brought))
    # Somebody may wait for her there, or an authority forbid that she leaves.
    touched |= Q(cases__in=Journey.objects.filter(case__isnull=False).values("case"))
    touched |= Q(cases__in=TravelBan.objects.values("case"))
    return people.filter(touched).distinct().count()


def _brought_until(brought: Import) -> Choice:
    """What is recorded about a person after this moment was not brought in.

    An import records her and all that hangs on her at one moment. Earlier versions did not: of
    theirs the end is known, or, if they broke off, about how long a batch took.
    """
    at = F("cases__recorded_at")
    before = brought.finished_at or at + LONGEST_BATCH
    at_once = When(cases__recorded_at=F("created_at"), then=at)
    return Choice(at_once, default=before, output_field=DateTimeField())


def since_brought(brought: Import, among: Collection[UUID] | None = None) -> dict[str, Any]:
    """What happened to the people of an import, or to some, as far as undoing depends on it."""
    people = Person.objects.filter(register_rows__brought=brought)
    if among is not None:
        people = people.filter(pk__in=among)
    standing = LegalHold.objects.filter(lifted_at__isnull=True, person__in=people)
    return {"changed_since": changed_since(people, brought), "has_held": standing.exists()}


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


def rejected_values(brought: Import) -> Iterator[tuple[str, str, int]]:
    """Every rejected value of an import: its column, the reason and the row."""
    lines = ImportRow.objects.filter(brought=brought).exclude(rejected=[])
    for number, rejected in lines.order_by("number").values_list("number", "rejected").iterator():
        for at, reason in rejected:
            yield _column(brought, at), reason, number


def _column(brought: Import, at: int | None) -> str:
    return brought.columns[at] if at is not None and at < len(brought.columns) else ""


def doubts_of(brought: Import, kind: str) -> QuerySet[Doubt]:
    waiting = Doubt.objects.filter(brought=brought, kind=kind, settled="")
    return waiting.select_related("line__person", "line__case").order_by("line__number", "pk")


@dataclass(frozen=True)
class DoubtLine:
    """A doubt as its page shows it: the value as it stood, and what was made of it."""

    doubt: Doubt
    column: str
    number: int
    raw: str
    read_as: str
    url: str


def doubt_line(brought: Import, doubt: Doubt) -> DoubtLine:
    line, at = doubt.line, doubt.at
    raw = line.raw[at] if at is not None and at < len(line.raw) else ""
    read_as = _read_as(line, doubt.kind)
    address = line.case.get_absolute_url()
    return DoubtLine(doubt, _column(brought, at), line.number, raw[:200], read_as, address)


def _read_as(line: ImportRow, kind: str) -> str:
    person, case = line.person, line.case
    if kind == DoubtKind.NAME_SPLIT:
        parts = (person.given_names, person.paternal_surname, person.maternal_surname)
        return " | ".join(part or "—" for part in parts)
    if kind in (DoubtKind.AGE_WITHOUT_DATE, DoubtKind.AGE_AND_BIRTH):
        return vague.display(person.birth_date) if person.birth_date else ""
    if kind == DoubtKind.NO_OPENING_DATE:
        return date_format(case.opened_on, "SHORT_DATE_FORMAT")
    return ""
