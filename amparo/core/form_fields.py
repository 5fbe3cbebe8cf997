"""Form fields that say in whole sentences what does not fit, and give back what was typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LINE, PAGE = 200, 20_000


class Words(forms.CharField):
    """Text that nobody is obliged to fill in. Too much of it is refused, never cut."""

    def __init__(self, *, longest: int = LINE, rows: int = 0, **kwargs: Any):
        kwargs.setdefault("required", False)
        if rows:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)
        self.longest = longest

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.longest:
            raise ValidationError(
                gettext(
                    "This is too long: %(longest)s characters fit here and you typed %(typed)s. "
                    "Nothing was lost; shorten it and save again."
                )
                % {"longest": self.longest, "typed": len(value)}
            )


class Choice(forms.ChoiceField):
    """One of a list, or nothing."""

    def __init__(self, *, choices: Any, empty: Any = None, **kwargs: Any):
        kwargs.setdefault("required", False)
        if empty is not None:
            choices = Lead(choices, empty)
        super().__init__(choices=choices, **kwargs)


class Lead:
    """Choices behind a first, empty one; read anew for each page, so in the reader's language."""

    def __init__(self, choices: Any, empty: Any):
        self.choices, self.empty = choices, empty

    def __call__(self) -> list:
        held = self.choices() if callable(self.choices) else self.choices
        return [("", self.empty), *held]


class Day(forms.DateField):
    """A day of the calendar."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("required", False)
        attrs = {"type": "date", "class": "input--short", "min": "1900-01-01", "max": "2100-12-31"}
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs=attrs))
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"])
        kwargs.setdefault(
            "error_messages",
            {"invalid": _("This is not a date. Write it as day/month/year, such as 31/12/2020.")},
        )
        super().__init__(**kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not 1900 <= value.year <= 2100:
            raise ValidationError(
                gettext("This year cannot be right. Check it and write it in four digits.")
            )


class Hour(forms.TimeField):
    """An hour of the day."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("required", False)
        attrs = {"type": "time", "class": "input--short"}
        kwargs.setdefault("widget", forms.TimeInput(format="%H:%M", attrs=attrs))
        kwargs.setdefault(
            "error_messages",
            {"invalid": _("This is not an hour. Write it as hours:minutes, such as 16:30.")},
        )
        super().__init__(**kwargs)


class Many(forms.MultipleChoiceField):
    """Any number of a list."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("required", False)
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(**kwargs)
