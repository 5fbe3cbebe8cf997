"""Shape of what is typed for papers that go to airlines, travel agencies and town halls."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.journeys.enums import Sheet
from amparo.people.forms.seen import SeenForm
from amparo.people.forms.words import Choice, Words

LANGUAGES = [("es", "Español"), ("en", "English")]


class SheetForm(forms.Form):
    kind = Choice(
        label=_("What for"),
        choices=[each for each in Sheet.choices if each[0] != Sheet.CANCELLATION],
        widget=forms.RadioSelect,
        required=True,
    )
    to = Words(label=_("To whom"), required=True, help_text=_("As it shall stand on the paper."))
    traveller = Words(
        label=_("Who travels"), required=True, help_text=_("As the travel paper says it.")
    )
    number = Words(label=_("Number of the travel paper"), longest=80)
    asks = Words(
        label=_("What you ask for"),
        longest=500,
        rows=2,
        help_text=_("Two seats side by side, a suitcase. Nothing about her and nothing about us."),
    )
    language = Choice(label=_("Language of the paper"), choices=LANGUAGES, required=True)


class NeutralNameForm(SeenForm):
    name = Words(
        label=_("Name"),
        longest=80,
        required=True,
        help_text=_("One that says nothing of your work: whoever reads a ticket list reads it."),
    )
    contact = Words(
        label=_("Telephone or address"),
        longest=120,
        required=True,
        help_text=_("At which somebody answers who says that name."),
    )

    @classmethod
    def facts_of(cls, record: Any) -> dict[str, Any]:
        return {"name": record.name, "contact": record.contact}
