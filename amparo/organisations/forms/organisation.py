"""Shape of what is typed about an organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.core.form_fields import Choice, Day, Words
from amparo.organisations.enums import GovernmentLevel, Sector
from amparo.taxonomy.form_fields import PlaceField


class OrganisationForm(forms.Form):
    name = Words(label=_("Name"), required=True)
    short_name = Words(label=_("Short name"), longest=60)
    sector = Choice(label=_("Sector"), choices=Sector.choices, empty="—", required=True)
    level = Choice(label=_("Level"), choices=GovernmentLevel.choices, empty="—", required=True)
    place = PlaceField(
        label=_("Place"), help_text=_("A municipality, a state or a country, such as Tapachula.")
    )
    phone = Words(
        label=_("Public telephone"), longest=60, help_text=_("Of the office, nobody's own.")
    )
    email = forms.EmailField(label=_("Public e-mail"), required=False)
    website = forms.URLField(
        label=_("Public address on the web"), required=False, assume_scheme="https"
    )
    agency = Choice(
        label=_("Agency of this installation"),
        choices=[],
        empty=_("None: it does not sign in here"),
    )

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.agencies = {str(each.pk): each for each in agencies}
        self.fields["agency"].choices = [
            ("", self.fields["agency"].choices[0][1]),
            *((pk, each.name) for pk, each in self.agencies.items()),
        ]

    def clean_agency(self) -> Any:
        return self.agencies.get(self.cleaned_data["agency"])


class FindForm(forms.Form):
    text = Words(label=_("Name"))
    sector = Choice(label=_("Sector"), choices=Sector.choices, empty=_("every sector"))
    level = Choice(label=_("Level"), choices=GovernmentLevel.choices, empty=_("every level"))
    ended = forms.BooleanField(label=_("Also those that work no longer"), required=False)


class EndForm(forms.Form):
    on = Day(label=_("No longer works since"), required=True)
