"""Shape of what is typed into the ledger of assistance. No rule and no write here."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from amparo.core import clock
from amparo.people.forms.words import Choice, Day, Many, Words
from amparo.projects.models import Project
from amparo.projects.policies.project import covers
from amparo.taxonomy import codes

CURRENCIES = ["MXN", "USD", "GTQ", "HNL", "NIO", "CRC", "EUR", "COP", "BZD", "PAB"]


def services() -> list:
    return codes.choices("service", language=get_language())


class AssistanceForm(forms.Form):
    """What was given, when, by whom, at what cost, from whose money."""

    service = Choice(label=_("What was given"), choices=services, empty="—", required=True)
    given_on = Day(label=_("When"), help_text=_("Empty if the day is not known."))
    provider = Words(label=_("Given by"), help_text=_("The office, hospital or person."))
    cost = forms.DecimalField(
        label=_("Cost"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "input--short", "step": "0.01"}),
    )
    currency = Choice(label=_("Currency"), choices=[(c, c) for c in CURRENCIES], empty="—")
    funder = Words(label=_("Paid by"), longest=120, help_text=_("The project or donor."))
    projects = Many(
        label=_("In which projects"), choices=[], help_text=_("One person in two counts once.")
    )
    note = Words(label=_("Remarks"), longest=5000, rows=3)

    def __init__(self, *args: Any, offered: Iterable[Project] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.offered = {str(each.pk): each for each in offered}
        if not self.offered:
            # Without a project there is nothing to ask.
            del self.fields["projects"]
            return
        self.fields["projects"].choices = [
            (pk, f"{each.code} · {each.name}") for pk, each in self.offered.items()
        ]

    def clean_projects(self) -> list[Project]:
        return [self.offered[pk] for pk in self.cleaned_data["projects"]]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("given_on") and typed["given_on"] > clock.today():
            self.add_error(
                "given_on", gettext("Assistance is recorded once it was given, not before.")
            )
        for project in typed.get("projects", ()):
            day = typed.get("given_on")
            if day and not (covered := covers(project, on=day)):
                self.add_error("projects", covered.reason)
        has_cost, currency = typed.get("cost") is not None, typed.get("currency")
        if has_cost and not currency and "cost" not in self.errors:
            self.add_error("currency", gettext("Choose the currency of this cost."))
        if not has_cost and "cost" not in self.errors:
            # A currency without an amount says nothing.
            typed["currency"] = ""
        return typed
