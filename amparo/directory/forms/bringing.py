"""Shape of a file of services that is brought in, and of one that is taken out."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.core.form_fields import Choice
from amparo.directory.enums import Tier
from amparo.directory.hsds.reading import MEGABYTE, MOST_BYTES
from amparo.organisations.enums import GovernmentLevel, Sector


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "Services as HSDS 3 JSON. Nothing is recorded before you have looked at it; the file "
            "is kept sealed and forgotten after a day."
        ),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(
                gettext("This file is larger than %(most)s MB, so it was not read. Cut it up.")
                % {"most": MOST_BYTES // MEGABYTE}
            )
        return file.read()


class BringForm(forms.Form):
    """What no file says of an organisation that is new here."""

    sector = Choice(
        label=_("Sector of organisations that are new"), choices=Sector.choices, required=True,
        initial=Sector.SOCIAL,
    )  # fmt: skip
    level = Choice(
        label=_("Level of organisations that are new"), choices=GovernmentLevel.choices,
        required=True, initial=GovernmentLevel.MUNICIPAL,
    )  # fmt: skip


class TakeOutForm(forms.Form):
    tier = forms.ChoiceField(
        choices=[(Tier.PUBLIC, Tier.PUBLIC.label), (Tier.NETWORK, Tier.NETWORK.label)]
    )
