"""Code lists, shipped as data with labels in both languages. Stored values are the codes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.functional import lazystr
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amparo.core.errors import BadInput
from amparo.taxonomy import shipped

NON_ANSWERS = ("unknown", "refused", "not_asked")


class LazyLabel:
    """A label that is read when it is shown, in the language of that moment."""

    def __init__(self, list_name: str, code: str) -> None:
        self.list_name, self.code = list_name, code

    def __str__(self) -> str:
        return label(self.list_name, self.code)


def _list(name: str) -> dict[str, Any]:
    found = shipped.read("codes.json")["lists"].get(name)
    if found is None:
        raise BadInput(_("There is no code list of that name. `codes.lists()` names them all."))
    return found


@cache
def _facts(name: str) -> dict[str, dict[str, Any]]:
    facts = {entry["code"]: entry for entry in _list(name)["codes"]}
    if _list(name)["non_answers"]:
        facts |= {entry["code"]: entry for entry in _list("non_answer")["codes"]}
    return facts


def lists() -> list[str]:
    return sorted(shipped.read("codes.json")["lists"])


def version() -> str:
    return shipped.read("codes.json")["version"]


def source(list_name: str) -> str:
    return _list(list_name)["source"]


def list_label(list_name: str, *, language: str | None = None) -> str:
    return _list(list_name)[shipped.language_or_active(language)]


def codes(list_name: str) -> list[str]:
    """The codes of a list in its own order, without the three non-answers."""
    return [entry["code"] for entry in _list(list_name)["codes"]]


def is_code(list_name: str, code: str) -> bool:
    """Whether a value may be stored: a code of the list, or a non-answer where one is allowed."""
    return code in _facts(list_name)


def facts(list_name: str, code: str) -> dict[str, Any]:
    """All that the list knows of a code: labels, aliases, groups, fractions, verify."""
    return dict(_facts(list_name).get(code, {}))


def label(list_name: str, code: str, *, language: str | None = None) -> str:
    """The words for a code; an unknown code is shown as it is, so that nothing disappears."""
    return _facts(list_name).get(code, {}).get(shipped.language_or_active(language), code)


def choices(
    list_name: str, *, language: str | None = None, nonanswers: bool = False
) -> list[tuple[str, Any]]:
    """Pairs for a form; labels are lazy unless a language is given."""
    owned = [(list_name, code) for code in codes(list_name)]
    owned += [("non_answer", code) for code in NON_ANSWERS if nonanswers]
    return [
        (code, label(name, code, language=language) if language else lazystr(LazyLabel(name, code)))
        for name, code in owned
    ]


# --- reading what registers hold ----------------------------------------------------------------


@cache
def _keys(list_name: str) -> dict[str, str]:
    keys: dict[str, str] = {}
    for entry in _list(list_name)["codes"]:
        names = [entry["code"], entry["es"], entry["en"], *entry.get("aliases", [])]
        keys |= {shipped.key(name): entry["code"] for name in names}
    return keys


# Registers and the prose of HTCDS write the field into the value: MethodsOfControlDebtBondage.
PREFIXES = ("methodsofcontrol", "meansofcontrol", "typeofexploitation", "typeofsexexploitation")


def canonical(list_name: str, raw: object) -> str | None:
    """The code that a raw value means, whichever style, case or typo it came in; None if none."""
    wanted = shipped.key(str(raw if raw is not None else ""))
    keys = _keys(list_name)
    if wanted in keys:
        return keys[wanted]
    for prefix in PREFIXES:
        if wanted.startswith(prefix) and wanted[len(prefix) :] in keys:
            return keys[wanted[len(prefix) :]]
    return non_answer(raw) if _list(list_name)["non_answers"] else None


@cache
def _non_answers() -> dict[str, str]:
    return {
        shipped.without_accents(name): entry["code"]
        for entry in _list("non_answer")["codes"]
        for name in [entry["code"], entry["es"], entry["en"], *entry["aliases"]]
    }


def non_answer(raw: object) -> str | None:
    """unknown, refused or not_asked for -99, ZZ, "Se ignora"…; None for blank and for answers.

    Blank stays with the caller, who knows whether the column was ever asked. "NA" is Namibia.
    """
    return _non_answers().get(shipped.without_accents(str(raw if raw is not None else "")))


def split(raw: object) -> list[str]:
    """The parts of a cell with several values, parted by ; | line ends, or else by commas."""
    text = str(raw if raw is not None else "")
    parts = re.split(r"[;|\n]", text)
    if len(parts) == 1:
        parts = re.split(r",", text)
    return [part.strip() for part in parts if part.strip()]


def canonical_all(list_name: str, raw: object) -> tuple[list[str], list[str]]:
    """Codes found in a cell, each once and in order, and the parts that nothing matched."""
    whole = canonical(list_name, raw)
    if whole:
        return [whole], []
    found: dict[str, None] = {}
    unread = []
    for part in split(raw):
        code = canonical(list_name, part)
        if code:
            found.setdefault(code)
        else:
            unread.append(part)
    return list(found), unread


@cache
def _fields() -> dict[str, dict[str, Any]]:
    data = shipped.read("htcds_fields.json")
    rows = [dict(zip(data["columns"], row, strict=True)) for row in data["fields"]]
    return {shipped.key(row["field"]): row for row in rows}


def htcds_field(name: str) -> dict[str, Any] | None:
    """What a column of an HTCDS file is, in the sheet's names or the form's (prs_First_Name)."""
    return _fields().get(shipped.key(name))


# --- forms of exploitation under a definition ---------------------------------------------------


@dataclass(frozen=True)
class Definition:
    """A choice of which purposes count as which form. A figure names the version it used."""

    version: str
    title_es: str
    title_en: str
    note_es: str
    note_en: str
    form_by_purpose: dict[str, str]

    def title(self, language: str | None = None) -> str:
        return getattr(self, f"title_{shipped.language_or_active(language)}")

    def note(self, language: str | None = None) -> str:
        return getattr(self, f"note_{shipped.language_or_active(language)}")

    def purposes_of(self, form: str) -> list[str]:
        return [purpose for purpose, its in self.form_by_purpose.items() if its == form]

    def forms(self) -> list[str]:
        used = set(self.form_by_purpose.values())
        return [f["code"] for f in shipped.read("definitions.json")["forms"] if f["code"] in used]


CURRENT_DEFINITION = "seed-2010"


@cache
def _definitions() -> dict[str, Definition]:
    return {
        row["version"]: Definition(
            row["version"], row["es"], row["en"], row["note_es"], row["note_en"], row["forms"]
        )
        for row in shipped.read("definitions.json")["definitions"]
    }


def definition_versions() -> list[str]:
    return list(_definitions())


NO_DEFINITION = gettext_lazy(
    "There is no definition of that version, so no form can be counted. "
    "Choose one of the versions listed under definitions."
)
NO_PURPOSE = gettext_lazy(
    "The definition does not say where one of the purposes belongs, so it cannot be counted. "
    "Use the codes of the list of purposes."
)


def definition(version: str = CURRENT_DEFINITION) -> Definition:
    found = _definitions().get(version)
    if found is None:
        raise BadInput(str(NO_DEFINITION))
    return found


def form_of(purposes: Iterable[str], version: str = CURRENT_DEFINITION) -> frozenset[str]:
    """Top-level forms of a set of purposes. Non-answers are no form; a person may have several."""
    table = definition(version).form_by_purpose
    named = [purpose for purpose in purposes if purpose not in NON_ANSWERS]
    if any(purpose not in table for purpose in named):
        raise BadInput(str(NO_PURPOSE))
    return frozenset(table[purpose] for purpose in named)


def forms(version: str = CURRENT_DEFINITION) -> list[str]:
    return definition(version).forms()


def form_label(form: str, *, language: str | None = None) -> str:
    tongue = shipped.language_or_active(language)
    names = {row["code"]: row[tongue] for row in shipped.read("definitions.json")["forms"]}
    return names.get(form, form)


def purposes_of_form(form: str, version: str = CURRENT_DEFINITION) -> list[str]:
    return definition(version).purposes_of(form)


def crosswalk(before: str, after: str) -> list[dict[str, str]]:
    """The purposes that change their form from one definition to the other."""
    old, new = definition(before).form_by_purpose, definition(after).form_by_purpose
    return [
        {"purpose": purpose, "from": old[purpose], "to": new[purpose]}
        for purpose in old
        if old[purpose] != new[purpose]
    ]
