from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.core.form_fields import Choice, Words
from amparo.organisations.forms.paper import PaperField
from amparo.taxonomy.form_fields import VagueField


class DeliverableForm(forms.Form):
    title = Words(label=_("What is promised"), longest=300, required=True)
    owner = Choice(label=_("Who owes it"), choices=[], empty="—", required=True)
    due = VagueField(label=_("By when"), help_text=_("As it was agreed: a day, a month, a year."))

    def __init__(self, *args: Any, parties: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.parties = {str(each.organisation_id): each.organisation for each in parties}
        choices = [("", "—"), *((pk, each.name) for pk, each in self.parties.items())]
        self.fields["owner"].choices = choices

    def clean_owner(self) -> Any:
        return self.parties[self.cleaned_data["owner"]]


class SettleForm(forms.Form):
    """What shows that it came; or why it is called off."""

    words = Words(
        label=_("What shows it"), longest=300, rows=2, required=True,
        help_text=_("Where it can be read, or what the paper is. To call it off: why."),
    )  # fmt: skip
    paper = PaperField(label=_("Paper"))
