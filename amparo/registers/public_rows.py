"""The rows of a public data set on their way to the evidence store: kept raw, checked by value."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from amparo.core.errors import BadInput
from amparo.registers.codebook import Domain, codebook
from amparo.registers.reading import Register
from amparo.registers.recognise import Recognised

# More is no list that anybody reads; the file was taken for something it is not.
MOST_REJECTED = 1_000_000
BEYOND = _("This row has more cells than the header, so no column says what this value means.")


class Rejected(NamedTuple):
    """One value that means nothing in its column. The raw value is kept where it was."""

    row: int
    column: str
    reason: str

    def as_dict(self) -> dict[str, object]:
        return {"row": self.row, "column": self.column, "value_kept": True, "reason": self.reason}


class Wider(Exception):
    """A row is longer than the header; every cell needs a column to be kept in."""

    def __init__(self, width: int) -> None:
        self.width = width


@dataclass
class PublicTable:
    """A file under a codebook. `rows()` streams it and fills `rejected`."""

    register: Register
    recognised: Recognised
    width: int = 0
    rejected: list[Rejected] = field(default_factory=list)

    @property
    def columns(self) -> list[str]:
        named = list(self.register.columns)
        return named + [f"column {at}" for at in range(len(named) + 1, self.width + 1)]

    @property
    def missing(self) -> dict[str, list[str]]:
        """For each known column, the codes that are no answer."""
        return {name: _no_answers(domain) for name, domain in self._domains().items()}

    def rows(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        width, named = len(self.columns), len(self.register.columns)
        judges = [_Judge(domain) for domain in self._by_position()]
        for number, values in self.register.rows(blanks_are_rows=True):
            if len(values) > width:
                raise Wider(len(values))
            for at, (judge, value) in enumerate(zip(judges, values, strict=False)):
                reason = judge[value]
                if reason:
                    self._reject(number, self.columns[at], reason)
            for at in range(named, len(values)):
                if values[at].strip():
                    self._reject(number, self.columns[at], BEYOND)
            yield number, values + ("",) * (width - len(values))

    def _reject(self, number: int, column: str, reason: str) -> None:
        if len(self.rejected) >= MOST_REJECTED:
            raise BadInput(
                gettext(
                    "More than a million values do not fit this codebook, so the file is probably "
                    "something else. Leave the kind out to have it recognised, or make a mapping."
                )
            )
        self.rejected.append(Rejected(number, column, reason))

    def _domains(self) -> dict[str, Domain]:
        book = codebook(self.recognised.kind)
        return {name: book.columns[coded] for name, coded in self.recognised.columns.items()}

    def _by_position(self) -> list[Domain]:
        domains = self._domains()
        return [domains.get(name, _ANYTHING) for name in self.register.columns]


class _Judge(dict[str, str]):
    """Value -> why it is rejected. A column has few different values: each is judged once."""

    def __init__(self, domain: Domain) -> None:
        super().__init__()
        self._domain = domain

    def __missing__(self, value: str) -> str:
        reason = self._domain.refusal(value)
        if len(self) < 100_000:
            self[value] = reason
        return reason


_ANYTHING = Domain()


def _no_answers(domain: Domain) -> list[str]:
    codes = ["", "-99", "00", "ZZ", "Unknown"]
    return codes if domain.zero_is_an_answer else [*codes, "0"]
