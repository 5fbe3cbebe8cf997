"""Shape of what is typed when she is not reached. No rule and no write here."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.core.form_fields import Words
from amparo.journeys.enums.lost_contact import Step, Tried


class StepForm(forms.Form):
    step = forms.ChoiceField(label=_("Step"), choices=Step.choices, widget=forms.RadioSelect)
    tried = forms.ChoiceField(
        label=_("What came of it"), choices=Tried.choices, widget=forms.RadioSelect
    )
    note = Words(label=_("Remarks"), longest=1000, rows=2)


class LetBeForm(forms.Form):
    words = Words(label=_("What was tried, in a few words"), longest=1000, rows=2, required=True)
