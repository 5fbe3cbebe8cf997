"""Form fields that read a place by its name and a date as vague as it is known."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext

from amparo.core.errors import BadInput
from amparo.core.form_fields import Words
from amparo.taxonomy import queries, vague
from amparo.taxonomy.models import Place

# So many are named where a name means several.
NAMED = 4


class PlaceField(Words):
    """A place by its name or code, "Tapachula, Chiapas" where several bear the name."""

    def prepare_value(self, value: Any) -> Any:
        return queries.place_path(value.pk) if isinstance(value, Place) else value

    def clean(self, value: Any) -> Place | None:
        text = super().clean(value)
        if not text:
            return None
        found = queries.find_place(text, limit=NAMED + 1)
        first = found[0] if found else None
        if first is None:
            raise ValidationError(
                gettext(
                    "No place of this name is known, so nothing was saved. Write the name of a "
                    "municipality, a state or a country."
                )
            )
        if len(found) > 1 and not _is_meant(first, found[1], text):
            several = "; ".join(queries.place_path(one.pk) for one in found[:NAMED])
            raise ValidationError(
                gettext("Several places bear this name. Write one of them in full: %(places)s.")
                % {"places": several}
            )
        return first


def _is_meant(first: Place, second: Place, text: str) -> bool:
    """Whether the words name the first and not the second as well."""
    from amparo.taxonomy import shipped

    words = {shipped.words(text), shipped.words(text.partition(",")[0])}
    names = [{one.words_es, one.words_en} for one in (first, second)]
    if words & names[0] and words & names[1]:
        return shipped.words(text) == shipped.words(queries.place_path(first.pk))
    return bool(words & names[0]) or not words & names[1]


class VagueField(Words):
    """A date as it is known: a day, a month, a year, "about June 2013". Gives EDTF."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("widget", forms.TextInput(attrs={"class": "input--short"}))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        try:
            return vague.display(value) if value else ""
        except BadInput:
            return value

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return vague.parse(text, language=get_language()).edtf
        except BadInput as error:
            raise ValidationError(str(error)) from error
