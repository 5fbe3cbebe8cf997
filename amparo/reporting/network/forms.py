"""Which part of the network, and as it stood when."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.core.form_fields import Choice, Many
from amparo.organisations.enums import GovernmentLevel, Sector
from amparo.reporting.network.collecting import COLLECTORS
from amparo.reporting.network.enums import TieKind

FED = [(kind.value, kind.label) for kind in TieKind if kind in COLLECTORS]


class NetworkForm(forms.Form):
    year = forms.IntegerField(label=_("At the end of the year"), required=False)
    level = Choice(label=_("Level"), choices=GovernmentLevel.choices, empty=_("all of them"))
    sector = Choice(label=_("Sector"), choices=Sector.choices, empty=_("all of them"))
    kinds = Many(label=_("What joins them"), choices=FED, required=False)
    without = Choice(label=_("What if this one were gone?"), choices=[], empty="—")

    def __init__(self, *args: Any, first: int, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["year"]
        field.min_value, field.max_value = first, today.year
        field.widget = forms.NumberInput(
            attrs={"type": "range", "min": first, "max": today.year, "step": 1}
        )
        field.initial = today.year
        self.today, self.first = today, first
        self.fields["without"].valid_value = lambda value: True

    def clean_year(self) -> int:
        return self.cleaned_data.get("year") or self.today.year

    @property
    def day(self) -> date:
        """The last day of the year asked for; of the running year, today."""
        year = self.cleaned_data["year"] if self.is_valid() else self.today.year
        year = min(max(year, self.first), self.today.year)
        return self.today if year == self.today.year else date(year, 12, 31)

    @property
    def facts(self) -> dict[str, Any]:
        asked = self.cleaned_data if self.is_valid() else {}
        return {
            "on": self.day,
            "level": asked.get("level", ""),
            "sector": asked.get("sector", ""),
            "kinds": asked.get("kinds", []),
        }

    def offer(self, bodies: list[tuple[str, str]]) -> None:
        self.fields["without"].choices = [("", "—"), *bodies]
