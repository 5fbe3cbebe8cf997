"""Shape of what is typed about who works on a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from amparo.core import clock
from amparo.people.forms.words import Day, Words


class JoinForm(forms.Form):
    join = forms.ChoiceField(label=_("Colleague"))
    until = Day(
        label=pgettext_lazy("last day on a team", "Until"),
        help_text=_("The last day on which the case opens to her. Empty: until you take her off."),
    )

    def __init__(self, *args: Any, colleagues: list, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["join"].choices = [
            (str(each.pk), f"{each.display_name} ({each.get_role_display()})")
            for each in colleagues
        ]

    def clean_until(self) -> Any:
        day = self.cleaned_data["until"]
        if day and day < clock.today():
            raise forms.ValidationError(gettext("That day is over. Choose today or a later day."))
        return day


class WhyForm(forms.Form):
    why = Words(
        label=_("Why"),
        longest=200,
        required=True,
        help_text=_("One sentence, such as: she is a relative of a colleague. Write no names."),
    )
