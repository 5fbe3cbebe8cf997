"""An organisation picked by its name: typed, with those that work offered as one types."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from amparo.core.form_fields import Words
from amparo.organisations.models import Organisation
from amparo.organisations.queries import organisation as queries

LIST = "organisations-here"


class OrganisationField(Words):
    """Read by its name or short name. With `among`, only these are meant."""

    def __init__(self, *, among: Any = None, **kwargs: Any):
        kwargs.setdefault("widget", forms.TextInput(attrs={"list": LIST, "autocomplete": "off"}))
        super().__init__(**kwargs)
        self.among = among

    def prepare_value(self, value: Any) -> Any:
        return value.name if isinstance(value, Organisation) else value

    def clean(self, value: Any) -> Organisation | None:
        text = super().clean(value)
        if not text:
            return None
        found = queries.called(text, among=self.among)
        if not found:
            raise ValidationError(
                gettext(
                    "No organisation of this name is in the register. Pick one of those offered, "
                    "or record it first."
                )
            )
        if len(found) > 1:
            names = "; ".join(queries.in_full(one) for one in found[:4])
            raise ValidationError(
                gettext("Several organisations bear this name. Write one in full: %(names)s.")
                % {"names": names}
            )
        return found[0]
