"""Shape of what is typed about an emergency, and about its review."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.cases.enums.glass import GlassReason, Outcome, Settlement
from amparo.people.forms.words import Words


class GlassForm(forms.Form):
    number = forms.CharField(
        label=_("Case number"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"class": "input--medium", "autocomplete": "off", "data-draft-never": True}
        ),
        help_text=_("It looks like ABCD-2345."),
    )
    reason = forms.ChoiceField(
        label=_("Why it cannot wait"), choices=GlassReason.choices, widget=forms.RadioSelect
    )
    words = Words(
        label=_("What happened"),
        longest=500,
        rows=3,
        required=True,
        help_text=_("One sentence. Who reviews this reads it; write no names."),
    )


class ReviewForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("How the review ends"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    review = Words(
        label=_("What you found"),
        longest=500,
        rows=3,
        required=True,
        help_text=_("One sentence: what you asked, and what follows."),
    )


class SettleForm(forms.Form):
    settlement = forms.ChoiceField(
        label=_("How it ends"), choices=Settlement.choices, widget=forms.RadioSelect
    )
    words = Words(
        label=_("What was found, and what follows"),
        longest=500,
        rows=3,
        required=True,
        help_text=_("Whom you heard, what was decided, and until when it is done."),
    )
