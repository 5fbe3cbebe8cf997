"""Shape of what begins a journey."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.journeys.enums import Pathway
from amparo.organisations.forms.pick import OrganisationField
from amparo.people.forms.person import countries
from amparo.people.forms.words import Choice


class BeginForm(forms.Form):
    pathway = Choice(
        label=_("Which way she wants to take"),
        choices=Pathway.choices,
        widget=forms.RadioSelect,
        required=True,
    )
    country = Choice(label=_("To which country"), choices=countries, empty="—", required=True)
    office = OrganisationField(
        label=_("The office there"),
        required=True,
        help_text=_("From the register of organisations. Nobody is asked yet."),
    )


class OtherWayForm(forms.Form):
    country = Choice(label=_("To which country"), choices=countries, empty="—", required=True)
    office = OrganisationField(label=_("The other office"), required=True)
