"""Shape of a note, of its correction and striking, and of the words to leave out."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.cases.enums.note import NoteLevel, StrikeReason
from amparo.core import clock
from amparo.people.forms.words import PAGE, Choice, Day, Words


class NoteForm(forms.Form):
    use_required_attribute = False

    text = Words(label=_("New note"), longest=PAGE, rows=4, required=True)
    level = Choice(label=_("Who reads it"), choices=NoteLevel.choices, required=True)
    noted_on = Day(label=_("Day of the note"), required=True)

    def clean_noted_on(self) -> Any:
        day = self.cleaned_data["noted_on"]
        if day and day > clock.today():
            raise forms.ValidationError(gettext("A note is not dated in the future."))
        return day


class CorrectionForm(forms.Form):
    text = Words(label=_("What it should say"), longest=PAGE, rows=8, required=True)


class StrikeForm(forms.Form):
    reason = Choice(
        label=_("Why it is struck"), choices=StrikeReason.choices, empty="—", required=True
    )


class MaskingForm(forms.Form):
    words = Words(
        label=_("Words to leave out"),
        longest=PAGE,
        rows=6,
        help_text=_(
            "One name, place or sentence a line. Each is left out wherever it stands, whatever "
            "its capitals and accents. Her own names and contacts are left out always."
        ),
    )

    def lines(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["words"].splitlines() if line.strip()]
