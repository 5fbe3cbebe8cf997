"""The card of another office, as a file or as its text; and the digits that were heard."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.core.form_fields import Words
from amparo.organisations.forms.pick import OrganisationField
from amparo.referrals.envelope import MOST_BYTES, Card, NoCard

CARD_BYTES = 4096


class CardForm(forms.Form):
    organisation = OrganisationField(label=_("Whose card it is"), required=True)
    file = forms.FileField(
        label=_("The card as a file"), required=False, allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".json,application/json,text/plain"}),
    )  # fmt: skip
    text = Words(
        label=_("Or its text"), longest=CARD_BYTES, rows=4,
        help_text=_("As it came, with both braces."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if self.errors:
            return given
        text = _text_of(given["file"]) if given.get("file") else given.get("text", "")
        try:
            given["card"] = Card.from_text(text)
        except NoCard:
            raise ValidationError(
                gettext(
                    "This is not the card of an office, or a part of it is missing. Ask the other "
                    "office to take out its card and to send it whole."
                )
            ) from None
        return given


def _text_of(file: Any) -> str:
    return file.read(CARD_BYTES).decode("utf-8", "replace")


class DigitsForm(forms.Form):
    heard = Words(
        label=_("The digits, as you heard them"), required=True, longest=80,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("Thirty digits in six groups. Spaces do not matter."),
    )  # fmt: skip


class PackageForm(forms.Form):
    package = forms.FileField(label=_("The file that came"), allow_empty_file=True)

    def clean_package(self) -> bytes:
        # One byte more than a package may have is enough to refuse it.
        return self.cleaned_data["package"].read(MOST_BYTES + 1)
