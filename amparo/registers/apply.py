"""A row of a register under a mapping -> facts of a person, a case, an event and assistance.

Pure: places are looked up by a function that is given. What cannot be read is rejected by column
with its reason; what can be read in two ways is read in the likelier one and noted as a doubt.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext_noop as _

from amparo.registers import readers
from amparo.registers.fields import TARGETS
from amparo.registers.mapping import Mapping, Rule
from amparo.registers.public_rows import Rejected
from amparo.registers.readers import Cell
from amparo.registers.reading import Row

# The words of a place, and the place in which to look -> codes, best first.
FindPlace = Callable[[str, str | None, str | None], Sequence[str]]

# A page pasted into a cell is a text, not a date, a code or a name.
LONGEST_CODED = 1000
TOO_LONG = _("This value is far too long for its column, so it was only kept as it stands.")


class Doubt(NamedTuple):
    """Something a person should look at. The value itself stays in the row."""

    column: str
    kind: str


@dataclass
class Applied:
    """What one row says, in the words of the models."""

    number: int
    today: date
    find_place: FindPlace
    person: dict[str, Any] = field(default_factory=dict)
    unanswered: dict[str, str] = field(default_factory=dict)
    case: dict[str, Any] = field(default_factory=dict)
    event: dict[str, Any] = field(default_factory=dict)
    place_words: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    places: list[tuple[str, str]] = field(default_factory=list)
    given: dict[str, Any] = field(default_factory=dict)  # what its assistance entries share
    services: list[tuple[str, date | None]] = field(default_factory=list)
    phase: str = ""
    rejected: list[Rejected] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def reject(self, column: str, reason: str) -> None:
        self.rejected.append(Rejected(self.number, column, reason))

    def doubt(self, column: str, kind: str) -> None:
        self.doubts.append(Doubt(column, kind))

    @property
    def has_event(self) -> bool:
        return bool(self.event or self.places)

    @property
    def assistance(self) -> list[dict[str, Any]]:
        """One entry for each service; the cost stands on the first, so that sums hold."""
        shared, entries = dict(self.given), []
        for service, day in self.services or ([("", None)] if shared else []):
            entries.append(
                {"service": service, **shared, "given_on": day or shared.get("given_on")}
            )
            shared.pop("cost", None)
            shared.pop("currency", None)
        return entries


class Plan:
    """A mapping laid over the columns of one file, ready to be applied row after row."""

    def __init__(
        self, mapping: Mapping, columns: Sequence[str], *, today: date, find_place: FindPlace
    ) -> None:
        self.mapping, self._today, self._find_place = mapping, today, find_place
        at = {column: position for position, column in enumerate(columns)}
        rules = [rule for rule in mapping.rules if rule.column in at]
        shared = [rule.field for rule in rules]
        self._steps = [
            (at[rule.column], _reader(rule), Cell(rule, _joins(rule, shared), mapping.currency))
            for rule in sorted(rules, key=_order)
            if _reader(rule)
        ]
        self.opens_by_date = any(rule.field == "case.opened_on" for rule in rules)

    def apply(self, row: Row) -> Applied:
        applied = Applied(row.number, self._today, self._find_place)
        for position, reader, cell in self._steps:
            raw = row.values[position]
            if not raw or raw.isspace():
                continue
            if len(raw) > LONGEST_CODED and reader is not readers.text:
                applied.reject(cell.column, TOO_LONG)
            else:
                reader(applied, cell, raw)
        readers.finish(applied)
        if self.opens_by_date and "opened_on" not in applied.case:
            applied.doubt("", "no_opening_date")
        return applied


def apply(
    mapping: Mapping, columns: Sequence[str], row: Row, *, today: date, find_place: FindPlace
) -> Applied:
    """Read one row. For many rows of one file make a Plan once."""
    return Plan(mapping, columns, today=today, find_place=find_place).apply(row)


def _reader(rule: Rule) -> Callable[[Any, Cell, str], None] | None:
    if rule.code:
        return readers.flag
    return readers.BY_READING.get(
        "checked" if rule.field == "keep" and rule.standard else TARGETS[rule.field].reading
    )


def _joins(rule: Rule, fields: list[str]) -> str:
    """Notes from several columns say which column each came from."""
    joins = TARGETS[rule.field].joins
    return f"\n{rule.column}: " if joins == "\n" and fields.count(rule.field) > 1 else joins


def _order(rule: Rule) -> tuple[int, str]:
    """Dates first: an age counts back from the day the case was opened."""
    first = {"case.opened_on": 0, "person.birth_date": 1, "event.phase": 1}
    return first.get(rule.field, 2), ""
