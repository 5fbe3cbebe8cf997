"""Shape of what is typed about accompanying her. No rule and no write here."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from amparo.cases.enums import YesNo
from amparo.core import clock
from amparo.core.form_fields import Choice, Day, Hour, Words
from amparo.journeys import life
from amparo.journeys.enums.reintegration import (
    CHOSEN,
    Dimension,
    LifeAnswer,
    Opinion,
    VisitOutcome,
    Where,
)
from amparo.journeys.models import Reintegration
from amparo.journeys.policies.reintegration import BEGINNING, MONTHS
from amparo.journeys.queries import reintegration as queries
from amparo.people.enums.contact import Began, Channel
from amparo.taxonomy.form_fields import PlaceField

CAME = "came"
ANOTHER = "another"
WAYS = [*Channel.choices, (CAME, _("She came or called by herself"))]


class BeginForm(forms.Form):
    """Where she builds her life anew, and since when."""

    where = forms.ChoiceField(
        label=_("Where she lives now"), choices=Where.choices, widget=forms.RadioSelect
    )
    begun_on = Day(
        label=_("Since"),
        required=True,
        help_text=_("The day she arrived, or on which she began. The visits count from it."),
    )
    place = PlaceField(
        label=_("Place"), help_text=_("A municipality, a state or a country; no address.")
    )


def visit_words(months: int) -> str:
    if months == BEGINNING:
        return gettext("At the beginning")
    return {
        1: gettext("After one month"),
        3: gettext("After three months"),
        6: gettext("After six months"),
        12: gettext("After twelve months"),
    }.get(months, str(months))


class VisitForm(forms.Form):
    """One page: which visit, how it went, fifteen rows, and whether she was asked her opinion."""

    months = forms.ChoiceField(label=_("Which visit"))
    on = Day(label=pgettext_lazy("of a visit", "Day"), required=True)
    hour = Hour(label=pgettext_lazy("of a visit", "Hour"), required=True)
    way = forms.ChoiceField(
        label=_("By which way"), choices=WAYS, widget=forms.RadioSelect, initial=Channel.VISIT
    )
    outcome = forms.ChoiceField(
        label=_("How it went"), choices=VisitOutcome.choices, widget=forms.RadioSelect
    )
    phrase = Choice(
        label=_("Was her code phrase said?"),
        choices=[(YesNo.YES, YesNo.YES.label), (YesNo.NO, YesNo.NO.label)],
        widget=forms.RadioSelect,
    )
    opinion = forms.ChoiceField(
        label=_("Was she asked what she thinks of the help?"),
        choices=Opinion.choices,
        widget=forms.RadioSelect,
        initial=Opinion.NOT_ASKED,
        help_text=_("Her answers are not kept here: she gives them on a telephone or on paper."),
    )
    note = Words(label=_("Remarks"), longest=2000, rows=2)

    def __init__(self, *args: Any, reintegration: Reintegration, **kwargs: Any):
        super().__init__(*args, **kwargs)
        done = queries.settled(reintegration)
        left = [each for each in (BEGINNING, *MONTHS) if each not in done]
        offered = [(str(each), visit_words(each)) for each in left]
        self.fields["months"].choices = [*offered, (ANOTHER, gettext("One more visit"))]
        if not queries.has_phrase(reintegration.case.person):
            del self.fields["phrase"]
        self.questions = life.questions(life.newest())
        for each in self.questions:
            self.fields[f"life_{each.code}"] = forms.ChoiceField(
                label=each.label,
                choices=LifeAnswer.choices,
                widget=forms.RadioSelect,
                initial=LifeAnswer.NOT_ASKED.value,
                required=False,
            )

    def sides(self) -> list[tuple[Dimension, list]]:
        return [
            (side, [self[f"life_{one.code}"] for one in self.questions if one.dimension == side])
            for side in Dimension
        ]

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        came, months = typed["way"] == CAME, typed["months"]
        at = datetime.combine(typed["on"], typed["hour"], tzinfo=clock.programme_zone())
        return {
            "at": at,
            "channel": Channel.VISIT.value if came else typed["way"],
            "began": Began.HER if came else Began.US,
            "outcome": typed["outcome"],
            "months": None if months == ANOTHER else int(months),
            "phrase": typed.get("phrase") or YesNo.NOT_ASKED,
            "opinion": typed["opinion"],
            "answers": {
                each.code: typed.get(f"life_{each.code}") or LifeAnswer.NOT_ASKED
                for each in self.questions
            },
            "note": typed["note"],
        }


class SidesForm(forms.Form):
    """For each action of the plan the side of her life that it belongs to."""

    def __init__(self, *args: Any, actions: list, chosen: dict, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.threads = [each.thread for each in actions]
        for each in actions:
            self.fields[f"side_{each.thread}"] = Choice(
                label=each.what,
                choices=Dimension.choices,
                empty="—",
                initial=chosen.get(each.thread, ""),
            )

    def sides(self) -> dict:
        return {thread: self.cleaned_data[f"side_{thread}"] for thread in self.threads}


class EndForm(forms.Form):
    ending = forms.ChoiceField(
        label=_("How it ends"),
        choices=[(each.value, each.label) for each in CHOSEN],
        widget=forms.RadioSelect,
    )
    words = Words(label=_("In a few words, hers if she likes"), longest=2000, rows=2)


class AgainForm(forms.Form):
    on = Day(label=_("Known since"), required=True)
    words = Words(
        label=_("What she wants to be known now"),
        longest=2000,
        rows=3,
        help_text=_("Only what she wants to say today. What happened is recorded when she can."),
    )


class CardForm(forms.Form):
    """The one contact of a paper, and the question that comes before any paper."""

    name = Words(label=_("Whom to ask for"), longest=40, help_text=_("A first name is enough."))
    phone = Words(
        label=_("One number"),
        longest=40,
        help_text=_("A number that says nothing, agreed with her."),
    )
    safe = forms.ChoiceField(
        label=_("Is it safe for her to carry this?"),
        choices=[("yes", _("She says yes")), ("no", _("She says no, or nobody asked her"))],
        widget=forms.RadioSelect,
    )
    form_of = forms.ChoiceField(
        label=_("How"),
        choices=[("page", _("A page to print")), ("pdf", _("A file to print (PDF)"))],
        widget=forms.RadioSelect,
        initial="page",
    )


class PromisesForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Her language"), choices=[("es", "Español"), ("en", "English")]
    )
    safe = CardForm.base_fields["safe"]
    form_of = CardForm.base_fields["form_of"]
