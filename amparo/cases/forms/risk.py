"""Shape of what is typed about her risk: four levels, each with its reason."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.cases.enums.risk import AtRisk, Level
from amparo.core import clock
from amparo.people.forms.words import Choice, Day, Words

# Proposed, not prescribed: who assesses chooses another day where it is more urgent.
USUAL = timedelta(days=14)


class DueForm(forms.Form):
    next_due_on = Day(label=_("To be assessed again by"), required=True)

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("initial", {"next_due_on": clock.today() + USUAL})
        super().__init__(*args, **kwargs)

    def clean_next_due_on(self) -> Any:
        day = self.cleaned_data["next_due_on"]
        if day and day < clock.today():
            raise forms.ValidationError(
                gettext("The day on which it is due again cannot lie in the past.")
            )
        return day


class RiskForm(DueForm):
    lessened_by = Words(
        label=_("What lessens it"),
        longest=5000,
        rows=2,
        help_text=_("What protects her already, and what will be done."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for part in AtRisk:
            self.fields[part.value] = Choice(
                label=part.label,
                choices=Level.choices,
                initial=Level.NOT_ASSESSED,
                widget=forms.RadioSelect,
            )
            self.fields[f"why_{part}"] = Words(label=_("Why"), longest=2000, rows=2)

    def parts(self) -> list:
        """For the page: each part with its level and its reason."""
        return [(self[part.value], self[f"why_{part}"]) for part in AtRisk]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        for part in AtRisk:
            chosen = typed.get(part.value) not in ("", None, Level.NOT_ASSESSED)
            if chosen and not typed.get(f"why_{part}"):
                self.add_error(
                    f"why_{part}", gettext("Say why you chose this level; nothing is computed.")
                )
        return typed

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "levels": {part.value: typed[part.value] or Level.NOT_ASSESSED for part in AtRisk},
            "reasons": {part.value: typed[f"why_{part}"] for part in AtRisk},
            "lessened_by": typed["lessened_by"],
            "next_due_on": typed["next_due_on"],
        }
