from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from amparo.taxonomy.queries import find_place


class BuildForm(forms.Form):
    """Which analysis to read or to take away."""

    place = forms.CharField(label=_("Municipality"), max_length=80, initial="14067")
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    as_of = forms.DateField(
        label=_("Data up to the end of"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def clean_place(self):
        found = next(iter(find_place(self.cleaned_data["place"], limit=1)), None)
        if found is None:
            raise forms.ValidationError(
                _("No place has this name or code. Try the INEGI code, such as 14067.")
            )
        return found.code
