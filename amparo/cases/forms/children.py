"""Shape of what is typed about a child. The rules are asked by the actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amparo.cases.enums.children import BestOutcome, MeasureKind, Question, Right
from amparo.people.enums.children import AgeMethod, StandsBy, Suspected
from amparo.people.enums.relations import Relation
from amparo.people.forms.seen import SeenForm
from amparo.people.forms.words import Choice, Day, Words

LONG = 5000


class Kept(SeenForm):
    """Every field is a fact of the record under the same name."""

    @classmethod
    def facts_of(cls, record: Any) -> dict[str, Any]:
        return {name: getattr(record, name) for name in cls.base_fields if name != "seen"}


class AgeDoubtForm(forms.Form):
    found_on = Day(label=_("Since when it is known"), required=True)
    reasons = Words(
        label=_("Why she may be younger than 18"),
        longest=LONG,
        rows=3,
        required=True,
        help_text=_("What she says, what was seen, or why the papers she carries may be false."),
    )


class AgeForm(forms.Form):
    body = Words(label=_("Who assessed her age"), required=True)
    found_on = Day(label=_("Assessed on"), required=True)
    method = Choice(label=_("How"), choices=AgeMethod.choices, empty="—", required=True)
    youngest = forms.IntegerField(
        label=_("At least so many years old"),
        min_value=0,
        max_value=120,
        widget=forms.NumberInput(attrs={"class": "input--short"}),
        help_text=_("The lower end of the margin. Only if it is 18 or more is she of age."),
    )
    oldest = forms.IntegerField(
        label=_("At most so many years old"),
        min_value=0,
        max_value=120,
        widget=forms.NumberInput(attrs={"class": "input--short"}),
    )
    reasons = Words(label=_("Reasons"), longest=LONG, rows=3, required=True)


class GuardianForm(Kept):
    name = Words(
        label=_("Name"),
        required=True,
        help_text=_("Of an authority, the office and who comes from it."),
    )
    relation = Choice(
        label=_("Who she or he is to her"), choices=Relation.choices, empty="—", required=True
    )
    basis = Choice(label=_("By what"), choices=StandsBy.choices, empty="—", required=True)
    paper = Words(label=_("Paper it rests on"), help_text=_("Which paper, of which day."))
    suspected = Choice(
        label=_("Is the guardian, or somebody near the guardian, a suspect?"),
        choices=Suspected.choices,
        widget=forms.RadioSelect,
        required=True,
    )
    suspected_why = Words(label=_("What the answer rests on"), longest=LONG, rows=2)
    not_the_same = Words(
        label=_("How it is known that she or he is another person"),
        longest=LONG,
        rows=2,
        help_text=_("Only if the file names somebody dangerous with a name like this one."),
    )
    since = Day(label=_("Since"))
    until = Day(label=_("Until"))


class NoticeForm(Kept):
    office = Words(label=_("Which office was told"), required=True)
    told_on = Day(label=_("Told on"), required=True)
    folio = Words(label=_("Folio"), longest=80)
    acknowledged_on = Day(label=_("Acknowledged on"))
    ask_again_on = Day(label=_("Ask again on"), help_text=_("While it was not acknowledged."))
    note = Words(label=_("Notes"), longest=LONG, rows=2)


class MeasureForm(Kept):
    kind = Choice(label=_("Measure"), choices=MeasureKind.choices, empty="—", required=True)
    by_whom = Words(label=_("Who ordered it"), required=True)
    since = Day(label=_("Since"), required=True)
    until = Day(label=_("Until"))
    review_on = Day(label=_("To be looked at again on"))
    note = Words(label=_("Notes"), longest=LONG, rows=2)


class RightForm(Kept):
    right = Choice(label=_("Right"), choices=Right.choices, empty="—", required=True)
    what = Words(label=_("What is to be done"), longest=LONG, rows=2, required=True)
    body = Words(label=_("Who has to do it"), required=True)
    follow_up_on = Day(label=_("Ask again on"))
    restored_on = Day(label=_("Restored on"))
    note = Words(label=_("Notes"), longest=LONG, rows=2)


class BestInterestsForm(forms.Form):
    question = Choice(label=_("About what"), choices=Question.choices, empty="—", required=True)
    body = Words(label=_("Who decided"), required=True)
    decided_on = Day(label=_("Decided on"), required=True)
    her_view = Words(
        label=_("What she says about it"),
        longest=LONG,
        rows=3,
        required=True,
        help_text=_("In her words. If she was not heard, why not."),
    )
    options = Words(label=_("Which ways were weighed"), longest=LONG, rows=3, required=True)
    outcome = Choice(
        label=pgettext_lazy("of a determination", "Outcome"),
        choices=BestOutcome.choices,
        widget=forms.RadioSelect,
        required=True,
    )
    reasons = Words(label=_("Reasons"), longest=LONG, rows=3, required=True)
