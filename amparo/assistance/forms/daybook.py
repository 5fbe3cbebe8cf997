"""Shape of what is typed into the day-book of a shelter."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.assistance.enums.shelter import IncidentKind, Severity
from amparo.assistance.forms.shelter import moment
from amparo.assistance.models import Stay
from amparo.core import clock
from amparo.people.forms.contact import Hour
from amparo.people.forms.words import Choice, Day, Many, Words


class AboutAGuest(forms.Form):
    """About one of those who are in the house, or about the house."""

    stay = Choice(label=_("About whom"), choices=[], empty=_("The house"))

    def __init__(self, *args: Any, guests: list[Stay], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.guests = {str(stay.pk): stay for stay in guests}
        self.named = [(pk, stay.short_name) for pk, stay in self.guests.items()]
        self.fields["stay"].choices = [("", _("The house")), *self.named]

    def clean_stay(self) -> Stay | None:
        return self.guests.get(self.cleaned_data["stay"])


class NoteForm(AboutAGuest):
    text = Words(
        label=_("What the next shift must know or do"),
        longest=2000,
        rows=3,
        required=True,
        help_text=_("Use the name she goes by in the house, not her full name."),
    )


class IncidentForm(AboutAGuest):
    kind = Choice(label=_("What kind of incident"), choices=IncidentKind.choices, required=True)
    severity = Choice(
        label=_("How grave"), choices=Severity.choices, required=True, widget=forms.RadioSelect
    )
    happened_on = Day(label=_("Day"), required=True)
    happened_time = Hour(label=_("Hour"), required=True)
    what = Words(label=_("What happened"), longest=5000, rows=4, required=True)
    present = Many(label=_("Who else was there or is named"), choices=[])
    done = Words(label=_("What was done"), longest=2000, rows=2)
    told = Words(label=_("Who was told"), longest=500)
    follow_up_on = Day(label=_("Something is to be done by"))
    field_order = ("kind", "severity", "stay", "present")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = self.named

    def clean_present(self) -> list[Stay]:
        return [self.guests[pk] for pk in self.cleaned_data["present"]]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        at = moment(typed.pop("happened_on", None), typed.pop("happened_time", None))
        if at and at > clock.now():
            self.add_error("happened_time", gettext("It cannot have happened later than now."))
        typed["happened_at"] = at
        return typed
