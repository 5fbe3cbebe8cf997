"""What all readers share: the cell, the reasons, and the ways of saying nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_noop as _

from amparo.core.errors import BadInput
from amparo.registers import dates
from amparo.registers.codebook import plain
from amparo.registers.fields import TARGETS
from amparo.registers.folding import fold
from amparo.registers.mapping import Rule
from amparo.registers.vocabulary import LONGEST_SILENCE, non_answer
from amparo.taxonomy import vague

if TYPE_CHECKING:
    from amparo.registers.apply import Applied

NOT_A_DATE = _(
    "This is no date that exists. Correct it, or keep it as it stands in the old register."
)
NOT_AN_AGE = _("This is no age in years.")
NOT_A_YEAR = _("This is no year of birth.")
NOT_A_CODE = _("No code is known for this value. Choose one in the mapping, or leave it as it is.")
NOT_A_COUNTRY = _("No country has this name or code.")
NOT_A_PLACE = _("No place of this name or code is known, so it was not counted anywhere.")
NOT_AN_AMOUNT = _("This is no amount of money.")
NOT_YES_OR_NO = _("This column says yes or no, and this value is neither.")


@dataclass(frozen=True)
class Cell:
    """What a reader must know about the column it reads; looked up once, read for each row."""

    rule: Rule
    joins: str = ""
    currency: str = ""

    @cached_property
    def column(self) -> str:
        return self.rule.column

    @cached_property
    def name(self) -> str:
        return self.rule.field.rpartition(".")[2]

    @cached_property
    def list(self) -> str:
        return TARGETS[self.rule.field].list


Reader = Callable[["Applied", Cell, str], None]


def facts_of(row: "Applied", cell: Cell) -> dict[str, Any]:
    kind = cell.rule.field.partition(".")[0]
    return row.given if kind == "assistance" else getattr(row, kind)


def said_nothing(row: "Applied", cell: Cell, raw: str, *, name: str = "") -> bool:
    """Unknown, refused and not asked are three different answers; each is kept as such."""
    silent = silence(raw)
    if silent is None:
        return False
    if cell.rule.field.startswith("person."):
        row.unanswered[name or cell.name] = silent
    elif cell.rule.field.startswith("event."):
        row.event.setdefault("unanswered", {})[name or cell.name] = silent
    return True


def silence(raw: str) -> str | None:
    return _silence(raw) if len(raw) <= LONGEST_SILENCE else None


@lru_cache(maxsize=65536)
def _silence(raw: str) -> str | None:
    return non_answer(raw) or ("unknown" if plain(raw) in ("0", "-99") else None)


def when_in(row: "Applied", cell: Cell, raw: str) -> dates.When | None:
    found = read_when(raw, cell.rule.order, row.today)
    if found is None:
        row.reject(cell.column, NOT_A_DATE)
    elif found.doubt:
        row.doubt(cell.column, found.doubt)
    return found


@lru_cache(maxsize=65536)
def read_when(raw: str, order: str, today: date) -> dates.When | None:
    found = dates.when(raw, order=order, today=today)
    if found is not None:
        return found
    try:
        return dates.When(vague.parse(raw).edtf)
    except BadInput:
        return None


def corrected(cell: Cell, raw: str) -> str:
    return cell.rule.codes.get(fold(raw), "") if cell.rule.codes else ""


def is_dropped(cell: Cell, raw: str) -> bool:
    """A person said on screen that this value has no code."""
    return cell.rule.codes.get(fold(raw)) == "" if cell.rule.codes else False
