"""Shape of what either office says: days and codes. There is no room for words."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.cases import numbers
from amparo.core import clock
from amparo.core.form_fields import Choice, Day, Many
from amparo.journeys.enums import (
    CHOSEN,
    HostVerdict,
    JourneyEnding,
    Pathway,
    Says,
    words_of,
)
from amparo.journeys.policies.spoken import MONTHS
from amparo.taxonomy import codes


class AskForm(forms.Form):
    first = Day(label=_("Travel is possible from"), required=True)
    last = Day(label=_("until"), required=True)
    languages = Many(label=_("Languages to speak in"), choices=[])
    needs = Many(label=_("What will be needed there"), choices=codes.choices("service"))

    def __init__(self, *args: Any, languages: list[str] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        named = [(code, codes.label("language", code)) for code in languages]
        self.fields["languages"].choices = named
        self.fields["languages"].initial = [code for code, _label in named]
        if not named:
            del self.fields["languages"]

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "from": typed["first"].isoformat(),
            "until": typed["last"].isoformat(),
            "languages": list(typed.get("languages", [])),
            "needs": list(typed["needs"]),
        }


class DayForm(forms.Form):
    day = Day(label=_("On which day"), required=True, initial=clock.today)


class DepartureForm(DayForm):
    expected = Day(label=_("Expected on which day"), required=True)

    def facts(self) -> dict[str, Any]:
        return {"expected": self.cleaned_data["expected"].isoformat()}

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        day, expected = typed.get("day"), typed.get("expected")
        if day and expected and expected < day:
            self.add_error(
                "expected",
                gettext(
                    "The day of arrival lies before the day of departure. Change one of the two."
                ),
            )
        return typed


class AnswerForm(forms.Form):
    says = Choice(
        label=_("Can we receive her"), choices=Says.choices, required=True,
        widget=forms.RadioSelect,
    )  # fmt: skip
    host = Choice(
        label=_("Where she would live"), choices=HostVerdict.choices, required=True,
        widget=forms.RadioSelect, initial=HostVerdict.NOT_SEEN.value,
    )  # fmt: skip


class FamilyAnswerForm(forms.Form):
    says = Choice(
        label=_("Can we accompany them"),
        choices=[(each.value, words_of(each, pathway=Pathway.FAMILY)) for each in Says],
        required=True,
        widget=forms.RadioSelect,
    )


class VisitForm(DayForm):
    month = Choice(
        label=_("Which visit"),
        choices=[(str(each), each) for each in MONTHS],
        required=True,
        help_text=_("Months since the arrival."),
    )

    def facts(self) -> dict[str, Any]:
        return {"month": int(self.cleaned_data["month"])}


def endings(pathway: str) -> list[tuple[str, Any]]:
    held = [each for each in JourneyEnding if each in CHOSEN]
    return [(each.value, words_of(each, pathway=pathway)) for each in held]


class CallOffForm(forms.Form):
    ending = Choice(
        label=_("Why"), choices=endings(Pathway.RETURN), required=True, empty="—",
        help_text=_("It stays here. The other office is told that it is called off, and not why."),
    )  # fmt: skip


class FamilyCallOffForm(CallOffForm):
    ending = Choice(
        label=_("Why"), choices=endings(Pathway.FAMILY), required=True, empty="—",
        help_text=CallOffForm.base_fields["ending"].help_text,
    )  # fmt: skip


class LinkForm(forms.Form):
    number = forms.CharField(
        label=_("Number of the case here"),
        max_length=20,
        help_text=_(
            "Open the case first, with whom it is about. Each office keeps its own number."
        ),
    )

    def clean_number(self) -> str:
        found = numbers.read(self.cleaned_data["number"])
        if found is None:
            raise forms.ValidationError(
                gettext("This is no number of a case. Look at it again, letter by letter.")
            )
        return found
