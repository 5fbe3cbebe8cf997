"""Shape of a task: what is to be done, by when, by whom."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.people.forms.words import Choice, Day, Words

ANYBODY = _("Whoever comes to it first")


class TaskForm(forms.Form):
    text = Words(
        label=_("What is to be done"),
        longest=500,
        required=True,
        help_text=_("For example: ask for the copy of her birth certificate."),
    )
    due_on = Day(label=_("By when"))
    assignee = Choice(label=_("Who does it"), choices=[])

    def __init__(self, *args: Any, team: list[Member], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.team = {str(member.pk): member for member in team}
        named = [(key, member.display_name) for key, member in self.team.items()]
        self.fields["assignee"].choices = [("", ANYBODY), *named]

    def clean_assignee(self) -> Member | None:
        return self.team.get(self.cleaned_data["assignee"])
