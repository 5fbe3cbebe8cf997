"""Shape of what is typed about a shelter, its beds, and who comes and goes."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.assistance.enums.shelter import AsksFor, ExitReason, Group, UnitKind
from amparo.assistance.models import Bed, Stay
from amparo.assistance.policies.shelter import MOST_BEDS
from amparo.cases.enums import YesNo
from amparo.core import clock
from amparo.people.enums.relations import Relation
from amparo.people.forms.contact import Hour
from amparo.people.forms.seen import SeenForm
from amparo.people.forms.words import Choice, Day, Many, Words


class ShelterForm(forms.Form):
    name = Words(
        label=_("Name used among colleagues"),
        longest=60,
        required=True,
        help_text=_("Not the street, nor anything by which the house could be found."),
    )


class UnitForm(forms.Form):
    name = Words(label=_("Name of the unit"), longest=40, required=True)
    kind = Choice(label=_("What it is"), choices=UnitKind.choices, required=True)
    welcomes = Many(label=_("Who may sleep there"), choices=Group.choices, required=True)
    beds = forms.IntegerField(
        label=_("How many beds"), min_value=1, max_value=MOST_BEDS, widget=forms.NumberInput
    )


class UnitChangeForm(SeenForm):
    """A unit as it is held; its beds are added and taken out of use beside it."""

    name = Words(label=_("Name of the unit"), longest=40, required=True)
    kind = Choice(label=_("What it is"), choices=UnitKind.choices, required=True)
    welcomes = Many(label=_("Who may sleep there"), choices=Group.choices, required=True)
    in_use = forms.BooleanField(
        label=_("In use"),
        required=False,
        help_text=_("Without it nobody is given a bed there, and its beds are not counted."),
    )

    @classmethod
    def facts_of(cls, record: Any) -> dict[str, Any]:
        facts = {name: getattr(record, name) for name in ("name", "kind", "in_use")}
        return facts | {"welcomes": sorted(record.welcomes)}

    def clean_welcomes(self) -> list[str]:
        return sorted(set(self.cleaned_data["welcomes"]))


class MoreBedsForm(forms.Form):
    beds = forms.IntegerField(
        label=_("How many beds more"), min_value=1, max_value=MOST_BEDS, widget=forms.NumberInput
    )


class StaffForm(forms.Form):
    member = Choice(label=_("Who works here"), choices=[], required=True)

    def __init__(self, *args: Any, members: list[Member], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.members = {str(member.pk): member for member in members}
        named = [(pk, member.display_name) for pk, member in self.members.items()]
        self.fields["member"].choices = [("", "—"), *named]

    def clean_member(self) -> Member:
        return self.members[self.cleaned_data["member"]]


class OtherPersonForm(StaffForm):
    """That a colleague who bears a feared name is another, and how that is known."""

    reason = Words(
        label=_("It is another person. How do you know?"),
        longest=2000,
        rows=3,
        required=True,
        help_text=_("It lies sealed with the case; that you decided it is in the log."),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["member"].label = _("Colleague")


class BedField(Choice):
    """One of the beds that stand free, under the name of its unit."""

    default_error_messages = {
        "invalid_choice": _("Somebody was given this bed meanwhile. Choose another one.")
    }

    def offer(self, beds: list[Bed]) -> None:
        self.beds = {str(bed.pk): bed for bed in beds}
        units: defaultdict[str, list] = defaultdict(list)
        for bed in beds:
            unit = bed.unit
            heading = f"{unit.shelter.name} · {unit.name} ({unit.welcomes_words})"
            units[heading].append((str(bed.pk), f"{unit.name} · {bed.label}"))
        self.choices = [("", "—"), *units.items()]

    def clean(self, value: Any) -> Bed:
        return self.beds[super().clean(value)]


WHY = _("Only if the page asks for it when you save.")


class StayForm(forms.Form):
    """What is asked at the door, the bed first."""

    bed = BedField(label=_("Bed"), choices=[], required=True)
    short_name = Words(
        label=_("What she wants to be called in the house"),
        longest=40,
        required=True,
        help_text=_("It need not be her name. Everybody in the house hears it."),
    )
    asks_for = Choice(
        label=_("With whom she asks to sleep"),
        choices=AsksFor.choices,
        required=True,
        widget=forms.RadioSelect,
    )
    taken_for_adult = forms.BooleanField(
        label=_("She says that she is 18 or older, and nothing speaks against it"),
        required=False,
        help_text=_(
            "Used only while the file does not say her age. Without it she is placed as a child."
        ),
    )
    with_family = forms.BooleanField(
        label=_("She comes with her family; the others are entered after her"), required=False
    )
    comes_with = Choice(
        label=_("Belongs to"),
        choices=[],
        help_text=_("Somebody who was entered before her. Families sleep together."),
    )
    relation = Choice(label=_("What she is to that person"), choices=Relation.choices, empty="—")
    entered_on = Day(label=_("Day"), required=True)
    entered_time = Hour(label=_("Hour"), required=True)
    brought_by = Words(label=_("Who brought her"))
    told_of_rules = Words(
        label=_("What she was told of the rules of the house, and in which language"),
        longest=2000,
        rows=3,
    )
    belongings = Words(
        label=_("Belongings kept for her"), longest=2000, rows=3, help_text=_("One a line.")
    )
    house_knows = Words(
        label=_("What the house must know"),
        longest=1000,
        rows=3,
        help_text=_(
            "Allergies, what frightens her, who must not come in. Whoever works there reads this "
            "and nothing else of the case: only what a night needs."
        ),
    )
    looked_why = Words(label=_("A like name in a file: why this is safe"), help_text=WHY)
    apart_why = Words(label=_("Apart from her family: who wanted it and why"), help_text=WHY)

    def __init__(self, *args: Any, beds: list[Bed], family: list[Stay], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["bed"].offer(beds)
        self.family = {str(stay.pk): stay for stay in family}
        named = [(pk, stay.short_name) for pk, stay in self.family.items()]
        self.fields["comes_with"].choices = [("", "—"), *named]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        at = moment(typed.pop("entered_on", None), typed.pop("entered_time", None))
        if at and at > clock.now():
            self.add_error("entered_time", gettext("She cannot have come later than now."))
        typed["entered_at"] = at
        typed["comes_with"] = self.family.get(typed.get("comes_with", ""))
        if typed["comes_with"] and not typed.get("relation"):
            self.add_error("relation", gettext("Say what she is to the person she belongs to."))
        return typed


class MoveForm(forms.Form):
    bed = BedField(label=_("Other bed"), choices=[], required=True)
    family_too = forms.BooleanField(label=_("Her family moves with her"), required=False)
    apart_why = Words(label=_("Apart from her family: who wanted it and why"), help_text=WHY)

    def __init__(self, *args: Any, beds: list[Bed], has_family: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["bed"].offer(beds)
        if not has_family:
            del self.fields["family_too"], self.fields["apart_why"]


class OutForm(forms.Form):
    back_due_on = Day(label=_("Expected back on"), required=True)
    note = Words(label=_("What she said about it"), longest=500)

    def clean_back_due_on(self) -> Any:
        day = self.cleaned_data["back_due_on"]
        if day < clock.today():
            raise forms.ValidationError(gettext("This day is over."))
        return day


class HouseForm(forms.Form):
    """What the house is told of her, and what is kept for her."""

    house_knows = Words(label=_("What the house must know"), longest=1000, rows=3)
    belongings = Words(label=_("Belongings kept for her"), longest=2000, rows=3)


class ExitForm(forms.Form):
    exit_reason = Choice(
        label=_("Why the stay ends"), choices=ExitReason.choices, required=True, empty="—"
    )
    left_on = Day(label=_("Day"), required=True)
    left_time = Hour(label=_("Hour"), required=True)
    where_to = Words(
        label=_("Where to, in her words"),
        longest=500,
        help_text=_("Only what she wants to be known. Sealed; the house does not read it."),
    )
    safe_exit = Choice(
        label=_("Was she safe when she left?"),
        choices=YesNo.choices,
        required=True,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        at = moment(typed.pop("left_on", None), typed.pop("left_time", None))
        if at and at > clock.now():
            self.add_error("left_time", gettext("She cannot have left later than now."))
        typed["left_at"] = at
        return typed


def moment(day: Any, hour: Any) -> datetime | None:
    if day is None or hour is None:
        return None
    return datetime.combine(day, hour, tzinfo=clock.programme_zone())
