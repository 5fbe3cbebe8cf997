"""Shape of what is typed about series and blocked files."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.cases import retention
from amparo.people.forms.words import Choice, Words


def _series() -> list:
    return [(each.code, each.title) for each in retention.every().values()]


class SeriesForm(forms.Form):
    """What the lawyer decided: which series, at which agency, on what paper."""

    agency = forms.ChoiceField(label=_("Agency"))
    code = Choice(label=_("Series"), choices=_series, empty="—", required=True)
    lawyer = Words(
        label=_("Lawyer who decided"),
        required=True,
        help_text=_("Her name and post: whoever asks later asks her."),
    )
    rests_on = Words(
        label=_("What it rests on"),
        required=True,
        longest=300,
        help_text=_("The paper with its date in which the lawyer says so."),
    )

    def __init__(self, *args: Any, agencies: Iterable[Any], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [(agency.code, agency.name) for agency in agencies]


class BlockedForm(forms.Form):
    """By which number, and on which paper, a blocked file is opened."""

    number = forms.CharField(
        label=_("Case number"),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "input--medium", "autocomplete": "off"}),
        help_text=_("It looks like ABCD-2345."),
    )
    reason = Words(
        label=_("What it rests on"),
        required=True,
        longest=500,
        rows=2,
        help_text=_("Who asks for it, on which day, and what for. It stays with the file."),
    )
