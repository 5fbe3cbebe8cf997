"""Shape of what is typed about who stands in."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.core import clock
from amparo.people.forms.words import Day


class DeputyForm(forms.Form):
    absent = forms.ChoiceField(label=_("Who is away"))
    deputy = forms.ChoiceField(label=_("Who stands in for her"))
    starts_on = Day(label=_("First day"), required=True)
    ends_on = Day(label=_("Last day"), required=True)

    def __init__(self, *args: Any, absent: list, colleagues: list, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["absent"].choices = [(str(one.pk), one.display_name) for one in absent]
        self.fields["deputy"].choices = [(str(one.pk), one.display_name) for one in colleagues]
        if len(absent) == 1:
            self.fields["absent"].widget = forms.HiddenInput()
            self.fields["absent"].initial = str(absent[0].pk)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        first, last = typed.get("starts_on"), typed.get("ends_on")
        if first and last and last < max(first, clock.today()):
            self.add_error(
                "ends_on",
                gettext("The last day comes before the first, or is over. Check both days."),
            )
        if typed.get("absent") and typed.get("absent") == typed.get("deputy"):
            self.add_error("deputy", gettext("Nobody stands in for herself. Choose a colleague."))
        return typed
