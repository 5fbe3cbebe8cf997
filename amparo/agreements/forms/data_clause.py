from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.agreements.enums import SharedBasis, SharedBlock, SharedFor
from amparo.core.form_fields import Choice, Day, Many


class DataClauseForm(forms.Form):
    """Which blocks may cross, from whom to whom, what for, on what basis, from when until when."""

    giver = Choice(label=_("Who gives"), choices=[], empty="—", required=True)
    receiver = Choice(label=_("Who receives"), choices=[], empty="—", required=True)
    blocks = Many(label=_("What may cross"), choices=SharedBlock.choices, required=True)
    purpose = Choice(label=_("What for"), choices=SharedFor.choices, empty="—", required=True)
    basis = Choice(
        label=_("On what basis"), choices=SharedBasis.choices, empty="—", required=True,
        help_text=_("The clause opens a way. Her yes, or the duty, decides for each person."),
    )  # fmt: skip
    starts_on = Day(label=_("From"), required=True)
    ends_on = Day(label=_("Until"), required=True)

    def __init__(self, *args: Any, parties: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.parties = {str(each.organisation_id): each.organisation for each in parties}
        choices = [("", "—"), *((pk, each.name) for pk, each in self.parties.items())]
        for name in ("giver", "receiver"):
            self.fields[name].choices = choices

    def clean_giver(self) -> Any:
        return self.parties[self.cleaned_data["giver"]]

    def clean_receiver(self) -> Any:
        return self.parties[self.cleaned_data["receiver"]]
