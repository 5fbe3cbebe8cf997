"""Shape of what is typed when a person asks for what is hers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.cases.enums.rights import Asks, CameBy, Knows, Standing
from amparo.core import clock
from amparo.people.forms.words import Words

YES, NO = "yes", "no"


class CopyForm(forms.Form):
    """Before a paper is made: who she is, whether it is safe, and in which language."""

    identity = forms.ChoiceField(
        label=_("How do you know that it is her?"), choices=Knows.choices, widget=forms.RadioSelect
    )
    safe = forms.ChoiceField(
        label=_("Ask her: is it safe for you to carry this paper?"),
        choices=[
            (YES, _("Yes: the paper says what is held about her")),
            (NO, _("No, or she is not sure: only a small card to reach us")),
        ],
        widget=forms.RadioSelect,
    )


class RequestForm(forms.Form):
    """What she asked for, when and how."""

    asks = forms.ChoiceField(label=_("What she asks for"), choices=Asks.choices)
    received_on = forms.DateField(
        label=_("Received on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    came_by = forms.ChoiceField(label=_("How it came"), choices=CameBy.choices)
    words = Words(
        label=_("In her words"),
        longest=1_000,
        rows=2,
        help_text=_("What to correct, or what not to use it for. It lies sealed with her file."),
    )

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day > clock.today():
            raise forms.ValidationError(_("This day is still to come. Write the day she asked."))
        return day


class AnswerForm(forms.Form):
    """How it was answered."""

    standing = forms.ChoiceField(
        label=_("How it ended"),
        choices=[(s, s.label) for s in (Standing.ANSWERED, Standing.REFUSED)],
        widget=forms.RadioSelect,
    )
    reason = Words(
        label=_("What she was told"),
        longest=1_000,
        rows=2,
        help_text=_("If it is refused: the reason, and where she can complain."),
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("standing") == Standing.REFUSED and not typed.get("reason"):
            self.add_error(
                "reason",
                _(
                    "A refusal needs its reason and where she can complain. She has a right to "
                    "both."
                ),
            )
        return typed
