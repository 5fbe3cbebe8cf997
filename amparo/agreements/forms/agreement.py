"""Shape of what is typed about an agreement."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.agreements.enums import Form, Kind, PartyRole, Standing
from amparo.core.form_fields import Choice, Day, Many, Words
from amparo.organisations.forms.paper import PaperField
from amparo.organisations.forms.pick import OrganisationField
from amparo.taxonomy.form_fields import PlaceField, VagueField

AS_KNOWN = _("As exactly as it is known: 23/9/2010, September 2010, about 2010. Nothing is added.")


class AgreementForm(forms.Form):
    title = Words(label=_("Title"), required=True, longest=300)
    kind = Choice(label=_("Kind"), choices=Kind.choices, empty="—", required=True)
    purpose = Words(label=_("Its purpose"), longest=4000, rows=3)
    forms = Many(label=_("Forms of exploitation"), choices=Form.choices)
    place = PlaceField(label=_("Place"))
    signed = VagueField(label=_("Signed"), help_text=AS_KNOWN)
    starts = VagueField(label=_("In force from"), help_text=_("Empty: from the day of signing."))
    ends = VagueField(label=_("In force until"), help_text=_("Empty: no end was agreed."))
    ceremony_place = Words(label=_("Signing ceremony held at"))
    renews = Choice(label=_("Renews"), choices=[], empty=_("no earlier agreement"))

    def __init__(self, *args: Any, earlier: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.earlier = {str(each.pk): each for each in earlier}
        self.fields["renews"].choices = [
            ("", self.fields["renews"].choices[0][1]),
            *((pk, each.title) for pk, each in self.earlier.items()),
        ]

    def clean_renews(self) -> Any:
        return self.earlier.get(self.cleaned_data["renews"])


class FindForm(forms.Form):
    text = Words(label=_("Title"))
    kind = Choice(label=_("Kind"), choices=Kind.choices, empty=_("every kind"))
    standing = Choice(label=_("Standing"), choices=Standing.choices, empty=_("however it stands"))
    organisation = OrganisationField(label=_("Organisation"))


class PartyForm(forms.Form):
    organisation = OrganisationField(label=_("Organisation"), required=True)
    role = Choice(label=_("As what"), choices=PartyRole.choices, required=True)
    post = Words(label=_("Post of who signed"))
    signatory = Words(label=_("Who signed"), help_text=_("As it stands under the agreement."))


class ClauseForm(forms.Form):
    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=500)
    words = Words(label=_("Text"), longest=20_000, rows=4, required=True)


class AnnexForm(forms.Form):
    title = Words(label=_("What it is"), required=True)
    paper = PaperField(label=_("File"), required=True)


class EndForm(forms.Form):
    on = Day(label=_("Ended on"), required=True)
    why = Words(label=_("Why"), longest=300, required=True)
