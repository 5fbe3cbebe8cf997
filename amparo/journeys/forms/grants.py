"""Shape of what is typed about money for her. No rule and no write here."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.assistance.forms.ledger import CURRENCIES
from amparo.cases.models import Document
from amparo.core.form_fields import Choice, Day, Words
from amparo.journeys.enums.grants import ProofKind
from amparo.projects.models import Project

ROWS = 3


def amount(label: Any, *, required: bool = False) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=required,
        min_value=Decimal("0.01"),
        max_digits=12,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "input--short", "step": "0.01"}),
    )


class GrantForm(forms.Form):
    """What for, how much, from whose money, in which parts."""

    purpose = Words(
        label=_("What it is for"),
        longest=500,
        required=True,
        help_text=_("For example: a sewing machine and the first cloth."),
    )
    currency = Choice(
        label=_("Currency"), choices=[(c, c) for c in CURRENCIES], empty="—", required=True
    )
    funder = Words(label=_("Paid by"), longest=120, help_text=_("The project or donor."))
    project = Choice(label=_("In which project"), choices=[], empty="—")
    promised_on = Day(label=_("Promised on"), required=True)

    def __init__(self, *args: Any, offered: Iterable[Project] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["amount"] = amount(_("Amount"), required=True)
        self.offered = {str(each.pk): each for each in offered}
        if self.offered:
            rows = [(pk, f"{each.code} · {each.name}") for pk, each in self.offered.items()]
            self.fields["project"].choices = [("", "—"), *rows]
        else:
            del self.fields["project"]
        for row in range(1, ROWS + 1):
            self.fields[f"amount_{row}"] = amount(gettext("Amount"))
            self.fields[f"condition_{row}"] = Words(label=gettext("Paid when"), longest=500)
            self.fields[f"due_{row}"] = Day(label=gettext("By when"))

    def rows(self) -> list[tuple[int, list]]:
        return [
            (row, [self[f"{part}_{row}"] for part in ("amount", "condition", "due")])
            for row in range(1, ROWS + 1)
        ]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        for row in range(1, ROWS + 1):
            said = typed.get(f"condition_{row}") or typed.get(f"due_{row}")
            if said and typed.get(f"amount_{row}") is None and f"amount_{row}" not in self.errors:
                self.add_error(f"amount_{row}", gettext("Say how much this tranche is."))
        return typed

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        names = ("purpose", "amount", "currency", "funder", "promised_on")
        return {name: typed[name] for name in names} | {
            "project": self.offered.get(typed.get("project") or ""),
            "parts": [
                (typed[f"amount_{row}"], typed[f"condition_{row}"], typed.get(f"due_{row}"))
                for row in range(1, ROWS + 1)
                if typed.get(f"amount_{row}") is not None
            ],
        }


class TrancheForm(forms.Form):
    """One more tranche."""

    condition = Words(label=_("Paid when"), longest=500)
    due_on = Day(label=_("By when"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["amount"] = amount(_("Amount"), required=True)
        self.order_fields(["amount", "condition", "due_on"])

    def part(self) -> tuple:
        typed = self.cleaned_data
        return typed["amount"], typed["condition"], typed["due_on"]


class PaidForm(forms.Form):
    paid_on = Day(label=_("Paid on"), required=True)


class ProofForm(forms.Form):
    """A document of the case, or what somebody saw on a day."""

    kind = forms.ChoiceField(
        label=_("What shows it"), choices=ProofKind.choices, widget=forms.RadioSelect
    )
    document = Choice(label=_("Document of the case"), choices=[], empty="—")
    words = Words(label=_("What was seen"), longest=1000, rows=2)
    seen_by = Words(label=_("Who saw it"), longest=120)
    seen_on = Day(label=_("Seen on"), required=True)

    def __init__(self, *args: Any, documents: Iterable[Document] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.documents = {str(each.pk): each for each in documents}
        rows = [
            (pk, f"{each.number} · {each.get_kind_display()} · {each.title}")
            for pk, each in self.documents.items()
        ]
        self.fields["document"].choices = [("", "—"), *rows]

    def facts(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        return typed | {"document": self.documents.get(typed["document"])}
