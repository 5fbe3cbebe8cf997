"""The Human Trafficking Case Data Standard: its fields under every name the toolkits give them."""

import json
import re
from dataclasses import dataclass
from functools import cache

from amparo.registers.codebook import BOOKS
from amparo.registers.folding import fold_name
from amparo.taxonomy import codes as taxonomy

# XLSForm exports put groups before the name, and split a choice of several into columns.
PATH = re.compile(r"[/:.]")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the standard, and where it goes in a person, a case or an event."""

    name: str
    label: str
    reading: str
    to: str = "keep"
    list: str = ""  # of the taxonomy
    several: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file that is a field of the standard, or one choice of it split off."""

    field: Field
    choice: str = ""


@cache
def fields() -> dict[str, Field]:
    table = json.loads((BOOKS / "htcds.json").read_text(encoding="utf-8"))
    return {name: _field(name, facts) for name, facts in table["columns"].items()}


def _field(name: str, facts: dict) -> Field:
    known = taxonomy.htcds_field(name) or {}
    return Field(
        name=name,
        label=facts["label"],
        reading=facts["reading"],
        to=facts.get("to", "keep"),
        list=known.get("list") or "",
        several=known.get("many", False),
    )


def column_named(name: str) -> Column | None:
    """The field a column holds, by code name in either style, group path, or split choice."""
    parts = [part for part in PATH.split(name.strip()) if part]
    for at in range(len(parts) - 1, -1, -1):
        found = _by_code_name().get(fold_name(parts[at]))
        if found is None:
            continue
        if at == len(parts) - 1:
            return Column(found)
        choice = _choice(found, "".join(parts[at + 1 :]))
        return Column(found, choice) if choice else None
    return _flag(fold_name(name))


def column_labelled(name: str) -> Column | None:
    """The field by its label on screen; only labels that one field alone carries."""
    found = _by_label().get(fold_name(name))
    return Column(found) if found else None


@cache
def _by_code_name() -> dict[str, Field]:
    return {fold_name(name): each for name, each in fields().items()}


@cache
def _by_label() -> dict[str, Field]:
    labels: dict[str, list[Field]] = {}
    for each in fields().values():
        labels.setdefault(fold_name(each.label), []).append(each)
    return {label: each[0] for label, each in labels.items() if label and len(each) == 1}


def _flag(folded: str) -> Column | None:
    """The booleans of the field definitions: MethodsOfControlDebtBondage."""
    control = fields()["vic_MethodsOfControl"]
    for start in ("methodsofcontrol", "vicmethodsofcontrol"):
        if folded.startswith(start) and (choice := _choice(control, folded[len(start) :])):
            return Column(control, choice)
    return None


def _choice(field: Field, text: str) -> str:
    code = taxonomy.canonical(field.list, text) if field.list and text else None
    return "" if code is None or code in taxonomy.NON_ANSWERS else code
