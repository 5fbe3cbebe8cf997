"""Shape of what is typed while a family is prepared to come. The rules are asked by the actions."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.assistance.forms.ledger import CURRENCIES
from amparo.cases.enums.children import BestOutcome
from amparo.core import clock
from amparo.journeys.enums import (
    Kin,
    Ordered,
    PaperState,
    RelativeSays,
    RelativeTold,
)
from amparo.journeys.forms.grants import amount
from amparo.journeys.forms.preparing import LONG, Kept
from amparo.journeys.forms.steps import DayForm, DepartureForm
from amparo.people.forms.person import languages
from amparo.people.forms.words import Choice, Day, Many, Words
from amparo.projects.models import Project

MARRIED = [("no", _("Married")), ("yes", _("Not married"))]


def today() -> Any:
    return clock.today()


class RelativeForm(Kept):
    """Who it is; and of a child, who has a say and what serves it best."""

    name = Words(
        label=_("Name"),
        required=True,
        help_text=_("The name is compared with those whom she fears."),
    )
    kin = Choice(
        label=_("What this relative is to her"), choices=Kin.choices, empty="—", required=True
    )
    born_on = Day(
        label=_("Born on"), help_text=_("Not known: treated as younger than 18 until it is.")
    )
    unmarried = Choice(label=_("Married?"), choices=MARRIED, empty=_("Not known"))
    lives = Words(
        label=_("Where this relative lives, and how to reach them"),
        longest=LONG,
        rows=2,
        help_text=_("The other office learns it once this relative said yes."),
    )
    custody_with = Words(label=_("Who has custody"))
    must_agree = Words(
        label=_("Who else must agree"), help_text=_("The other parent, for example; or nobody.")
    )
    agreed_on = Day(label=_("Agreed in writing on"))
    ordered = Choice(label=_("What an authority decided"), choices=Ordered.choices, required=True)
    best = Choice(label=_("What serves this child best"), choices=BestOutcome.choices, empty="—")
    best_by = Words(label=_("Which body determined it"))
    best_on = Day(label=_("Determined on"))
    travels_with = Choice(
        label=_("Travels with this parent or guardian of its own"),
        choices=[],
        help_text=_("A grown relative of this journey; or somebody else who was cleared."),
    )

    OF_ALL = ("name", "kin", "born_on", "unmarried", "lives")

    def __init__(self, *args: Any, grown: Iterable[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.grown = {str(each.pk): each for each in grown}
        named = [(pk, each.name) for pk, each in self.grown.items()]
        self.fields["travels_with"].choices = [("", "—"), *named]

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        held = cls.facts_of(record)
        known = {None: "", True: "yes", False: "no"}
        along = str(record.travels_with_id or "")
        return held | {"unmarried": known[record.unmarried], "travels_with": along}

    def clean_unmarried(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["unmarried"])

    def clean_travels_with(self) -> Any:
        return self.grown.get(self.cleaned_data["travels_with"])

    def of_all(self) -> list[Any]:
        return [self[name] for name in self.OF_ALL]

    def of_a_child(self) -> list[Any]:
        return [each for each in self.visible_fields() if each.name not in self.OF_ALL]


class WordForm(forms.Form):
    asked_on = Day(label=_("Asked on"), required=True, initial=today)
    asked_by = Words(
        label=_("Who asked"),
        required=True,
        help_text=_("Somebody of this office or the other one; never a person of the family."),
    )
    language = Choice(label=_("Language used"), choices=languages, empty="—", required=True)
    told = Many(label=_("What was explained"), choices=RelativeTold.choices)
    says = Choice(
        label=_("What this relative says"),
        choices=RelativeSays.choices,
        widget=forms.RadioSelect,
        required=True,
    )
    representative = Words(
        label=_("Of a child: who with custody agrees"),
        help_text=_("Her own word alone does not do for a child who lives with others."),
    )
    child_view = Words(
        label=_("Of a child: what it says itself"),
        longest=LONG,
        rows=3,
        help_text=_("In its words; of a small one, who watched it and what was seen."),
    )


class AppointmentForm(forms.Form):
    what = Words(label=_("What for"), required=True)
    on = Day(label=_("On which day"), required=True)
    place = Words(label=_("Where"))


class FeeForm(forms.Form):
    what = Words(label=_("What for"), required=True)
    currency = Choice(
        label=_("Currency"), choices=[(c, c) for c in CURRENCIES], empty="—", required=True
    )
    funder = Words(label=_("Paid by"), longest=120, help_text=_("The project or donor."))
    project = Choice(label=_("In which project"), choices=[], empty="—")
    receipt_seen_on = Day(label=_("Receipt seen on"))
    field_order = ["what", "amount", "currency", "funder", "project", "receipt_seen_on"]

    def __init__(self, *args: Any, offered: Iterable[Project] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["amount"] = amount(_("Amount"), required=True)
        self.offered = {str(each.pk): each for each in offered}
        if self.offered:
            rows = [(pk, f"{each.code} · {each.name}") for pk, each in self.offered.items()]
            self.fields["project"].choices = [("", "—"), *rows]
        else:
            del self.fields["project"]
        self.order_fields(self.field_order)

    def facts(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        return typed | {"project": self.offered.get(typed.get("project") or "")}


class RelativePaperForm(Kept):
    state = Choice(
        label=_("How far it is"),
        choices=PaperState.choices,
        widget=forms.RadioSelect,
        required=True,
    )
    asked_on = Day(label=_("Asked for on"))
    valid_until = Day(label=_("Valid until"))
    number = Words(label=_("Number"), longest=80)
    note = Words(label=_("Notes"), longest=LONG, rows=2)


class RuleForm(Kept):
    rule = Choice(label=_("By which rule"), choices=[], widget=forms.RadioSelect, required=True)
    applied_on = Day(
        label=_("Applied for on"),
        help_text=_("The day on which the application was handed in: some ages count on it."),
    )

    def __init__(self, *args: Any, rules: Iterable[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        named = [(each.key, f"{each.title} · {each.version}") for each in rules]
        self.fields["rule"].choices = named


# What either office says of a family


class Named(forms.Form):
    """Which of them a step is about, by the numbers of the request."""

    relatives = Many(label=_("Who of them"), choices=[])

    def __init__(self, *args: Any, numbers: Iterable[tuple[int, str]] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        held = [(str(number), words) for number, words in numbers]
        self.fields["relatives"].choices = held
        self.fields["relatives"].initial = [number for number, _words in held]
        self.fields["relatives"].required = True

    def named(self) -> list[int]:
        return sorted(int(each) for each in self.cleaned_data["relatives"])


class TheyLeftForm(Named, DepartureForm):
    field_order = ["day", "expected", "relatives"]

    def facts(self) -> dict[str, Any]:
        return super().facts() | {"relatives": self.named()}


class TheyCameForm(Named, DayForm):
    field_order = ["day", "relatives"]

    def facts(self) -> dict[str, Any]:
        return {"relatives": self.named()}
