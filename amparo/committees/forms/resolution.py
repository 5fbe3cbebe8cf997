"""Shape of what is typed about a resolution."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from amparo.core.form_fields import Choice, Day, Words
from amparo.organisations.forms.pick import OrganisationField

MOST_VOTES, LONGEST_PROMISE = 1000, 500


def _votes(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_VOTES,
        widget=forms.NumberInput(attrs={"class": "input--short", "inputmode": "numeric"}),
    )


class ResolutionForm(forms.Form):
    text = Words(label=_("What was resolved"), longest=2000, rows=3, required=True)
    point = Choice(label=_("About which point"), choices=[], empty="—")
    line = Choice(label=_("Line of action"), choices=[], empty="—")
    in_favour = _votes(_("In favour"))
    against = _votes(_("Against"))
    abstained = _votes(_("Abstained"))

    def __init__(self, *args: Any, points: Any, lines: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.known = {}
        for name, rows in (("point", points), ("line", lines)):
            self.known[name] = {str(row.pk): row for row in rows}
            offered = [(pk, str(row)) for pk, row in self.known[name].items()]
            self.fields[name].choices = [("", "—"), *offered]
        if not self.known["line"]:
            self.fields["line"].widget = forms.HiddenInput()

    def clean_point(self) -> Any:
        return self.known["point"].get(self.cleaned_data["point"])

    def clean_line(self) -> Any:
        return self.known["line"].get(self.cleaned_data["line"])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        for name in ("in_favour", "against", "abstained"):
            typed[name] = typed.get(name) or 0
        return typed


class ResolveForm(ResolutionForm):
    """A new resolution, and what somebody promised by it."""

    owner = OrganisationField(
        label=_("Who promised something"), help_text=_("Empty: nobody promised anything.")
    )
    promise = Words(
        label=_("What was promised"), longest=LONGEST_PROMISE, rows=2,
        help_text=_("Empty: what was resolved, in its words."),
    )  # fmt: skip
    due_on = Day(label=_("By when"))

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        owes, promise = typed.get("owner") is not None, typed.get("promise")
        if "owner" not in self.errors and not owes and (promise or typed.get("due_on")):
            self.add_error("owner", _t("Say which organisation promised it."))
        if owes and not promise and len(typed.get("text", "")) > LONGEST_PROMISE:
            self.add_error("promise", _t("Say in fewer words what was promised."))
        return typed


class StrikeForm(forms.Form):
    why = Words(label=_("Why it is struck"), longest=300, required=True)
