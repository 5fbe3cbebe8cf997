"""A first mapping for an unknown register: by the words in its header and the shape of its values.

Everything proposed carries how sure it is and why. A person corrects it before anything is stored.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from amparo.registers import coding, dates, shapes, vocabulary
from amparo.registers.codebook import plain
from amparo.registers.fields import FLAGGED, TARGETS
from amparo.registers.folding import clean, fold
from amparo.registers.htcds import Column, column_labelled, column_named
from amparo.registers.mapping import Mapping, Rule

SURE_ENOUGH = 0.5
MOST_OF = 0.6
MOST_VALUES = 200
LONGEST_SHOWN = 300
LONGEST_CODE = 40  # longer values are sentences, and sentences name people


@dataclass(frozen=True, slots=True)
class Values:
    """What the sampled cells of one column look like."""

    filled: tuple[str, ...]

    @classmethod
    def of(cls, cells: Iterable[str]) -> "Values":
        # The first words show what a page pasted into a cell is.
        shown = (cell[:LONGEST_SHOWN] for cell in cells)
        return cls(tuple(cell for cell in shown if cell.strip() and not _silent(cell)))

    def share(self, holds: Callable[[str], object]) -> float:
        return sum(bool(holds(value)) for value in self.filled) / max(1, len(self.filled))

    @property
    def different(self) -> list[str]:
        return list(dict.fromkeys(self.filled))


def propose(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Mapping:
    """A mapping for a register of an unknown form."""
    values = [Values.of(row[at] for row in rows) for at in range(len(columns))]
    rules = [_rule(column, each) for column, each in zip(columns, values, strict=True)]
    return Mapping(tuple(_settle(rules, dict(zip(columns, values, strict=True)))))


def standard_mapping(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Mapping:
    """The saved mapping of the HTCDS, for whichever of its columns the file has."""
    rules = []
    for at, name in enumerate(columns):
        column = column_named(name) or column_labelled(name)
        order = dates.order_of(Values.of(row[at] for row in rows).filled)
        rule = _standard_rule(name, column, order) if column else Rule(name)
        if rule.field == "person.gender":
            rule = replace(rule, codes=_letters(Values.of(row[at] for row in rows)))
        rules.append(rule)
    return Mapping(tuple(rules), name="htcds")


def _standard_rule(name: str, column: Column, order: str) -> Rule:
    field = column.field
    is_date = TARGETS[field.to].reading in ("day", "birth_date", "vague")
    return Rule(
        column=name,
        field=field.to,
        confidence=1.0,
        reason="standard",
        code=column.choice,
        order=order if is_date else "",
        standard=field.name,
    )


def _silent(text: str) -> bool:
    return vocabulary.non_answer(text) is not None and vocabulary.yes_or_no(text) is None


def _rule(column: str, values: Values) -> Rule:
    if flag := _flag_rule(column, values):
        return flag
    field, sure = vocabulary.field_of(column)
    if field == "keep":
        return Rule(column, "keep", sure, "header")
    if field and not values.filled:
        return Rule(column, field, round(sure * 0.9, 2), "header")
    if field:
        field = _by_values_among(field, values)
        fit = _fit(field, values)
        if fit >= MOST_OF:
            return Rule(column, field, round(min(1.0, sure + 0.04), 2), "header_and_values")
        if fit >= 0.3:
            return Rule(column, field, round(sure * 0.7, 2), "header")
    guess, sure = _by_values(values)
    if sure >= SURE_ENOUGH:
        return Rule(column, guess, sure, "values")
    return Rule(column)


def _flag_rule(column: str, values: Values) -> Rule | None:
    """A column of yes and no whose name is a code: «Albergue», «Violencia física»."""

    if not values.filled or values.share(_answers_yes_or_no) < 0.8:
        return None
    if not any(vocabulary.yes_or_no(value) is not None for value in values.filled):
        return None
    group, _, last = column.rpartition(" / ")
    of_group = vocabulary.field_of(group)[0] if group else ""
    # «Servicios / Psicológica» is a service, though «psicológica» alone is a kind of control.
    for field in sorted(FLAGGED, key=lambda each: each != of_group):
        code = coding.code(TARGETS[field].list, last)
        if code:
            return Rule(column, field, 0.85, "header_and_values", code=code)
    return None


def _answers_yes_or_no(value: str) -> bool:
    """Yes, no, or the day on which it was yes."""
    return vocabulary.yes_or_no(value) is not None or _is_date(value)


def _by_values_among(field: str, values: Values) -> str:
    """«Estado» is a place, a status or a marriage; «Origen» a country or a town: values tell."""
    rivals = {
        "event.place.exploitation": ("case.status",),
        "person.citizenships": ("event.place.origin",),
        "case.status": ("case.identification", "event.place.exploitation"),
        "event.purposes": ("assistance.service",),
        "assistance.provider": (),
        "person.birth_date": ("person.citizenships", "person.birth_year"),
        "event.narrative": (),
    }.get(field, ())
    if not rivals:
        return field
    best = max(rivals, key=lambda each: _fit(each, values))
    # Any word can be a place; a code that explains most values is the better guess.
    own = _fit(field, values) if TARGETS[field].reading != "place" else 0.4
    return best if _fit(best, values) > own + 0.3 else field


def _fit(field: str, values: Values) -> float:
    """How many of the values this field could read."""
    holds = _FITS.get(TARGETS[field].reading)
    if holds is None:
        return 1.0
    list_name = TARGETS[field].list
    return values.share(lambda value: holds(value, list_name))


def _is_date(value: str, _list: str = "") -> bool:
    return dates.when(value, today=_NO_FUTURE) is not None


_NO_FUTURE = date.max
_FITS: dict[str, Callable[[str, str], object]] = {
    "birth_date": _is_date,
    "day": _is_date,
    "vague": _is_date,
    "birth_year": lambda value, _: len(plain(value)) == 4 and plain(value).isdigit(),
    "age": lambda value, _: shapes.age(value) is not None,
    "gender": lambda value, name: coding.code(name, value) or fold(value) == "m",
    "code": lambda value, name: coding.code(name, value),
    "codes": lambda value, name: coding.several(name, value)[0],
    "services": lambda value, name: coding.several(name, value)[0],
    "languages": lambda value, name: coding.several(name, value)[0],
    "countries": lambda value, _: coding.several_countries(value)[0],
    "country": lambda value, _: coding.country(value),
    "money": lambda value, _: any(letter.isdigit() for letter in value),
    "full_name": lambda value, _: any(letter.isalpha() for letter in value),
    "place": lambda value, _: any(letter.isalpha() for letter in value),
}


def _by_values(values: Values) -> tuple[str, float]:
    """What a column is whose name says nothing."""
    if not values.filled:
        return "keep", 0.0
    tries = (
        ("person.gender", lambda value: coding.code("gender", value)),
        ("person.age", lambda value: "aprox" in fold(value) or fold(value).endswith("anos")),
        ("person.phone", lambda value: shapes.looks_like_phone(value) and not _is_date(value)),
        ("case.opened_on", lambda value: _is_date(value) and len(plain(value)) > 4),
        ("person.citizenships", coding.country),
        ("event.purposes", lambda value: coding.several("purpose", value)[1]),
        ("assistance.service", lambda value: coding.several("service", value)[1]),
        ("person.full_name", shapes.looks_like_names),
    )
    for field, holds in tries:
        share = values.share(holds)
        if share >= 0.8 or (field == "person.age" and share >= 0.2 and _ages(values)):
            return field, round(0.5 + 0.25 * share, 2)
    return "keep", 0.0


def _ages(values: Values) -> bool:
    return values.share(lambda value: shapes.age(value) is not None) >= 0.8


def _settle(rules: list[Rule], values: dict[str, Values]) -> list[Rule]:
    """One column for each single field, names shared out, orders and codes filled in."""
    rules = _share_names(rules)
    best: dict[str, Rule] = {}
    for rule in rules:
        held = best.get(rule.field)
        if held is None or rule.confidence > held.confidence:
            best[rule.field] = rule
    settled = []
    for rule in rules:
        is_spare = not TARGETS[rule.field].joins and best[rule.field] is not rule
        if rule.field != "keep" and (rule.confidence < SURE_ENOUGH or is_spare):
            rule = Rule(rule.column, "keep", round(rule.confidence / 2, 2), rule.reason)
        settled.append(_completed(rule, values[rule.column]))
    return settled


def _share_names(rules: list[Rule]) -> list[Rule]:
    """«Nombre» is the whole name only where no column of surnames stands beside it."""
    fields = {rule.field for rule in rules}
    has_surnames = fields & {"person.surnames", "person.paternal_surname"}
    if not has_surnames:
        return [
            replace(rule, field="person.full_name", confidence=round(rule.confidence * 0.8, 2))
            if rule.field == "person.given_names" and "person.full_name" not in fields
            else rule
            for rule in rules
        ]
    return [
        replace(rule, field="person.given_names") if rule.field == "person.full_name" else rule
        for rule in rules
    ]


def _completed(rule: Rule, values: Values) -> Rule:
    reading = TARGETS[rule.field].reading
    if rule.code:
        return rule
    if reading in ("birth_date", "day", "vague"):
        return replace(rule, order=dates.order_of(values.filled))
    if reading == "full_name":
        words = fold(rule.column).split()
        is_turned = "apellidos" in words and words.index("apellidos") < len(words) - 1
        return replace(
            rule,
            order="surnames_first"
            if is_turned and words[0] != "nombre" and words[0] != "nombres"
            else "",
        )
    if reading == "gender":
        return replace(rule, codes=_letters(values))
    if TARGETS[rule.field].list:
        return replace(rule, codes=proposed_codes(rule.field, values.different))
    return rule


def _letters(values: Values) -> dict[str, str]:
    """M is mujer beside H, and masculino beside F."""
    letters = {fold(value) for value in values.filled}
    if "m" not in letters:
        return {}
    if "h" in letters and "f" not in letters:
        return {"m": coding.code("gender", "Feminine") or ""}
    if "f" in letters and "h" not in letters:
        return {"m": coding.code("gender", "Masculine") or ""}
    return {}


def proposed_codes(field: str, different: Sequence[str]) -> dict[str, str]:
    """Value -> code for the values one code explains; what a person must choose is left out."""
    found = {}
    for value in different[:MOST_VALUES]:
        if len(value) <= LONGEST_CODE and (code := coding.code(TARGETS[field].list, value)):
            found[fold(value)] = code
    return found


def unread_values(field: str, rule: Rule, values: Sequence[str]) -> list[str]:
    """Values of a coded column that no code explains yet, for the screen."""
    seen = dict.fromkeys(clean(value) for value in values if value.strip() and not _silent(value))
    return [
        value
        for value in seen
        if fold(value) not in rule.codes and not coding.several(TARGETS[field].list, value)[1]
    ][:MOST_VALUES]
