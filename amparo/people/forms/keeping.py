"""Shape of what is typed about keeping: a ground, a reason, a period, a number."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.people.enums import Ground
from amparo.people.forms.words import Words

LONGEST_REASON = 2_000


class GroundForm(forms.Form):
    ground = forms.ChoiceField(label=_("Ground"), choices=Ground.choices, widget=forms.RadioSelect)


class ReasonForm(forms.Form):
    """Why a hold is placed or lifted. It lies sealed with the record it is about."""

    reason = Words(
        label=_("Reason"),
        required=True,
        longest=LONGEST_REASON,
        rows=2,
        help_text=_("Which order or file it rests on. It lies sealed; the log does not repeat it."),
    )


class PeriodForm(forms.Form):
    """How long an agency keeps its records, and what that rests on."""

    agency = forms.ChoiceField(label=_("Agency"))
    years = forms.IntegerField(
        label=_("Years"),
        min_value=1,
        max_value=60,
        widget=forms.NumberInput(attrs={"class": "input--short"}),
    )
    rests_on = Words(
        label=_("What it rests on"),
        required=True,
        longest=300,
        help_text=_("The law with its article, or the rule; say so if nobody has checked it yet."),
    )

    def __init__(self, *args: Any, agencies: Iterable[Any], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [(agency.code, agency.name) for agency in agencies]


class FileNumberForm(forms.Form):
    number = forms.CharField(
        label=_("Case number"),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "input--medium", "autocomplete": "off"}),
        help_text=_("It looks like ABCD-2345."),
    )
