"""Shape of what is typed about a screening and about a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.cases import procedures
from amparo.cases.enums import DecidingBody, Identification, YesNo
from amparo.cases.enums.screening import KINDS, Age, DecisionKind
from amparo.cases.models import Screening
from amparo.cases.procedures import Dimension, Procedure
from amparo.core import clock
from amparo.people.forms.words import PAGE, Choice, Day, Words
from amparo.taxonomy.queries import countries

OTHER = "other"
NEEDED = {
    "kind": _("Say whether the assisting organisation or an authority decided."),
    "outcome": _("Say what was decided."),
    "body": _("Say who decided. Without it nobody knows later what the decision rests on."),
    "country": _("Say in which country, so that nobody is counted in the wrong one."),
    "decided_on": _("Say on what day it was decided."),
    "reasons": _("Write the reasons. Without them the decision cannot be looked at again."),
}


@dataclass(frozen=True)
class Group:
    """A dimension with the fields of its questions."""

    dimension: Dimension
    fields: list[forms.BoundField]


class ScreeningForm(forms.Form):
    """The questions of one version of a procedure, and when they were asked."""

    screened_on = Day(label=_("Asked on"), required=True)
    age = forms.ChoiceField(
        label=_("Was she under 18 when it began?"),
        choices=Age.choices,
        initial=Age.UNKNOWN,
        widget=forms.RadioSelect,
    )
    notes = Words(
        label=_("What else was seen or said"),
        longest=PAGE,
        rows=4,
        help_text=_("In her words where you can. Not whether you believe her."),
    )

    def __init__(
        self, *args: Any, procedure: Procedure, under_18: bool | None, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"screened_on": clock.today()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.procedure, self.by_dates = procedure, under_18
        if under_18 is not None:
            del self.fields["age"]
        for dimension in procedure.dimensions:
            for item in dimension.items:
                self.fields[_name(dimension.code, item.code)] = Choice(
                    label=item.label,
                    choices=YesNo.choices,
                    initial=YesNo.NOT_ASKED,
                    help_text=_note(item.note, item.verify),
                )

    def groups(self) -> list[Group]:
        return [
            Group(part, [self[_name(part.code, item.code)] for item in part.items])
            for part in self.procedure.dimensions
        ]

    def clean_screened_on(self) -> date:
        day = self.cleaned_data["screened_on"]
        if day and day > clock.today():
            raise forms.ValidationError(gettext("A conversation cannot be dated in the future."))
        return day

    @property
    def age_said(self) -> str:
        if self.by_dates is None:
            return self.cleaned_data["age"]
        return str(Age.UNDER_18 if self.by_dates else Age.OF_AGE)

    def answers(self) -> dict[str, str]:
        """What was answered; nothing for what was not asked."""
        typed = {
            f"{part.code}.{item.code}": self.cleaned_data.get(_name(part.code, item.code)) or ""
            for part in self.procedure.dimensions
            for item in part.items
        }
        return {code: said for code, said in typed.items() if said not in ("", YesNo.NOT_ASKED)}

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "procedure": self.procedure.key,
            "screened_on": typed["screened_on"],
            "age": self.age_said,
            "answers": self.answers(),
            "notes": typed["notes"],
        }


def _name(dimension: str, item: str) -> str:
    return f"{dimension}__{item}"


def _note(note: str, verify: bool) -> str:
    if note and verify:
        return gettext("%(note)s To verify.") % {"note": note}
    return gettext("To verify.") if verify else note


class DecisionForm(forms.Form):
    """A decision with what it rests on. All of it is needed, or it could not be explained later."""

    kind = forms.ChoiceField(
        label=_("Whose decision is it?"),
        choices=[(kind.value, kind.label) for kind in KINDS],
        widget=forms.RadioSelect,
        required=False,
    )
    outcome = forms.ChoiceField(
        label=_("What was decided"),
        choices=Identification.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    body = Choice(
        label=_("Who decided"),
        choices=[pair for pair in DecidingBody.choices if pair[0] != DecidingBody.NOT_RECORDED],
        empty="—",
    )
    country = Choice(label=_("Country of that body"), choices=countries, empty="—")
    decided_on = Day(label=_("Decided on"))
    screening = Choice(label=_("Screening it rests on"), choices=(), empty=_("None"))
    procedure = Choice(label=_("Version of the procedure"), choices=(), empty="—")
    procedure_version = Words(
        label=_("Another procedure, as that body names it"),
        longest=40,
        help_text=_("For example: Protocol 2021."),
    )
    reasons = Words(label=_("Reasons given"), longest=PAGE, rows=4)

    def __init__(self, *args: Any, screenings: Sequence[Screening] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.screenings = {str(one.pk): one for one in screenings}
        self.fields["screening"].choices = [("", gettext("None"))] + [
            (pk, f"{date_format(one.screened_on, 'SHORT_DATE_FORMAT')} · {one.procedure_title}")
            for pk, one in self.screenings.items()
        ]
        self.fields["procedure"].choices = [("", "—")] + [
            (one.key, procedures.title_of(one.key)) for one in procedures.every() if one.is_loaded
        ]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        for name, sentence in NEEDED.items():
            if not typed.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        self._check_procedure(typed)
        day = typed.get("decided_on")
        if day and day > clock.today():
            self.add_error("decided_on", gettext("A decision cannot be dated in the future."))
        if typed.get("kind") == DecisionKind.OFFICIAL and typed.get("body") == DecidingBody.NGO:
            self.add_error("body", gettext("An official decision is taken by an authority."))
        return typed

    def _check_procedure(self, typed: dict[str, Any]) -> None:
        """One procedure: chosen, typed, or that of the screening."""
        screening = self.screenings.get(typed.get("screening") or "")
        said = [typed.get("procedure"), typed.get("procedure_version")]
        named = [each for each in said if each] or ([screening.procedure] if screening else [])
        if not named and "procedure_version" not in self.errors:
            sentence = gettext("Say by which version of which procedure it was decided.")
            self.add_error("procedure", sentence)
        elif len(named) > 1:
            sentence = gettext("Two procedures stand here. Keep the one by which it was decided.")
            self.add_error("procedure_version", sentence)
        else:
            typed["named"] = "".join(named)

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        plain = ("kind", "outcome", "body", "country", "decided_on", "reasons")
        facts = {name: typed[name] for name in plain}
        return facts | {
            "procedure_version": typed["named"],
            "screening": self.screenings.get(typed["screening"]),
        }
