"""Shape of what is typed about a committee and its seats."""

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.committees.enums import SeatRole
from amparo.core.form_fields import Choice, Day, Words
from amparo.organisations.forms.pick import OrganisationField
from amparo.taxonomy.form_fields import PlaceField, VagueField


class CommitteeForm(forms.Form):
    name = Words(label=_("Name"), required=True, longest=300)
    place = PlaceField(label=_("Place"))
    began = VagueField(
        label=_("Created"), help_text=_("As exactly as it is known: June 2013 stays a month.")
    )
    legal_basis = Words(label=_("Legal basis"), longest=300)
    quorum_percent = forms.IntegerField(
        label=_("Quorum: more than this percent"), min_value=0, max_value=99,
        help_text=_("Of the seats that vote. 50 is half and one more."),
    )  # fmt: skip
    code = Words(
        label=_("Letters before its numbers"), longest=12,
        help_text=_("Such as CI: its resolutions are CI/1/2026, CI/2/2026."),
    )  # fmt: skip
    casting_vote = forms.BooleanField(label=_("The chair decides a tie"), required=False)
    notice_days = forms.IntegerField(
        label=_("Days of notice before a session"), min_value=0, max_value=60
    )
    escalate_days = forms.IntegerField(
        label=_("Days late until it goes before the chair"), min_value=0, max_value=365
    )
    rules = Words(label=_("Rules of procedure"), longest=20_000, rows=4)

    def clean_code(self) -> str:
        return self.cleaned_data["code"].upper()


class FindForm(forms.Form):
    text = Words(label=_("Name"))


class SeatForm(forms.Form):
    organisation = OrganisationField(label=_("Organisation"), required=True)
    role = Choice(label=_("Role in the committee"), choices=SeatRole.choices, required=True)
    starts = VagueField(label=_("From"), required=True)
    ends_on = Day(label=_("Until"), help_text=_("Empty: no last day is known."))
    holder = Words(label=_("Post of who comes"), help_text=_("A post and no name."))
    substitute = Words(label=_("Post of the substitute"))


class TermForm(forms.Form):
    on = Day(label=_("Last day of the term"), required=True)
