"""What is typed when two records were compared."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.people.enums.same import Verdict
from amparo.people.forms.words import Choice, Words


class SameForm(forms.Form):
    verdict = Choice(
        label=_("What did you find?"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        required=True,
    )
    why = Words(label=_("Why"), longest=500, rows=2)
