"""Shape of what is typed about a search, a claim, and what her team found out about it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amparo.core import clock
from amparo.core.form_fields import Choice, Words
from amparo.journeys.enums.tracing import CHOSEN_ENDS, MatchRefusal
from amparo.journeys.policies import tracing as policies
from amparo.people.enums.relations import Relation
from amparo.people.forms.consent import ConsentForm

PAGE = 2000
BOUND = ("purpose", "block", "recipient", "recipient_name")


class BeginForm(forms.Form):
    name = Words(label=_("Whom she looks for"), required=True)
    relation = Choice(
        label=_("Who this is to her"), choices=Relation.choices, empty="—", required=True
    )
    told = Words(
        label=_("What she tells of this person"),
        longest=PAGE,
        rows=3,
        help_text=_("What a claimant who is family would know too."),
    )
    last_seen = Words(
        label=_("Where they saw each other last"),
        longest=PAGE,
        rows=2,
        help_text=_("It lies sealed and stands in no list."),
    )


class EndForm(forms.Form):
    why = Choice(
        label=_("Why the search ends"),
        choices=[(each.value, each.label) for each in CHOSEN_ENDS],
        empty="—",
        required=True,
    )


class ClaimForm(forms.Form):
    """What somebody says who asks for a person. It is looked up nowhere."""

    claimant = Words(
        label=_("Full name of who asks"),
        required=True,
        help_text=_("As the papers say it, with surnames."),
    )
    sought = Words(label=_("Name of the person asked for"), required=True)
    relation = Choice(
        label=pgettext_lazy("of a claimant", "Who she or he says to be to that person"),
        choices=Relation.choices,
        empty="—",
        required=True,
    )
    tells = Words(
        label=_("What only family can know of that person"),
        longest=PAGE,
        rows=3,
        required=True,
        help_text=_(
            "A nickname, who else is of the family, a day they share. Ask it of everybody now: "
            "nobody is asked again."
        ),
    )
    reached_by = Words(
        label=_("How to answer"),
        longest=PAGE,
        rows=2,
        required=True,
        help_text=_("Telephone, address or through whom, as this person wants it."),
    )
    sought_year = forms.IntegerField(
        label=_("Year of birth of the person asked for"),
        required=False,
        widget=forms.NumberInput(attrs={"class": "input--short"}),
        help_text=_("If it is known."),
    )
    sought_places = Words(label=_("Places that are named"), longest=PAGE, rows=2)
    papers = Words(
        label=_("Papers that are shown"),
        longest=PAGE,
        rows=2,
        help_text=_("Which ones, of whom. Keep no copy."),
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        wrong = policies.is_a_claim(
            claimant=typed.get("claimant", ""),
            sought=typed.get("sought", ""),
            year=typed.get("sought_year"),
            tells=typed.get("tells", ""),
            reached_by=typed.get("reached_by", ""),
            today=clock.today(),
        )
        for name, why in wrong.items():
            if name not in self.errors:
                self.add_error(name, why)
        return typed


class VerifyForm(forms.Form):
    papers = Words(
        label=_("Which papers you checked, and how"), longest=PAGE, rows=3, required=True
    )
    fits = Words(
        label=_("What she says to what the claimant told"),
        longest=PAGE,
        rows=3,
        required=True,
        help_text=_("Ask her, not the claimant: who is questioned knows that there is somebody."),
    )


class HerAnswerForm(ConsentForm):
    """Her answer to one claimant: what for, to whom and about what is bound already."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in BOUND:
            del self.fields[name]


class RefuseForm(forms.Form):
    why = Choice(
        label=_("Why the claim is not answered with a yes"),
        choices=MatchRefusal.choices,
        empty="—",
        required=True,
    )


class NoteForm(forms.Form):
    what = Words(label=_("What was done to keep her safe"), longest=PAGE, rows=3, required=True)
