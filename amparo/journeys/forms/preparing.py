"""Shape of what is typed while a return is prepared. The rules are asked by the actions."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from amparo.cases.enums.risk import Level
from amparo.core import clock
from amparo.core.form_fields import Hour
from amparo.journeys.enums import (
    HostVerdict,
    Option,
    PaperState,
    ReturnRisk,
    ReturnVerdict,
    SheSays,
)
from amparo.journeys.policies.itinerary import MOST_LEGS, Leg
from amparo.people.forms.person import languages
from amparo.people.forms.seen import SeenForm
from amparo.people.forms.words import Choice, Day, Many, Words

LONG = 5000
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


def today() -> Any:
    return clock.today()


class OfACase(forms.Form):
    """A form that may point at a document of the case."""

    document = Choice(
        label=_("Document of the case"),
        choices=[],
        help_text=_("Add it to the documents of the case first, if it was scanned."),
    )

    def __init__(self, *args: Any, documents: Iterable[Any] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.documents = {str(each.pk): each for each in documents}
        named = [(pk, each.title) for pk, each in self.documents.items()]
        self.fields["document"].choices = [("", "—"), *named]

    def clean_document(self) -> Any:
        return self.documents.get(self.cleaned_data["document"])


class InterviewForm(forms.Form):
    held_on = Day(label=_("Held on"), required=True, initial=today)
    language = Choice(label=_("Language used"), choices=languages, empty="—", required=True)
    interpreter = forms.BooleanField(label=_("Through an interpreter"), required=False)
    told = Many(label=_("What was explained to her"), choices=Option.choices)
    assistance_goes_on = forms.BooleanField(
        label=_("She was told that assistance goes on whatever she decides"), required=False
    )
    reflection_until = Day(
        label=_("She thinks about it until"),
        help_text=_("The day that you agreed with her. She is asked again then, not before."),
    )
    says = Choice(
        label=_("What she says"), choices=SheSays.choices, widget=forms.RadioSelect, required=True
    )
    words = Words(label=_("In her words"), longest=LONG, rows=3, required=True)
    child_view = Words(
        label=_("Her own view, if she is younger than 18 or may be"),
        longest=LONG,
        rows=3,
        help_text=_("In her words, whatever her parents or guardian say."),
    )


class AssessmentForm(forms.Form):
    assessed_on = Day(label=_("Day of the assessment"), required=True, initial=today)
    verdict = Choice(
        label=_("Is the return safe?"),
        choices=ReturnVerdict.choices,
        widget=forms.RadioSelect,
        required=True,
    )
    measures = Words(
        label=_("Measures without which it is not safe"),
        longest=LONG,
        rows=2,
        help_text=_("Another place, another host, no visit of somebody: what, and who does it."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        levels = [each for each in Level.choices if each[0] != Level.NOT_ASSESSED]
        parts: dict[str, Any] = {}
        for part in ReturnRisk:
            parts[part.value] = Choice(
                label=part.label, choices=levels, widget=forms.RadioSelect, required=True
            )
            parts[f"why_{part}"] = Words(label=_("Why"), longest=2000, rows=2, required=True)
        self.fields = {"assessed_on": self.fields.pop("assessed_on")} | parts | self.fields

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "assessed_on": typed["assessed_on"],
            "levels": {part.value: typed[part.value] for part in ReturnRisk},
            "reasons": {part.value: typed[f"why_{part}"] for part in ReturnRisk},
            "verdict": typed["verdict"],
            "measures": typed["measures"],
        }


class HostForm(OfACase):
    assessed_on = Day(label=_("Day of the assessment"), required=True)
    assessed_by = Words(label=_("Who of the other office looked"), required=True)
    host = Words(
        label=_("With whom she would live"),
        help_text=_("The name is compared with those whom she fears."),
    )
    verdict = Choice(
        label=_("What they found"),
        choices=HostVerdict.choices,
        widget=forms.RadioSelect,
        required=True,
    )
    note = Words(label=_("What they write"), longest=LONG, rows=3)
    field_order = ["assessed_on", "assessed_by", "host", "verdict", "note", "document"]


class FitnessForm(forms.Form):
    seen_on = Day(label=_("Seen on"), required=True, initial=today)
    by_whom = Words(label=_("Which doctor saw her"), required=True)
    is_fit = Choice(
        label=_("Is she fit to travel?"), choices=YES_NO, widget=forms.RadioSelect, required=True
    )
    until = Day(label=_("It holds until"), required=True)
    conditions = Words(
        label=_("What she needs on the way"),
        longest=LONG,
        rows=2,
        help_text=_("Medicine, a seat near the door, rest. Only what whoever travels must know."),
    )

    def clean_is_fit(self) -> bool:
        return self.cleaned_data["is_fit"] == "yes"


class EscortForm(forms.Form):
    name = Words(
        label=_("Who travels along"),
        required=True,
        help_text=_("The name is compared with those whom she fears."),
    )
    cleared_by = Words(label=_("Who cleared that person"))
    cleared_on = Day(label=_("Cleared on"))
    cleared_until = Day(label=_("Cleared until"))


class Kept(SeenForm):
    """Every field is a fact of the record under the same name."""

    @classmethod
    def facts_of(cls, record: Any) -> dict[str, Any]:
        return {name: getattr(record, name) for name in cls.base_fields if name != "seen"}


class BanForm(Kept):
    by_whom = Words(label=_("Which authority forbids that she leaves"), required=True)
    paper = Words(label=_("In which paper"))
    since = Day(label=_("Since"), required=True)
    until = Day(label=_("Until"))
    lifted_on = Day(label=_("Lifted on"))
    lifted_by_paper = Words(label=_("By which paper it was lifted"))


class PaperForm(Kept):
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


LEG = ("start", "end", "leaves_on", "leaves_at", "arrives_on", "arrives_at", "carrier",
       "reference", "stay")  # fmt: skip
ASKED = ("start", "end", "leaves_on", "leaves_at", "arrives_on", "arrives_at")
# Rows that stand open on the page; the others wait behind a line.
OPEN = 2


class ItineraryForm(SeenForm):
    """Leg by leg, in rows; a row that was left empty is none."""

    cash = Words(label=_("Money on the way"), help_text=_("How much, in which money, or none."))
    kit = Words(
        label=_("What is taken along"), longest=LONG, rows=2,
        help_text=_("Clothes, food, medicine, a telephone with a card of that country."),
    )  # fmt: skip
    contacts = Words(
        label=_("Whom to call on the way"), longest=LONG, rows=2,
        help_text=_("At any hour, here and there. It goes along with whoever travels."),
    )  # fmt: skip
    met_by = Words(label=_("Who waits at the end"), help_text=_("Who, where, known by what."))

    FACTS_OF_FIELD = {f"{name}_{row}": ("legs",) for row in range(1, MOST_LEGS + 1) for name in LEG}
    OWN = ("cash", "kit", "contacts", "met_by")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for row in range(1, MOST_LEGS + 1):
            self.fields |= {
                f"start_{row}": Words(label=pgettext_lazy("of a way", "From")),
                f"leaves_on_{row}": Day(label=_("Leaves on")),
                f"leaves_at_{row}": Hour(label=_("Leaves at")),
                f"end_{row}": Words(label=pgettext_lazy("of a way", "To")),
                f"arrives_on_{row}": Day(label=_("Arrives on")),
                f"arrives_at_{row}": Hour(label=_("Arrives at")),
                f"carrier_{row}": Words(label=_("Carrier")),
                f"reference_{row}": Words(label=_("Number of the booking"), longest=60),
                f"stay_{row}": Words(
                    label=_("Where the night after it is spent"),
                    help_text=_("Only if the way goes on another day."),
                ),
            }

    @classmethod
    def facts_of(cls, record: Any) -> dict[str, Any]:
        return {name: getattr(record, name) for name in ("legs", *cls.OWN)}

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        rows = {
            f"{name}_{row}": value
            for row, leg in enumerate(record.legs, start=1)
            for name, value in leg.items()
        }
        return rows | {name: getattr(record, name) for name in cls.OWN}

    def legs(self) -> list[tuple[int, list, bool]]:
        """For the page: the fields of each leg, and whether it stands open."""
        found = []
        for row in range(1, MOST_LEGS + 1):
            bound = [self[f"{name}_{row}"] for name in LEG]
            used = any(each.value() for each in bound)
            found.append((row, bound, used or row <= OPEN))
        return found

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        self.whole: list[Leg] = []
        for row in range(1, MOST_LEGS + 1):
            held = {name: typed.get(f"{name}_{row}") for name in LEG}
            if not any(held.values()):
                continue
            missing = [name for name in ASKED if not held[name]]
            for name in missing:
                if f"{name}_{row}" not in self.errors:
                    self.add_error(
                        f"{name}_{row}",
                        gettext("Leg %(number)s needs this, or leave all of it empty.")
                        % {"number": row},
                    )
            if not missing:
                self.whole.append(Leg(**{n: v if v is not None else "" for n, v in held.items()}))
        return typed

    def facts(self) -> dict[str, Any]:
        own = {name: self.cleaned_data[name] for name in self.OWN}
        return {"legs": [leg.kept() for leg in self.whole]} | own

    def label_of(self, fact: str) -> str:
        return gettext("Legs") if fact == "legs" else super().label_of(fact)

    def shown(self, fact: str, value: Any) -> str:
        if fact != "legs":
            return super().shown(fact, value)
        return "\n".join(
            f"{leg['start']} – {leg['end']}, {leg['leaves_on']} {leg['leaves_at']}" for leg in value
        )
