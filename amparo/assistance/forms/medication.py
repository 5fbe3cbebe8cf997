"""Shape of what is typed about her medicine. No rule and no write here."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.assistance.enums.medication import DoseState
from amparo.people.forms.words import Choice, Day, Words

HOUR = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d")


class MedicationForm(forms.Form):
    """What, how much, and at what hours."""

    what = Words(label=_("Medicine"), required=True)
    dose = Words(
        label=_("How much"), required=True, help_text=_("For example: one tablet of 500 mg.")
    )
    hours = Words(
        label=_("At what hours"),
        required=True,
        help_text=_("With two dots, one after the other: 8:00, 20:00"),
    )
    begins_on = Day(label=_("From"), required=True)
    ends_on = Day(label=_("Until"), help_text=_("Empty if it goes on."))
    prescribed_by = Words(label=_("Prescribed by"))

    def clean_hours(self) -> list[str]:
        typed = re.split(r"[\s,;]+", self.cleaned_data["hours"].strip())
        if not all(HOUR.fullmatch(part) for part in typed):
            raise forms.ValidationError(
                gettext("Write each hour with two dots, such as 8:00 or 20:30.")
            )
        return sorted({part.zfill(5) for part in typed})

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        begins, ends = typed.get("begins_on"), typed.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", gettext("The last day lies before the first."))
        return typed


class DoseForm(forms.Form):
    """What became of one dose."""

    day = Day(required=True)
    hour = forms.CharField(max_length=5)
    state = Choice(choices=DoseState.choices, required=True)
    note = Words(longest=500)
