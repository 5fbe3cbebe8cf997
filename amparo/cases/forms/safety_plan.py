"""Shape of what is typed about her safety plan, and of the question before a paper is printed."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.cases.enums.safety_plan import ASK, CardKind, MadeWith, PlanPart
from amparo.cases.models import SafetyPlan
from amparo.cases.policies import safety_plan as policies
from amparo.core import clock
from amparo.people.forms.words import Choice, Day, Words

USUAL = timedelta(days=30)


class SafetyPlanForm(forms.Form):
    made_with = forms.ChoiceField(
        label=_("How it was made"),
        choices=MadeWith.choices,
        widget=forms.RadioSelect,
        initial=MadeWith.HER,
    )
    next_due_on = Day(label=_("To be looked at again by"), required=True)
    card_kind = Choice(
        label=_("What the paper looks like"),
        choices=CardKind.choices,
        empty=_("No paper"),
        help_text=_("First ask her: is it safe for you to carry a paper?"),
    )
    card_lines = Words(
        label=_("Lines of the paper"),
        longest=1000,
        rows=4,
        help_text=_(
            "Only what she chooses, as she would write it on any list. No word of ours, no name of "
            "an institution."
        ),
    )
    card_phone = Words(
        label=_("One number, if she wants one"),
        longest=40,
        help_text=_("A number that says nothing, agreed with her."),
    )

    def __init__(
        self, *args: Any, ours: Iterable[str] = (), known: Iterable[str] = (), **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.ours, self.known = list(ours), list(known)
        for part in PlanPart:
            asked = ASK[part]
            field = Words(label=part.label, longest=5000, rows=2, help_text=asked)
            self.fields[part.value] = field
        self.fields["next_due_on"].initial = clock.today() + USUAL

    @classmethod
    def after(cls, plan: SafetyPlan | None, *args: Any, **kwargs: Any) -> "SafetyPlanForm":
        """A form for the next version: what stands in the last one, to be changed."""
        if plan is not None:
            kept = {name: getattr(plan, name) for name in ("card_kind", "card_lines", "card_phone")}
            kwargs["initial"] = plan.parts | kept
        return cls(*args, **kwargs)

    def parts(self) -> list:
        return [self[part.value] for part in PlanPart]

    def clean_next_due_on(self) -> Any:
        day = self.cleaned_data["next_due_on"]
        if day and day < clock.today():
            raise forms.ValidationError(
                gettext("The day on which it is due again cannot lie in the past.")
            )
        return day

    def clean_card_lines(self) -> str:
        words = self.cleaned_data["card_lines"]
        told = policies.fits_a_card(words) and policies.is_neutral(words, ours=self.ours)
        if not told:
            raise forms.ValidationError(told.reason)
        return words

    def clean_card_phone(self) -> str:
        number = self.cleaned_data["card_phone"]
        told = policies.is_a_quiet_number(number, known=self.known)
        if not told:
            raise forms.ValidationError(told.reason)
        return number

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if not self.errors and not any(typed[part.value].strip() for part in PlanPart):
            raise forms.ValidationError(
                gettext("The plan is empty. Write down at least one part of it.")
            )
        return typed

    def facts(self) -> dict[str, Any]:
        typed = dict(self.cleaned_data)
        parts = {part.value: typed.pop(part.value) for part in PlanPart}
        return typed | {"parts": parts}


class CarryForm(forms.Form):
    """Asked before each print: what was safe last month may not be today."""

    safe = forms.ChoiceField(
        label=_("Is it safe for her to carry this?"),
        choices=[("yes", _("She says yes")), ("no", _("She says no, or nobody asked her"))],
        widget=forms.RadioSelect,
    )
