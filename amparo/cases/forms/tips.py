"""Shape of a tip, of its answer, of whom it tells, and of the roster. No rule and no write here."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.cases import tip_receipts
from amparo.cases.enums.tips import CHOSEN
from amparo.cases.forms.case import SafetyFields
from amparo.cases.forms.event import LISTS, candidates
from amparo.core import clock
from amparo.people.forms.person import OLDEST, genders
from amparo.people.forms.words import PAGE, Choice, Day, Many, Words
from amparo.taxonomy import codes

TIP = 5_000
# Far more than the longest tip needs, in whichever script it is written.
MOST_BYTES = 64 * 1024
NOTHING_TOLD = {"required": _("Write what you want to tell. One sentence is enough.")}


class TipForm(forms.Form):
    """What anybody may tell. Nothing about who tells it is asked."""

    text = Words(
        label=_("What do you want to tell?"),
        longest=TIP,
        rows=8,
        required=True,
        error_messages=NOTHING_TOLD,
        help_text=_("What you saw or what happens, to whom, since when. Your name is not needed."),
    )
    place = Words(
        label=_("Where is it?"), help_text=_("Municipality, street, or how to find the place.")
    )


class ReceiptForm(forms.Form):
    receipt = Words(label=_("Your receipt number"), longest=40, required=True)

    def clean_receipt(self) -> str:
        receipt = tip_receipts.read(self.cleaned_data["receipt"])
        if receipt is None:
            raise ValidationError(
                gettext("This is no receipt number. It has sixteen digits; check them one by one.")
            )
        return receipt


class MoreForm(forms.Form):
    text = Words(
        label=_("Add something"), longest=TIP, rows=5, required=True, error_messages=NOTHING_TOLD
    )


class AnswerForm(forms.Form):
    text = Words(
        label=_("Answer"),
        longest=TIP,
        rows=4,
        required=True,
        help_text=_("Whoever holds the receipt reads it. Promise nothing, ask for no name."),
    )


class CloseForm(forms.Form):
    why = Choice(
        label=_("Why it is closed"),
        choices=[(reason.value, reason.label) for reason in CHOSEN],
        empty="—",
        required=True,
    )


class PossibleVictimForm(SafetyFields):
    """The safety block and to whom the case goes; all else only as far as the tip says it."""

    known_as = Words(
        label=_("Name or nickname, if one was said"),
        help_text=_("None is needed. Nobody is looked for by it before the case is handed over."),
    )
    age = forms.IntegerField(
        label=_("Age in years, as it seems"),
        required=False,
        min_value=0,
        max_value=OLDEST,
        help_text=_("Under 18 no means is needed: what is done and what for is enough."),
        widget=forms.NumberInput(attrs={"class": "input--short"}),
    )
    gender = Choice(label=_("Gender"), choices=genders, initial="not_asked")
    purposes = Many(label=_("What it seems to be for"), choices=[])
    place = Words(label=_("Municipality or well-known place"))
    notes = Words(label=_("What the message says"), longest=PAGE, rows=8)
    to = Choice(label=_("Who takes the case"), choices=[], required=True)

    def __init__(self, *args: Any, takers: list[Member], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.takers = {str(member.pk): member for member in takers}
        named = [
            (pk, f"{m.display_name} ({m.get_role_display()})") for pk, m in self.takers.items()
        ]
        self.fields["to"].choices = [("", "—"), *named]
        self.fields["purposes"].choices = codes.choices(LISTS["purposes"], language=get_language())

    def clean_to(self) -> Member:
        return self.takers[self.cleaned_data["to"]]

    def clean_place(self) -> list[str]:
        """A place is kept with the event if it leaves no doubt; the words stay in the notes."""
        typed = self.cleaned_data["place"].strip()
        found = candidates(typed) if typed else []
        if typed and len(found) != 1:
            self.add_error(
                "place",
                gettext(
                    "No single place of the list bears this name. Write the municipality with its "
                    "state, or leave it to what the message says."
                ),
            )
        return found

    def person_facts(self) -> dict[str, Any]:
        age = self.cleaned_data["age"]
        year = clock.today().year - age if age is not None else None
        return {
            "known_as": self.cleaned_data["known_as"],
            "gender": self.cleaned_data["gender"] or "not_asked",
            "birth_date": f"{year}~" if year else "",
            "birth_year": year,
        }

    def case_facts(self) -> dict[str, Any]:
        return self.safety_facts() | {"notes": self.cleaned_data["notes"]}


class Moment(forms.DateTimeField):
    def __init__(self, **kwargs: Any):
        attrs = {"type": "datetime-local"}
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs=attrs)
        errors = {"invalid": _("Write day and hour, such as 31/12/2026 08:00.")}
        formats = ["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M"]
        super().__init__(widget=widget, input_formats=formats, error_messages=errors, **kwargs)


class ShiftForm(forms.Form):
    member = Choice(label=_("Who is on duty"), choices=[], required=True)
    starts_at = Moment(label=_("From"))
    ends_at = Moment(label=_("Until"))

    def __init__(self, *args: Any, operators: list[Member], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.operators = {str(member.pk): member for member in operators}
        named = [(pk, member.display_name) for pk, member in self.operators.items()]
        self.fields["member"].choices = [("", "—"), *named]

    def clean_member(self) -> Member:
        return self.operators[self.cleaned_data["member"]]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        starts_at, ends_at = typed.get("starts_at"), typed.get("ends_at")
        if starts_at and ends_at and not starts_at < ends_at:
            self.add_error("ends_at", gettext("The shift ends before it begins. Check the hours."))
        return typed


class LineForm(forms.Form):
    name = Words(label=_("Name of the line"), longest=120, required=True)
    number = Words(label=_("Number"), longest=40, required=True)
    hours = Words(label=_("Hours"), longest=120, required=True)
    languages = Words(label=_("Languages spoken"), longest=120)
    source = Words(label=_("Where the number comes from"), longest=200, required=True)
    checked_on = Day(
        label=_("Called to check on"),
        required=True,
        help_text=_("A number that nobody called is not shown to somebody in danger."),
    )
