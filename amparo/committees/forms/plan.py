"""Shape of what is typed about the plan of action."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.core.form_fields import Choice, Words


class LineForm(forms.Form):
    title = Words(label=_("One more line of action"), required=True)


class InLineForm(forms.Form):
    line = Choice(label=_("Line of action"), choices=[], empty="—")

    def __init__(self, *args: Any, lines: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.lines = {str(each.pk): each for each in lines}
        choices = [("", "—"), *((pk, str(each)) for pk, each in self.lines.items())]
        self.fields["line"].choices = choices

    def clean_line(self) -> Any:
        return self.lines.get(self.cleaned_data["line"])
