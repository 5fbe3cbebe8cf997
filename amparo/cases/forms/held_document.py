"""Shape of what is typed to hold one document."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.people.forms.words import Words


class HoldForm(forms.Form):
    number = forms.CharField(
        label=_("Case number"),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "input--medium", "autocomplete": "off"}),
        help_text=_("It looks like ABCD-2345."),
    )
    document = forms.IntegerField(
        label=_("Number of the document"),
        min_value=1,
        max_value=100_000,
        widget=forms.NumberInput(attrs={"class": "input--short"}),
    )
    order = Words(
        label=_("Who ordered it, and in which file"),
        required=True,
        longest=500,
        rows=2,
        help_text=_("It lies sealed with the document; the log does not repeat it."),
    )
