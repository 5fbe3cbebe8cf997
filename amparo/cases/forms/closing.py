"""Shape of what is typed when a case ends or is taken up again. No rule and no write here."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.cases.enums import Status
from amparo.cases.enums.closing import CLOSED, ClosingReason, ReopeningReason
from amparo.people.forms.words import PAGE, Choice, Words


class ClosingForm(forms.Form):
    """Why and how the work ends."""

    status = Choice(
        label=_("How the case is kept"),
        choices=[(s.value, s.label) for s in Status if s in CLOSED],
        initial=Status.CLOSED,
        required=True,
    )
    reason = Choice(label=_("Reason"), choices=ClosingReason.choices, empty="—", required=True)
    words = Words(
        label=_("How it ends, in a few words"),
        longest=PAGE,
        rows=4,
        required=True,
        help_text=_("What was reached, what she said, how she finds help if she needs it again."),
    )


class ReopeningForm(forms.Form):
    """Why a closed case is taken up again."""

    reason = Choice(label=_("Reason"), choices=ReopeningReason.choices, empty="—", required=True)
    words = Words(label=_("Why it is taken up again"), longest=PAGE, rows=3, required=True)
