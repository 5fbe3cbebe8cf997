"""Shape of what is typed into the ledger of assistance. No rule and no write here."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from amparo.core import clock
from amparo.people.forms.words import Choice, Day, Words
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
    note = Words(label=_("Remarks"), longest=5000, rows=3)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("given_on") and typed["given_on"] > clock.today():
            self.add_error(
                "given_on", gettext("Assistance is recorded once it was given, not before.")
            )
        has_cost, currency = typed.get("cost") is not None, typed.get("currency")
        if has_cost and not currency and "cost" not in self.errors:
            self.add_error("currency", gettext("Choose the currency of this cost."))
        if not has_cost and "cost" not in self.errors:
            # A currency without an amount says nothing.
            typed["currency"] = ""
        return typed
