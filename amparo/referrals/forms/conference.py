"""Shape of what is chosen about a case before a committee. Nothing of it is typed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from amparo.committees.models import Session
from amparo.core.form_fields import Choice, Many
from amparo.referrals.enums.conference import AgeSaid, Asks, Said, Waits, needs
from amparo.taxonomy import codes


class BringForm(forms.Form):
    """`sessions`: those before which this case can be brought."""

    session = Choice(label=_("Session"), choices=[], required=True)
    needed = Many(
        label=_("Which services she needs"), choices=needs, required=True,
        help_text=_("Three at most: more of them together point at one person."),
    )  # fmt: skip
    asks = Choice(label=_("What you ask of the table"), choices=Asks.choices, required=True)
    age = Choice(label=_("Child or adult"), choices=AgeSaid.choices, empty=_("not said"))
    waits = Choice(label=_("How long she waits"), choices=Waits.choices, empty=_("not said"))

    def __init__(self, *args: Any, sessions: Iterable[Session], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.sessions = {str(each.pk): each for each in sessions}
        named = [(pk, _named(each)) for pk, each in self.sessions.items()]
        self.fields["session"].choices = named

    def clean_session(self) -> Session:
        return self.sessions[self.cleaned_data["session"]]


def _named(session: Session) -> str:
    return f"{formats.date_format(session.on, 'SHORT_DATE_FORMAT')} · {session.committee.name}"


class AnswerForm(forms.Form):
    """An offer of one of the services that were asked for, or one of the other two."""

    said = Choice(label=_("Our answer"), choices=[], required=True, widget=forms.RadioSelect)

    def __init__(self, *args: Any, need: Iterable[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        offers = [
            (
                f"{Said.OFFERS.value}:{each}",
                _("We can offer: %(what)s") % {"what": codes.label("service", each)},
            )
            for each in need
        ]
        others = [(each.value, each.label) for each in (Said.ASK_US, Said.CANNOT)]
        self.fields["said"].choices = [*offers, *others]

    def answer(self) -> dict[str, str]:
        said, _mark, offers = self.cleaned_data["said"].partition(":")
        return {"said": said, "offers": offers}
