from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.core.form_fields import Choice, Day, Words


def amount() -> forms.DecimalField:
    return forms.DecimalField(
        label=_("Amount"),
        min_value=0.01,
        max_digits=14,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "input--short", "step": "0.01"}),
    )


class LineForm(forms.Form):
    """What a donor gives for what."""

    code = Words(label=_("Number of the line"), longest=20, required=True)
    title = Words(label=_("What it is for"), longest=200, required=True)
    donor = Choice(label=_("Who pays it"), choices=[], required=True)
    amount = amount()

    def __init__(self, *args: Any, donors: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.donors = {str(each.pk): each for each in donors}
        self.fields["donor"].choices = [(pk, each.name) for pk, each in self.donors.items()]

    def clean_donor(self) -> Any:
        return self.donors[self.cleaned_data["donor"]]


class PaymentForm(forms.Form):
    line = Choice(label=_("Budget line"), choices=[], empty="—", required=True)
    on = Day(label=_("Paid on"), required=True)
    what = Words(
        label=_("What for"),
        longest=200,
        required=True,
        help_text=_("The thing or the service. Never the name of a person who was helped."),
    )
    amount = amount()

    def __init__(self, *args: Any, lines: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.lines = {str(each.pk): each for each in lines}
        choices = [(pk, str(each)) for pk, each in self.lines.items()]
        self.fields["line"].choices = [("", "—"), *choices]

    def clean_line(self) -> Any:
        return self.lines[self.cleaned_data["line"]]
