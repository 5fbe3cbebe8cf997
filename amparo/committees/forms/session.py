"""Shape of what is typed about a session: when, what about, who came."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from amparo.committees.enums import CameAs, SessionKind
from amparo.core.form_fields import Choice, Day, Hour, Many, Words
from amparo.organisations.forms.paper import PaperField

ABSENT, LEFT = "absent", "left"
LONGEST_POINT = 300


class Points(Words):
    """One point a line. Gives a list; what is too long is said by its line."""

    def __init__(self, **kwargs: Any):
        super().__init__(rows=6, longest=20_000, **kwargs)

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in super().clean(value).splitlines()]
        found = [line for line in lines if line]
        for number, line in enumerate(found, 1):
            if len(line) > LONGEST_POINT:
                raise ValidationError(
                    _t("Line %(number)s is too long: %(longest)s characters fit in a point.")
                    % {"number": number, "longest": LONGEST_POINT}
                )
        return found


class SessionForm(forms.Form):
    kind = Choice(label=_("Kind"), choices=SessionKind.choices, required=True)
    on = Day(label=_("Day"), required=True)
    starts_at = Hour(label=_("Hour"), required=True)
    place = Words(label=_("Place"), longest=300)
    link = forms.URLField(
        label=_("Link"), required=False, assume_scheme="https",
        help_text=_("For who comes by video. A place or a link is needed."),
    )  # fmt: skip


class CallForm(SessionForm):
    points = Points(label=_("Agenda"), help_text=_("One point a line. It can be changed later."))
    about = Many(label=_("Late for long: put these before the committee"), choices=[])

    def __init__(self, *args: Any, late: list, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.late = {str(each.pk): each for each in late}
        self.fields["about"].choices = [(pk, each.text) for pk, each in self.late.items()]
        if not late:
            del self.fields["about"]

    def clean_about(self) -> list:
        return [self.late[pk] for pk in self.cleaned_data["about"]]


class PointsForm(forms.Form):
    points = Points(label=_("More points"), required=True, help_text=_("One point a line."))


class PointForm(forms.Form):
    text = Words(label=_("Point"), longest=LONGEST_POINT, rows=2, required=True)
    account = Words(
        label=_("What was said"), longest=20_000, rows=6,
        help_text=_("It stands in the minutes. Name no person and no case: many read them."),
    )  # fmt: skip
    agreement = Choice(label=_("About this agreement"), choices=[], empty="—")
    commitment = Choice(label=_("About this commitment"), choices=[], empty="—")

    def __init__(self, *args: Any, agreements: Any, commitments: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.known = {"agreement": {}, "commitment": {}}
        for name, rows in (("agreement", agreements), ("commitment", commitments)):
            self.known[name] = {str(row.pk): row for row in rows}
            offered = [(pk, str(row)) for pk, row in self.known[name].items()]
            self.fields[name].choices = [("", "—"), *offered]

    def clean_agreement(self) -> Any:
        return self.known["agreement"].get(self.cleaned_data["agreement"])

    def clean_commitment(self) -> Any:
        return self.known["commitment"].get(self.cleaned_data["commitment"])


class RollForm(forms.Form):
    """For each seat who came. `roll`: seats with their attendance or None."""

    def __init__(self, *args: Any, roll: list, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.roll = {f"seat-{seat.pk}": (seat, row) for seat, row in roll}
        choices = [*CameAs.choices, (LEFT, _("Left before the end")), (ABSENT, _("Absent"))]
        for name, (seat, row) in self.roll.items():
            self.fields[name] = forms.ChoiceField(
                label=f"{seat.organisation.name} · {seat.get_role_display()}",
                choices=choices,
                widget=forms.RadioSelect,
                initial=_stands(row),
            )

    def came(self) -> dict:
        """Seats with who came and whether they left. Who leaves came as whoever was there."""
        found = {}
        for name, (seat, row) in self.roll.items():
            chosen = self.cleaned_data[name]
            if chosen == LEFT:
                found[seat] = ((row and row.came_as) or CameAs.HOLDER, True)
            else:
                found[seat] = ("" if chosen == ABSENT else chosen, False)
        return found


def _stands(row: Any) -> str:
    if row is None or not row.came_as:
        return ABSENT
    return LEFT if row.left else row.came_as


class HourForm(forms.Form):
    at = Hour(label=_("Hour"), required=True)


class OffForm(forms.Form):
    why = Words(label=_("Why"), longest=300, required=True)


class SignForm(forms.Form):
    paper = PaperField(
        label=_("Signed minutes"), required=True, help_text=_("The paper with every signature.")
    )


class ErratumForm(forms.Form):
    text = Words(
        label=_("The minutes say, and should say"), longest=2000, rows=3, required=True,
        help_text=_("It is printed after the minutes. Their own words stay as they were signed."),
    )  # fmt: skip
