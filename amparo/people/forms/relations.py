"""Shape of what is typed about the people around her."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.people.enums.relations import MayKnow, Relation
from amparo.people.forms.seen import SeenForm
from amparo.people.forms.words import Choice, Words
from amparo.people.models.relations import RelatedPerson


class RelatedForm(SeenForm):
    relation = Choice(
        label=_("Who she or he is to her"), choices=Relation.choices, empty="—", required=True
    )
    name = Words(
        label=_("Name, or what she or he is called"),
        required=True,
        help_text=_("As much as is known. A colleague who bears such a name is noticed by it."),
    )
    recognised_by = Words(
        label=_("How to recognise her or him"),
        longest=1000,
        rows=2,
        help_text=_("Looks, car, telephone number, where she or he stands."),
    )
    suspected = forms.BooleanField(label=_("Suspected of exploiting her"), required=False)
    never_contact = forms.BooleanField(label=_("Never to be contacted"), required=False)
    threatened = forms.BooleanField(
        label=_("Threatened too"),
        required=False,
        help_text=_("Her safety plan is then to think of this person as well."),
    )
    may_know = Choice(
        label=_("What this person may be told"),
        choices=MayKnow.choices,
        initial=MayKnow.NOTHING,
        widget=forms.RadioSelect,
    )
    agreed = Words(label=_("What she agreed to"), longest=1000, rows=2)
    note = Words(label=_("Notes"), longest=5000, rows=3)
    KEPT = (
        "relation",
        "name",
        "recognised_by",
        "suspected",
        "never_contact",
        "threatened",
        "may_know",
        "agreed",
        "note",
    )

    @classmethod
    def facts_of(cls, record: RelatedPerson) -> dict[str, Any]:
        return {name: getattr(record, name) for name in cls.KEPT}

    def facts(self) -> dict[str, Any]:
        return super().facts() | {"may_know": self.cleaned_data["may_know"] or "nothing"}

    def shown(self, fact: str, value: Any) -> str:
        if isinstance(value, bool):
            return gettext("Yes") if value else gettext("No")
        return super().shown(fact, value)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        is_a_danger = typed.get("suspected") or typed.get("never_contact")
        if is_a_danger and typed.get("may_know") not in ("", MayKnow.NOTHING, None):
            self.add_error(
                "may_know",
                gettext(
                    "Somebody who is suspected or never to be contacted is told nothing. Choose "
                    "“nothing”, or take the mark away."
                ),
            )
        if typed.get("may_know") == MayKnow.AGREED and not typed.get("agreed"):
            self.add_error("agreed", gettext("Write down what she agreed to."))
        return typed


class HidingForm(forms.Form):
    reason = Words(
        label=_("Reason"),
        required=True,
        longest=2000,
        rows=2,
        help_text=_("It lies sealed with her record; the log does not repeat it."),
    )
