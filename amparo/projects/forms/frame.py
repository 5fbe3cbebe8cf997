from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.core.form_fields import Choice, Day, Many, Words
from amparo.projects import catalogue
from amparo.projects.enums import Disaggregation, Level


class RowForm(forms.Form):
    level = Choice(label=_("Level"), choices=Level.choices, required=True)
    parent = Choice(
        label=_("Stands under"),
        choices=[],
        help_text=_("A goal stands alone; an outcome under a goal, and so on."),
    )
    number = Words(label=_("Number"), longest=20, required=True, help_text=_("As in 1 or 1.2."))
    text = Words(label=_("Text"), longest=500, rows=2, required=True)
    assumption = Words(label=_("What it takes for granted"), longest=500, rows=2)

    def __init__(self, *args: Any, parents: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.parents = {str(each.pk): each for each in parents}
        choices = [
            (pk, f"{each.get_level_display()} {each.number}: {each.text[:60]}")
            for pk, each in self.parents.items()
        ]
        self.fields["parent"].choices = [("", "—"), *choices]

    def clean_parent(self) -> Any:
        return self.parents.get(self.cleaned_data["parent"])


def quantity(label: Any, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        max_digits=12,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "input--short", "step": "any"}),
        **more,
    )


class TargetForm(forms.Form):
    indicator = Choice(label=_("Indicator"), choices=catalogue.choices, empty="—", required=True)
    baseline = quantity(
        _("Baseline"), required=False, help_text=_("Empty if nobody measured before.")
    )
    goal = quantity(_("Target"))
    starts_on = Day(label=_("From"), required=True)
    ends_on = Day(label=_("Until"), required=True)
    disaggregations = Many(
        label=_("Broken down by"),
        choices=Disaggregation.choices,
        help_text=_("As the donor asks. What is printed stays with the rules for figures."),
    )
    source = Words(label=_("Where it is read"))
