"""Shape of what is typed about a commitment."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from amparo.committees.enums import Origin
from amparo.core.form_fields import Choice, Day, Words
from amparo.organisations.forms.paper import PaperField
from amparo.organisations.forms.pick import OrganisationField
from amparo.taxonomy.form_fields import VagueField


class CommitmentForm(forms.Form):
    text = Words(label=_("What was promised"), longest=500, rows=2, required=True)
    owner = OrganisationField(label=_("Who promised it"), required=True)
    origin = Choice(label=_("Where it was made"), choices=Origin.choices, required=True)
    committee = Choice(label=_("Committee"), choices=[], empty="—")
    made_at = Words(label=_("Or the event"), longest=300)
    made = VagueField(label=_("When it was made"), required=True)
    due_on = Day(label=_("By when"), help_text=_("Empty: no day was agreed."))

    def __init__(self, *args: Any, committees: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.committees = {str(each.pk): each for each in committees}
        choices = [("", "—"), *((pk, each.name) for pk, each in self.committees.items())]
        self.fields["committee"].choices = choices

    def clean_committee(self) -> Any:
        return self.committees.get(self.cleaned_data["committee"])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        inside = typed.get("origin") == Origin.COMMITTEE
        if inside and not typed.get("committee"):
            self.add_error("committee", _t("Say in which committee."))
        if not inside:
            typed["committee"] = None
            if not typed.get("made_at"):
                self.add_error("made_at", _t("Say at which event."))
        return typed


class SettleForm(forms.Form):
    words = Words(
        label=_("What shows it"), longest=500, rows=2, required=True,
        help_text=_("Where it can be read, or what the paper is. To drop it: why."),
    )  # fmt: skip
    paper = PaperField(label=_("Paper"), help_text=_("Such as the list of who came to the course."))


class LeadForm(forms.Form):
    agreement = Choice(label=_("Agreement"), choices=[], empty="—", required=True)

    def __init__(self, *args: Any, agreements: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.agreements = {str(each.pk): each for each in agreements}
        choices = [("", "—"), *((pk, each.title) for pk, each in self.agreements.items())]
        self.fields["agreement"].choices = choices

    def clean_agreement(self) -> Any:
        return self.agreements[self.cleaned_data["agreement"]]
