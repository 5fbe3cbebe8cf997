"""Shape of what is typed about her dealings with justice. No rule and no write here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.assistance.enums.justice import Attachment, JusticeKind, Registration
from amparo.people.enums import Purpose
from amparo.people.forms.seen import SeenForm
from amparo.people.forms.words import Choice, Day, Many, Words


class JusticeFileForm(SeenForm):
    """The investigation, her adviser, and the form of the register of victims."""

    file_number = Words(label=_("Number of the investigation file"), longest=80)
    authority = Words(label=_("Authority that has it"))
    adviser = Words(label=_("Legal adviser, and how to reach her"))
    registration = Choice(
        label=_("National register of victims"), choices=Registration.choices, required=True
    )
    registration_number = Words(label=_("Number in the register"), longest=80)
    attachments = Many(
        label=_("What is at hand for its form"),
        choices=Attachment.choices,
        help_text=_("Ask the commission for victims what it demands; this list is to be verified."),
    )
    note = Words(label=_("Remarks"), longest=5000, rows=3)
    KEPT = (
        "file_number",
        "authority",
        "adviser",
        "registration",
        "registration_number",
        "attachments",
        "note",
    )

    @classmethod
    def facts_of(cls, record: Any) -> dict[str, Any]:
        return {name: getattr(record, name) for name in cls.KEPT}


class JusticeDateForm(SeenForm):
    """A hearing, or the last day of a measure or a paper."""

    kind = Choice(label=_("What it is"), choices=JusticeKind.choices, empty="—", required=True)
    day = Day(label=_("Day"), required=True)
    what = Words(label=_("What it is about"), longest=500)
    authority = Words(label=_("Before which authority, and where"))
    outcome = Words(label=_("How it went"), longest=2000, rows=3)
    is_settled = forms.BooleanField(
        label=_("It is settled: no reminder is needed any more"), required=False
    )
    KEPT = ("kind", "day", "what", "authority", "outcome", "is_settled")

    @classmethod
    def facts_of(cls, record: Any) -> dict[str, Any]:
        return {name: getattr(record, name) for name in cls.KEPT}


class ConsularNoticeForm(forms.Form):
    """That a consulate was told of her, on the strength of her yes."""

    consulate = Words(label=_("Which consulate"), required=True)
    purpose = Choice(
        label=_("What for"),
        choices=[(each.value, each.label) for each in Purpose if each != Purpose.ANY],
        empty="—",
        required=True,
    )
    notified_on = Day(label=_("Told on"), required=True)
