"""The shape of what is typed at the import desk."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.registers import labels
from amparo.registers.codebook import KINDS
from amparo.registers.fields import CODED, TARGETS
from amparo.registers.folding import fold
from amparo.registers.mapping import Mapping, Rule
from amparo.registers.proposing import unread_values
from amparo.registers.waiting import Column

MOST_UNREAD = 20
DATES = ("birth_date", "day", "vague")


class UploadForm(forms.Form):
    """The file, and what it is if that is known."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A CSV or XLSX file. It is kept sealed and forgotten after a day."),
    )
    kind = forms.ChoiceField(label=_("How to read it"), required=False)
    sheet = forms.CharField(
        label=_("Sheet"),
        required=False,
        max_length=100,
        help_text=_("Only if the workbook has several tables. Empty takes the fullest one."),
    )

    def __init__(self, *args: Any, saved: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(kind, labels.KINDS[kind]) for kind in KINDS]
        mine = [(name, name) for name in saved]
        self.fields["kind"].choices = [
            ("", _("Recognise it, or propose a mapping")),
            (_("Known standards"), known),
            *([(_("Mappings saved here"), mine)] if mine else []),
        ]


class MappingForm(forms.Form):
    """Where each column goes, and what the values mean that no code explains yet."""

    name = forms.CharField(
        label=_("Save this mapping as"),
        required=False,
        max_length=80,
        help_text=_("With a name, the next register of this form needs no work."),
    )
    currency = forms.CharField(
        label=_("Currency of amounts that do not say theirs"),
        required=False,
        max_length=3,
        widget=forms.TextInput(attrs={"class": "input--short"}),
        help_text=_("Three letters, for example MXN."),
    )

    def __init__(self, *args: Any, mapping: Mapping, columns: Sequence[Column], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._mapping, self._columns = mapping, columns
        self.fields["currency"].initial = mapping.currency
        for number, column in enumerate(columns):
            self._add(number, column)

    def _add(self, number: int, column: Column) -> None:
        rule = column.rule
        self.fields[f"field-{number}"] = forms.ChoiceField(
            label=_("Goes to"), choices=labels.field_choices(), initial=rule.field
        )
        self.fields[f"flag-{number}"] = forms.ChoiceField(
            label=_("If it answers yes or no, yes means"),
            choices=labels.flag_choices(),
            required=False,
            initial=f"{rule.field}:{rule.code}" if rule.code else "",
        )
        if order := _orders(rule):
            self.fields[f"order-{number}"] = forms.ChoiceField(
                label=_("Order"), choices=order, required=False, initial=rule.order
            )
        for at, value in enumerate(self.unread(column)):
            self.fields[f"code-{number}-{at}"] = forms.ChoiceField(
                label=value[:80], choices=labels.code_choices(rule.field), required=False
            )

    def unread(self, column: Column) -> list[str]:
        if column.rule.code or column.rule.field not in CODED:
            return []
        return unread_values(column.rule.field, column.rule, column.values.filled)[:MOST_UNREAD]

    def blocks(self) -> list[tuple[Column, list[Any], list[Any], list[Any]]]:
        """Each column with its own fields, those seldom needed, and those of its unread values."""
        return [
            (
                column,
                [self[f"{part}-{number}"] for part in self._parts(column)
                 if f"{part}-{number}" in self.fields],
                [] if column.rule.code else [self[f"flag-{number}"]],
                [self[f"code-{number}-{at}"] for at in range(len(self.unread(column)))],
            )
            for number, column in enumerate(self._columns)
        ]  # fmt: skip

    def _parts(self, column: Column) -> tuple[str, ...]:
        # Most columns do not answer yes or no; theirs is folded away.
        return ("field", "flag", "order") if column.rule.code else ("field", "order")

    def mapping(self) -> Mapping:
        rules = tuple(self._rule(number, column) for number, column in enumerate(self._columns))
        currency = self.cleaned_data["currency"].upper()
        return replace(self._mapping, rules=rules, currency=currency)

    def _rule(self, number: int, column: Column) -> Rule:
        typed, before = self.cleaned_data, column.rule
        field, _colon, code = typed[f"flag-{number}"].partition(":")
        field = field or typed[f"field-{number}"]
        is_same = (field, code) == (before.field, before.code)
        return replace(
            before,
            field=field,
            code=code,
            order=typed.get(f"order-{number}", "") if is_same else "",
            codes=self._codes(number, column) if is_same else {},
            confidence=before.confidence if is_same else 1.0,
            reason=before.reason if is_same else "person",
        )

    def _codes(self, number: int, column: Column) -> dict[str, str]:
        chosen = {
            fold(value): self.cleaned_data[f"code-{number}-{at}"]
            for at, value in enumerate(self.unread(column))
        }
        decided = {value: "" if code == "-" else code for value, code in chosen.items() if code}
        return dict(column.rule.codes) | decided


def _orders(rule: Rule) -> list[tuple[str, Any]]:
    reading = TARGETS[rule.field].reading
    if reading in DATES or rule.code:
        return [
            ("", _("Day first, and list every date that could be read the other way")),
            ("dmy", _("Day, month, year")),
            ("mdy", _("Month, day, year")),
        ]
    if reading == "full_name":
        return [("", _("Given names first")), ("surnames_first", _("Surnames first"))]
    return []
