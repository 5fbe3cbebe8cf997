from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.statistics.queries import PROGRAMME
from amparo.taxonomy import codes
from amparo.taxonomy.queries import place, place_path


class CountForm(forms.Form):
    """What to count: as of which day, under which definition, where."""

    as_of = forms.DateField(
        label=_("As of the end of"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    definition = forms.ChoiceField(label=_("Definition of the forms of exploitation"))
    scope = forms.CharField(
        label=_("Place"),
        initial=PROGRAMME,
        max_length=12,
        help_text=_("MX for the whole programme, or the INEGI code of a municipality."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["definition"].choices = [
            (version, codes.definition(version).title()) for version in codes.definition_versions()
        ]

    def clean_scope(self):
        found = place(self.cleaned_data["scope"])
        if found is None:
            raise forms.ValidationError(
                _("No place has this code. Use MX, or a municipality such as 14067.")
            )
        return found.code

    @staticmethod
    def place_words(scope: str) -> str:
        return place_path(scope)
