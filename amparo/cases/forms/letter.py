"""Shape of a letter, and of the choice it begins with."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from amparo.cases import letters
from amparo.cases.enums.letter import LetterLanguage, VoidReason
from amparo.cases.letters import enclosing
from amparo.core import clock
from amparo.people.forms.words import PAGE, Choice, Day, Words

NOTHING = "nothing"


def titles() -> list[tuple[str, str]]:
    """In the language of the reader, or in Spanish."""
    spoken = (get_language() or "es")[:2]
    return [
        (code, letters.text(code, spoken, "title") or letters.text(code, "es", "title"))
        for code in letters.templates()
        if not enclosing.is_of_a_room(code)
    ]


class BeginForm(forms.Form):
    template = Choice(label=_("Kind of letter"), choices=titles, required=True)
    language = Choice(
        label=_("Language of the letter"), choices=LetterLanguage.choices, required=True
    )


class LetterForm(BeginForm):
    use_required_attribute = False

    template = Choice(choices=titles, required=True, widget=forms.HiddenInput)
    language = Choice(choices=LetterLanguage.choices, required=True, widget=forms.HiddenInput)
    rests_on = Choice(
        label=_("What it says of her rests on"),
        choices=[],
        required=True,
        help_text=_("Only what was decided to share, and still stands, may stand in the letter."),
    )
    place = Words(label=_("Place"))
    issued_on = Day(label=_("Date of the letter"), required=True)
    addressee = Words(
        label=_("To whom"),
        rows=3,
        longest=500,
        required=True,
        help_text=_("Name, office and address of whoever receives it."),
    )
    body = Words(
        label=_("Text of the letter"),
        rows=14,
        longest=PAGE,
        required=True,
        help_text=_("Say no more of her than this office needs."),
    )
    copies = Words(label=_("Copies to (c.c.p.)"), rows=3, longest=1000)

    def __init__(self, *args: Any, standing: dict[str, tuple[Any, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.standing = standing
        nothing = (NOTHING, gettext("Nothing: the letter says nothing of her"))
        lines = [(key, words) for key, (_one, words) in standing.items()]
        self.fields["rests_on"].choices = [("", "—"), nothing, *lines]

    def facts(self) -> dict[str, Any]:
        """What was typed as a letter to issue."""
        typed = dict(self.cleaned_data)
        held = self.standing.get(typed.pop("rests_on"))
        return typed | {"disclosure": held[0] if held else None}

    def clean_issued_on(self) -> Any:
        day = self.cleaned_data["issued_on"]
        if day and day > clock.today():
            raise forms.ValidationError(gettext("A letter is not dated in the future."))
        return day

    def clean_body(self) -> str:
        body = self.cleaned_data["body"]
        if letters.BLANK in body:
            raise forms.ValidationError(
                gettext(
                    "There is a line left to fill in (____). Write there what this office needs, "
                    "or take the line out."
                )
            )
        return body


class VoidForm(forms.Form):
    reason = Choice(label=_("Why it is void"), choices=VoidReason.choices, empty="—", required=True)
    words = Words(label=_("If it was not sent: how that is known"), longest=1000)
