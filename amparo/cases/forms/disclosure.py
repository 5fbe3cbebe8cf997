"""Shape of what is typed about sharing something of a case."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency
from amparo.core import clock
from amparo.people.enums import Basis, Block, Purpose, Recipient
from amparo.people.forms.words import Choice, Day, Many, Words
from amparo.people.policies.disclosure import BY_TWO

KINDS = [
    (each.value, each.label)
    for each in Recipient
    if each not in (Recipient.OWN_AGENCY, Recipient.STATISTICS)
]
PURPOSES = [(each.value, each.label) for each in Purpose if each != Purpose.ANY]
BLOCKS = [(each.value, each.label) for each in Block if each != Block.ALL]
LONGEST_REASON = 2_000


class DisclosureForm(forms.Form):
    """For whom, what for, and what it rests on. What goes is not typed: the rule says it."""

    recipient = Choice(label=_("For whom"), choices=KINDS, empty="—", required=True)
    agency = Choice(label=_("Which agency of this installation"), choices=[], empty="—")
    recipient_name = Words(
        label=_("Name of the recipient"), help_text=_("Which hospital, consulate or office.")
    )
    purpose = Choice(label=_("What for"), choices=PURPOSES, empty="—", required=True)
    basis = forms.ChoiceField(
        label=_("What it rests on"), choices=Basis.choices, widget=forms.RadioSelect
    )
    lasts = Choice(
        label=_("How long"),
        choices=[("7", _("7 days")), ("30", _("30 days")), ("90", _("90 days"))],
        empty="—",
    )
    expires_on = Day(label=_("Valid until"), help_text=_("Only if none of the above fits."))
    duty_code = Choice(label=_("Legal duty"), choices=[], empty="—")
    blocks = Many(label=_("Which information, without her consent"), choices=BLOCKS)
    reason = Words(
        label=_("Why without her consent"),
        longest=LONGEST_REASON,
        rows=3,
        help_text=_("It lies sealed. The second person reads it before she says yes."),
    )
    reference = Words(
        label=_("Order of the court"),
        help_text=_("Which court, which file, of which day, and the number of the document here."),
    )

    def __init__(
        self, *args: Any, agencies: Iterable[Agency], duties: Iterable[Any], **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.agencies = {agency.code: agency for agency in agencies}
        named = [(code, agency.name) for code, agency in self.agencies.items()]
        self.fields["agency"].choices = [("", "—"), *named]
        held = [(line.duty.code, line.duty.title) for line in duties]
        self.fields["duty_code"].choices = [("", "—"), *held]

    def without_override(self) -> None:
        """For who decides nothing without consent: nothing else is offered."""
        self.fields["basis"].choices = [(Basis.CONSENT.value, Basis.CONSENT.label)]
        self.fields["basis"].initial = Basis.CONSENT.value
        for name in ("duty_code", "blocks", "reason", "reference"):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        basis = typed.get("basis")
        inside = typed.get("recipient") == Recipient.AGENCY
        if inside and not typed.get("agency"):
            self.add_error("agency", gettext("Say which agency of this installation it is for."))
        if typed.get("recipient") == Recipient.OTHER and not typed.get("recipient_name"):
            self.add_error(
                "recipient_name",
                gettext("Name the recipient: she consented to somebody in particular."),
            )
        if typed.get("lasts"):
            typed["expires_on"] = clock.today() + timedelta(days=int(typed["lasts"]))
        ends = typed.get("expires_on")
        if ends and ends < clock.today():
            self.add_error("expires_on", gettext("Its last day has passed."))
        if not ends and (inside or basis in BY_TWO):
            self.add_error(
                "lasts",
                gettext("Say until which day it holds: nothing stays open without an end."),
            )
        for wanted, name in _needed(basis):
            if name in self.fields and not typed.get(name):
                self.add_error(name, wanted)
        return typed

    def facts(self) -> dict[str, Any]:
        """What was typed as a disclosure to prepare."""
        typed = dict(self.cleaned_data)
        typed.pop("lasts")
        code = typed.pop("agency")
        inside = typed["recipient"] == Recipient.AGENCY
        return typed | {"agency": self.agencies.get(code) if inside else None}


def _needed(basis: str | None) -> list[tuple[str, str]]:
    if basis == Basis.DUTY:
        return [(gettext("Choose the legal duty it rests on."), "duty_code")]
    if basis not in BY_TWO:
        return []
    needed = [
        (gettext("Choose what goes: as little as serves."), "blocks"),
        (gettext("Without her consent it takes a reason."), "reason"),
    ]
    if basis == Basis.COURT_ORDER:
        order = gettext("Name the order: which court, which file, of which day.")
        needed.append((order, "reference"))
    return needed
