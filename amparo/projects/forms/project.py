"""Shape of what is typed about a project."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency
from amparo.core.form_fields import Choice, Day, Many, Words
from amparo.organisations.forms.pick import OrganisationField
from amparo.projects.enums import Standing

CURRENCIES = ["MXN", "USD", "EUR", "GTQ", "HNL", "NIO", "CRC", "COP", "BZD", "PAB"]
DONORS = ("donor", "donor_2", "donor_3")


class ProjectForm(forms.Form):
    code = Words(label=_("Code"), longest=30, required=True, help_text=_("Short, as in PV-2026."))
    name = Words(label=_("Name"), longest=300, required=True)
    grant = Words(label=_("Number of the grant"), longest=100)
    starts_on = Day(label=_("From"), required=True)
    ends_on = Day(label=_("Until"), required=True)
    currency = Choice(label=_("Currency"), choices=[(c, c) for c in CURRENCIES], required=True)
    donor = OrganisationField(label=_("Donor"), required=True)
    donor_2 = OrganisationField(label=_("Second donor"))
    donor_3 = OrganisationField(label=_("Third donor"))
    agencies = Many(
        label=_("Agencies that work in it"),
        choices=[],
        required=True,
        help_text=_("Their members may say that a service belongs to it."),
    )

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.offered: dict[str, Agency] = {str(each.pk): each for each in agencies}
        self.fields["agencies"].choices = [(pk, each.name) for pk, each in self.offered.items()]

    def clean_agencies(self) -> list[Agency]:
        return [self.offered[pk] for pk in self.cleaned_data["agencies"]]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        named = [typed.pop(name, None) for name in DONORS]
        typed["donors"] = list(dict.fromkeys(each for each in named if each))
        return typed


class FindForm(forms.Form):
    text = Words(label=_("Name, code or grant"))
    standing = Choice(label=_("Standing"), choices=Standing.choices, empty=_("however it stands"))
