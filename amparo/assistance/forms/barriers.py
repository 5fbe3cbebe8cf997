"""Shape of what is typed about a barrier. No rule and no write here."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.assistance.enums.barriers import BarrierDone, BarrierKind
from amparo.assistance.forms.ledger import services
from amparo.people.forms.words import Choice, Day, Words


class BarrierForm(forms.Form):
    """Which service, what stood in the way, when, and what was done."""

    service = Choice(label=_("Which service"), choices=services, empty="—", required=True)
    kind = Choice(
        label=_("What stood in the way"), choices=BarrierKind.choices, empty="—", required=True
    )
    met_on = Day(label=_("When"), required=True)
    done = Choice(label=_("What was done"), choices=BarrierDone.choices, required=True)
    note = Words(
        label=_("Remarks"),
        longest=2000,
        rows=2,
        help_text=_("Only the team of this case reads them. They are never counted."),
    )
