"""Shape of what is typed about a transfer. What goes is not typed: all of it, or nothing."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.core.form_fields import Choice, Day, Words
from amparo.people.enums import Basis
from amparo.people.policies.disclosure import BY_TWO
from amparo.referrals.enums.transfer import BASES, TransferReason, TransferRefusal


class ToForm(forms.Form):
    """To whom, before anything else: what may go depends on it."""

    to = Choice(label=_("Which agency takes the case"), choices=[], empty="—", required=True)

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.agencies = {each.code: each for each in agencies}
        named = [(code, each.name) for code, each in self.agencies.items()]
        self.fields["to"].choices = [("", "—"), *named]

    def clean_to(self) -> Agency | None:
        return self.agencies.get(self.cleaned_data["to"])


class ProposeForm(ToForm):
    reason_code = Choice(
        label=_("Why it goes"), choices=TransferReason.choices, empty="—", required=True
    )
    basis = forms.ChoiceField(
        label=_("What it rests on"),
        choices=[(each.value, each.label) for each in BASES],
        widget=forms.RadioSelect,
        initial=Basis.CONSENT.value,
    )
    reason = Words(
        label=_("Why without her consent"),
        longest=2000,
        rows=3,
        help_text=_("It lies sealed. The second person reads it before she says yes."),
    )
    reference = Words(
        label=_("Order of the court"),
        help_text=_("Which court, which file, of which day, and the number of the document here."),
    )
    expires_on = Day(label=_("Valid until"))

    def without_override(self) -> None:
        """For who decides nothing without her yes: nothing else is offered."""
        self.fields["basis"].choices = [(Basis.CONSENT.value, Basis.CONSENT.label)]
        for name in ("reason", "reference", "expires_on"):
            del self.fields[name]

    def facts(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        if typed["basis"] not in BY_TWO:
            for name in ("reason", "reference", "expires_on"):
                typed.pop(name, None)
        return typed


class AcceptForm(forms.Form):
    member = Choice(label=_("Who answers for it here"), choices=[], empty="—", required=True)

    def __init__(self, *args: Any, members: Iterable[Member], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.members = {str(each.pk): each for each in members}
        named = [(pk, each.display_name) for pk, each in self.members.items()]
        self.fields["member"].choices = [("", "—"), *named]

    def clean_member(self) -> Member | None:
        return self.members.get(self.cleaned_data["member"])


class RefuseForm(forms.Form):
    refusal = Choice(
        label=_("Why your agency does not take it"),
        choices=TransferRefusal.choices,
        empty="—",
        required=True,
    )
