"""Our answer to a referral that came in a package."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.core.form_fields import Choice, Words
from amparo.referrals.enums import AnswerKind, Refusal

# A stamp is of paper: that a file came is signed by itself.
ANSWERS = [(each.value, each.label) for each in AnswerKind if each != AnswerKind.RECEIVED]


class IncomingAnswerForm(forms.Form):
    kind = Choice(label=_("Our answer"), choices=ANSWERS, required=True, widget=forms.RadioSelect)
    refusal = Choice(
        label=_("Why it is refused"), choices=Refusal.choices, empty="—",
        help_text=_("Only where it is refused."),
    )  # fmt: skip
    words = Words(
        label=_("In a few words"), rows=3, longest=1000,
        help_text=_("It goes sealed to the office that sent it, and is not kept here."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("kind") == AnswerKind.REFUSED and not typed.get("refusal"):
            self.add_error("refusal", gettext("Say why it is refused: they look further by it."))
        return typed
