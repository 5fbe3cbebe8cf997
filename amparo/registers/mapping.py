"""A mapping says for every column of a register where it goes. It is data: saved by name."""

import dataclasses
from collections.abc import Mapping as Lookup
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from amparo.core.errors import BadInput
from amparo.registers.fields import TARGETS

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """Where one column goes, how sure the proposal is, and why."""

    column: str
    field: str = "keep"
    confidence: float = 0.0
    reason: str = "none"  # header | values | header_and_values | standard | person | none
    codes: Lookup[str, str] = dataclasses.field(
        default_factory=dict
    )  # folded value -> code; "" = no code
    code: str = ""  # for a column of yes and no: the code that yes stands for
    order: str = ""  # dmy, mdy; given_first, surnames_first
    standard: str = ""  # the HTCDS field, whose list the values are checked against


@dataclass(frozen=True, slots=True)
class Mapping:
    """A saved way to read one kind of register."""

    rules: tuple[Rule, ...]
    name: str = ""
    currency: str = ""  # of amounts that do not say theirs

    def rule(self, column: str) -> Rule | None:
        return next((rule for rule in self.rules if rule.column == column), None)

    def with_rule(self, changed: Rule) -> "Mapping":
        rules = tuple(changed if rule.column == changed.column else rule for rule in self.rules)
        return replace(self, rules=rules)

    def fits(self, columns: Sequence[str]) -> bool:
        """Whether every column of the mapping is in the file; more columns are kept raw."""
        return {rule.column for rule in self.rules if rule.field != "keep"} <= set(columns)

    def to_json(self) -> dict[str, Any]:
        rules = [{k: v for k, v in asdict(rule).items() if v} for rule in self.rules]
        return {"format": FORMAT, "name": self.name, "currency": self.currency, "rules": rules}

    @classmethod
    def from_json(cls, held: dict[str, Any]) -> "Mapping":
        try:
            if held["format"] != FORMAT:
                raise ValueError
            rules = tuple(Rule(**rule) for rule in held["rules"])
            if any(rule.field not in TARGETS for rule in rules):
                raise ValueError
            return cls(rules, held.get("name", ""), held.get("currency", ""))
        except (KeyError, TypeError, ValueError) as error:
            raise BadInput(
                _(
                    "This saved mapping is not in a form this version can read. Make it anew from "
                    "the file: the columns are proposed again."
                )
            ) from error
