"""Shape of what is typed about a training."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.cases import procedures
from amparo.core import clock
from amparo.people.forms.words import Choice, Day, Words


class TrainingForm(forms.Form):
    use_required_attribute = False

    member = Choice(label=_("Who was trained"), choices=(), empty="—", required=True)
    procedure = Choice(label=_("Procedure"), choices=(), empty="—")
    other = Words(
        label=_("Another procedure, as that body names it"),
        longest=40,
        help_text=_("For example: Protocol 2021."),
    )
    trained_on = Day(label=_("Trained on"), required=True)
    trained_by = Words(label=_("Who trained"), longest=200, required=True)
    valid_until = Day(label=_("Holds until"), required=True)

    def __init__(self, *args: Any, members: list, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.members = {str(one.pk): one for one in members}
        self.fields["member"].choices = [("", "—")] + [
            (pk, one.display_name) for pk, one in self.members.items()
        ]
        self.fields["procedure"].choices = [("", "—")] + [
            (one.key, one.title) for one in procedures.current() if one.is_loaded
        ]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        named = [each for each in (typed.get("procedure"), typed.get("other")) if each]
        if len(named) != 1 and not {"procedure", "other"} & set(self.errors):
            self.add_error("procedure", gettext("Name one procedure, from the list or typed."))
        first, last = typed.get("trained_on"), typed.get("valid_until")
        if first and first > clock.today():
            self.add_error("trained_on", gettext("A training cannot be dated in the future."))
        elif first and last and last < first:
            sentence = gettext("It ends before it was held. Check both days.")
            self.add_error("valid_until", sentence)
        return typed

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {name: typed[name] for name in ("trained_on", "trained_by", "valid_until")} | {
            "member": self.members[typed["member"]],
            "procedure": typed["procedure"] or typed["other"],
        }
