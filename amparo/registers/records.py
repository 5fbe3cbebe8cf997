"""The facts of a row as records that are not saved yet: person, case, event, assistance."""

import json
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from amparo.agencies.models import Agency
from amparo.assistance.models import Assistance
from amparo.cases.enums import DecidingBody, Identification
from amparo.cases.models import Case, Event, EventPlace, Involvement
from amparo.core import bulk
from amparo.people.enums import CameFrom
from amparo.people.models import Person
from amparo.registers.apply import Applied
from amparo.registers.models import Doubt, Import, ImportRow
from amparo.registers.reading import Row
from amparo.taxonomy import codes, vague

# What a decision rests on when an old register only says that there was one.
OLD_PROCEDURE = "old-register"
NO_SERVICE = "OtherService"
LONGEST_FUNDER = 120
BODIES = {str(body) for body in DecidingBody}


@dataclass
class Batch:
    """The records of some rows, in the order in which they are saved."""

    people: list[Person] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    involvements: list[Involvement] = field(default_factory=list)
    places: list[EventPlace] = field(default_factory=list)
    assistance: list[Assistance] = field(default_factory=list)
    lines: list[ImportRow] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def add(self, row: Row, mark: bytes, applied: Applied, brought: Import) -> None:
        agency = brought.agency
        person = _person(applied, agency)
        case = _case(applied, agency, person)
        self.people.append(person)
        self.cases.append(case)
        if applied.has_event:
            self._add_event(applied, case)
        self._add_assistance(applied, case)
        line = bulk.new(
            ImportRow,
            id=uuid.uuid4(),
            brought=brought,
            agency=agency,
            person=person,
            case=case,
            number=row.number,
            mark=mark,
            raw=list(row.values),
            rejected=[[_at(each.column, brought), each.reason] for each in applied.rejected],
        )
        self.lines.append(line)
        self.doubts += [
            Doubt(line=line, brought=brought, kind=doubt.kind, at=_at(doubt.column, brought))
            for doubt in dict.fromkeys(applied.doubts)
        ]

    def record_at(self, moment: datetime) -> None:
        """All of them at one moment: what is recorded later about them is somebody's work."""
        for person in self.people:
            person.created_at = moment
        for each in (*self.cases, *self.events, *self.assistance):
            each.recorded_at = moment

    def _add_event(self, applied: Applied, case: Case) -> None:
        event = bulk.new(
            Event,
            id=uuid.uuid4(),
            agency_id=case.agency_id,
            person_id=case.person_id,
            definition_version=codes.CURRENT_DEFINITION,
            **_dated(applied.event),
        )
        self.events.append(event)
        self.involvements.append(bulk.new(Involvement, event=event, case=case))
        self.places += [
            bulk.new(EventPlace, event=event, place_code=code, role=role, position=position)
            for position, (code, role) in enumerate(applied.places)
        ]

    def _add_assistance(self, applied: Applied, case: Case) -> None:
        entries = [_entry(facts, applied, case) for facts in applied.assistance]
        if not entries:
            return
        days = [entry.given_on for entry in entries if entry.given_on]
        case.is_assisted = True
        case.assisted_on = min([*days, *filter(None, [case.assisted_on])], default=None)
        self.assistance += entries


def _at(column: str, brought: Import) -> int | None:
    """Columns go by their number: where a register has no heading, a name stands in its place."""
    return brought.columns.index(column) if column in brought.columns else None


def _person(applied: Applied, agency: Agency) -> Person:
    facts = dict(applied.person)
    return bulk.new(Person, id=uuid.uuid4(), agency=agency, came_from=CameFrom.REGISTER, **facts)


def _case(applied: Applied, agency: Agency, person: Person) -> Case:
    facts = dict(applied.case)
    opened_on = facts.pop("opened_on", None) or _earliest(applied) or applied.today
    case = bulk.new(
        Case, id=uuid.uuid4(), agency=agency, person=person, came_from=CameFrom.REGISTER,
        opened_on=opened_on, **facts,
    )  # fmt: skip
    case.is_assisted = case.assisted_on is not None
    _decide(case)
    return case


def _decide(case: Case) -> None:
    """A decision is kept with its body; an old register may not have said which."""
    if case.decided_body not in BODIES:
        is_government = case.decided_body.startswith(DecidingBody.GOVERNMENT)
        case.decided_body = DecidingBody.GOVERNMENT if is_government else ""
    if case.identification == Identification.PRESUMED:
        return
    case.decided_body = case.decided_body or DecidingBody.NOT_RECORDED
    case.procedure_version = OLD_PROCEDURE
    case.is_identified = case.identification == Identification.IDENTIFIED
    case.identified_on = case.decided_on if case.is_identified else None


def _earliest(applied: Applied) -> date | None:
    """Without a date of opening, the case is as old as the oldest day its row tells of."""
    days = [applied.case.get(name) for name in ("decided_on", "assisted_on")]
    days += [applied.given.get("given_on"), *(day for _, day in applied.services)]
    return min(filter(None, days), default=None)


def _dated(facts: dict[str, Any]) -> dict[str, Any]:
    """Vague dates with the bounds by which they are compared."""
    dated = dict(facts)
    for name in ("started", "ended"):
        if name in facts:
            found = vague.from_edtf(facts[name])
            dated[f"{name}_low"], dated[f"{name}_high"] = found.low, found.high
    return dated


def _entry(facts: dict[str, Any], applied: Applied, case: Case) -> Assistance:
    known = facts | {"service": facts["service"] or NO_SERVICE}
    funder = known.get("funder", "")
    if len(funder) > LONGEST_FUNDER:
        known = known | {"funder": "", "note": f"{known.get('note', '')} {funder}".strip()}
    if known["given_on"] and known["given_on"] > applied.today:
        applied.doubt("", "future")
        known = known | {"given_on": None}
    return bulk.new(
        Assistance,
        id=uuid.uuid4(),
        case=case,
        agency_id=case.agency_id,
        person_id=case.person_id,
        **known,
    )


class Marks:
    """A keyed mark for each row: equal rows of one file are told apart by their count."""

    def __init__(self, key: bytes, columns: Sequence[str]) -> None:
        self._key = key
        self._columns = json.dumps(list(columns), ensure_ascii=False).encode("utf-8", "replace")
        self._seen: Counter[bytes] = Counter()

    def of(self, row: Row) -> bytes:
        from hashlib import blake2b

        digest = blake2b(self._columns, digest_size=16, key=self._key)
        for value in row.values:
            content = value.encode("utf-8", "surrogatepass")
            digest.update(len(content).to_bytes(4, "big") + content)
        plain = digest.digest()
        times = self._seen[plain]
        self._seen[plain] += 1
        if not times:
            return plain
        return blake2b(plain + times.to_bytes(4, "big"), digest_size=16, key=self._key).digest()
