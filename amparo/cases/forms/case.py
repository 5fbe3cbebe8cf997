"""Shape of what is typed about a case. No rule and no write here."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.cases.enums import YesNo
from amparo.cases.models import Case
from amparo.cases.queries.ages import may_be_child
from amparo.core import clock
from amparo.people import notice
from amparo.people.forms.consent import StatisticsAnswer
from amparo.people.forms.person import PersonFields
from amparo.people.forms.seen import SeenForm
from amparo.people.forms.words import PAGE, Choice, Day, Words
from amparo.people.models import Person


def own_label() -> Words:
    return Words(
        label=_("Your own label"),
        longest=40,
        help_text=_("A word by which you know this case. Only you see it; do not use a name."),
    )


class SafetyFields(forms.Form):
    """Comes first and is enough to save: nothing else may be asked before it."""

    immediate_danger = Choice(
        label=_("Is she in immediate danger?"),
        choices=YesNo.choices,
        initial=YesNo.NOT_ASKED,
        widget=forms.RadioSelect,
    )
    safety_note = Words(
        label=_("What makes her safe or unsafe"),
        longest=PAGE,
        rows=3,
        help_text=_("For example: who must not know, where she sleeps tonight."),
    )

    def safety_facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "immediate_danger": typed["immediate_danger"] or YesNo.NOT_ASKED.value,
            "safety_note": typed["safety_note"],
        }


class StepFields(forms.Form):
    """What happens next, and by when."""

    next_step = Words(
        label=_("Next step"), longest=500, help_text=_("For example: bring her to the doctor.")
    )
    next_step_on = Day(label=_("By when"))
    notes = Words(label=_("Notes"), longest=PAGE, rows=4)

    def step_facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("next_step", "next_step_on", "notes")}


class LabelForm(forms.Form):
    text = own_label()


class IntakeForm(SafetyFields, PersonFields, StepFields, StatisticsAnswer):
    """The whole first conversation on one page."""

    own_label = own_label()

    # By which ways and at what hours has a page of its own, reached from the case.
    can_contact = Choice(
        label=_("Is it safe to contact her?"),
        choices=YesNo.choices,
        initial=YesNo.NOT_ASKED,
        widget=forms.RadioSelect,
    )

    def may_be_child(self) -> bool:
        if not {"birth", "age"} <= set(self.cleaned_data):
            return False
        birth_date, birth_year = self._birth()
        typed = Person(birth_date=birth_date, birth_year=birth_year)
        return may_be_child(typed, on=clock.today())

    def contact_facts(self) -> dict[str, Any] | None:
        """Her answer, if she was asked."""
        answer = self.cleaned_data["can_contact"]
        return None if answer in ("", YesNo.NOT_ASKED) else {"answer": answer}


class CaseForm(SafetyFields, StepFields, SeenForm):
    """What a case says, with what it said when the page was opened."""

    opened_on = Day(label=_("Case opened on"), required=True)
    # Whoever came in with the safety block alone hears the notice on another day.
    notice_version = Choice(
        label=_("Privacy notice that was explained to her"),
        choices=lambda: [(version, version) for version in sorted(notice.versions(), reverse=True)],
        empty=_("not explained yet"),
    )
    KEPT = [
        "immediate_danger",
        "safety_note",
        "next_step",
        "next_step_on",
        "notes",
        "opened_on",
        "notice_version",
    ]

    @classmethod
    def facts_of(cls, record: Case) -> dict[str, Any]:
        return {name: getattr(record, name) for name in cls.KEPT}

    def facts(self) -> dict[str, Any]:
        both = {name: self.cleaned_data[name] for name in ("opened_on", "notice_version")}
        return self.safety_facts() | self.step_facts() | both

    def clean_opened_on(self) -> Any:
        day = self.cleaned_data["opened_on"]
        if day and day > clock.today():
            raise forms.ValidationError(gettext("A case cannot be opened in the future."))
        return day


class SearchForm(forms.Form):
    """Words of a name, or a case number. They are neither kept nor written into any log."""

    words = forms.CharField(
        label=_("Name or case number"),
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "data-draft-never": True}
        ),
        help_text=_("A name may be incomplete or misspelt. A number looks like ABCD-2345."),
    )


class NumberForm(forms.Form):
    number = forms.CharField(
        label=_("Case number"),
        max_length=20,
        widget=forms.TextInput(attrs={"class": "input--medium", "autocomplete": "off"}),
        help_text=_("It looks like ABCD-2345."),
    )
