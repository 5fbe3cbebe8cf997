"""Shape of what is typed around her opinion. No rule and no write here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.assistance.enums.feedback import Question, Said
from amparo.assistance.forms.ledger import services
from amparo.people.forms.words import Choice

MOST = 10_000
LANGUAGES = [("es", "Español"), ("en", "English")]


def subjects() -> list:
    return [("all", _("The help as a whole")), *services()]


class HandOverForm(forms.Form):
    """What she is asked about, and whether she may be asked here and now."""

    about = Choice(label=_("About what"), choices=subjects, required=True, initial="all")
    is_safe = forms.BooleanField(
        label=_("Nobody looks on, and nobody waits for her who must not know of this."),
        required=False,
    )
    is_wanted = forms.BooleanField(
        label=_("She wants to, and knows that nothing depends on it."), required=False
    )


class AnswerForm(forms.Form):
    """One answer to one question."""

    said = Choice(
        choices=Said.choices,
        widget=forms.RadioSelect,
        required=True,
        error_messages={"required": _("Choose one. You may also choose not to say.")},
    )

    def __init__(self, *args: Any, question: Question, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["said"].label = question.label


class SheetForm(forms.Form):
    """Where the closed box stands, and in which language the sheet asks."""

    box = forms.CharField(
        label=_("Where the closed box stands"),
        max_length=60,
        help_text=_(
            "In a few words that say nothing of the house, such as: beside the kitchen door. They "
            "stand on the sheet, which may be seen by anybody."
        ),
    )
    language = Choice(label=_("Language of the sheet"), choices=LANGUAGES, required=True)


class PapersForm(forms.Form):
    """A bundle of papers, added up by hand."""

    about = Choice(label=_("About what"), choices=subjects, required=True, initial="all")
    number = forms.IntegerField(label=_("How many papers"), min_value=0, max_value=MOST)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for question in Question:
            for said in Said:
                self.fields[f"{question}_{said}"] = forms.IntegerField(
                    label=said.label, min_value=0, max_value=MOST, required=False
                )

    def rows(self) -> list[tuple[str, list[Any]]]:
        return [(one.label, [self[f"{one}_{said}"] for said in Said]) for one in Question]

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        counts = {
            one.value: {said.value: typed[f"{one}_{said}"] or 0 for said in Said}
            for one in Question
        }
        return {"about": typed["about"], "number": typed["number"], "counts": counts}
