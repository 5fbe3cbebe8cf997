"""Shape of what is typed about a referral. What goes of her is not typed: the rule says it."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.cases.forms.disclosure import DisclosureForm
from amparo.core.form_fields import Choice, Words
from amparo.directory.forms.service import FindForm
from amparo.people.enums import Basis, Purpose
from amparo.referrals.enums import CHOSEN, AnswerKind, Ending, ReferralState, Refusal
from amparo.taxonomy import codes

USUAL = {"purpose": Purpose.REFERRAL.value, "basis": Basis.CONSENT.value, "lasts": "30"}


class LookForm(FindForm):
    """As in the directory; what takes nobody is left out."""

    ended = None


class DraftForm(DisclosureForm):
    """What for, on what basis, until when. To whom follows from the service."""

    need = Choice(label=_("What she needs there"), choices=codes.choices("service"), empty="—")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, agencies=[], **kwargs)
        for name in ("recipient", "agency", "recipient_name"):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if not typed.get("expires_on") and not self.errors:
            self.add_error(
                "lasts",
                gettext("Say until which day it holds: nothing stays open without an end."),
            )
        return typed

    def facts(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        typed.pop("lasts")
        return typed


class AnswerForm(forms.Form):
    kind = Choice(choices=AnswerKind.choices, required=True, widget=forms.HiddenInput)
    refusal = Choice(label=_("Why it is refused"), choices=Refusal.choices, empty="—")
    words = Words(
        label=_("In a few words"),
        rows=3,
        longest=1000,
        help_text=_("It lies sealed with her file in the agency that sent her."),
    )


class CloseForm(forms.Form):
    ending = Choice(
        label=_("Why it is closed"),
        choices=[(each.value, each.label) for each in Ending if each in CHOSEN],
        empty="—",
        required=True,
    )


class StateForm(forms.Form):
    state = Choice(label=_("Which ones"), choices=[], empty=_("all of them"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        named = [(each.value, each.label) for each in ReferralState]
        self.fields["state"].choices = [
            ("", _("all of them")),
            ("open", _("Those on their way")),
            *named,
        ]
