"""Shape of what is typed about legal duties."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.people import legal_duties
from amparo.people.forms.words import Choice, Words


def _duties() -> list:
    return [(duty.code, duty.title) for duty in legal_duties.duties().values()]


class SwitchForm(forms.Form):
    """What the lawyer decided: which duty, at which agency, on what paper."""

    agency = forms.ChoiceField(label=_("Agency"))
    code = Choice(label=_("Legal duty"), choices=_duties, empty="—", required=True)
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
    said_explicitly = forms.BooleanField(
        label=_(
            "For an international organisation: its lawyer says explicitly that it accepts this "
            "duty, in spite of its immunities"
        ),
        required=False,
    )

    def __init__(self, *args: Any, agencies: Iterable[Any], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [(agency.code, agency.name) for agency in agencies]
