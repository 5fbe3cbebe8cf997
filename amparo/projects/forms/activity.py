from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amparo.core.form_fields import Choice, Day, Many, Words
from amparo.organisations.forms.pick import OrganisationField
from amparo.projects.enums import ActivityKind
from amparo.projects.models import Project
from amparo.taxonomy.form_fields import PlaceField


class ActivityForm(forms.Form):
    """What was done, when, where, in which projects beside this one."""

    kind = Choice(label=_("Kind"), choices=ActivityKind.choices, empty="—", required=True)
    on = Day(label=_("Day"), required=True)
    title = Words(
        label=_("What was done"),
        longest=200,
        required=True,
        help_text=_("For whom and about what. Never the name of a person who was helped."),
    )
    place = PlaceField(label=_("Place"), help_text=_("A municipality or a state."))
    with_whom = OrganisationField(label=_("With which organisation"))
    came = forms.IntegerField(
        label=_("How many came"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=_("Counted at the door. Leave it empty if nobody counted."),
        widget=forms.NumberInput(attrs={"class": "input--short", "inputmode": "numeric"}),
    )
    also = Many(label=_("It belongs to these projects too"), choices=[])

    def __init__(self, *args: Any, others: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.others: dict[str, Project] = {str(each.pk): each for each in others}
        if self.others:
            words = [(pk, f"{each.code} · {each.name}") for pk, each in self.others.items()]
            self.fields["also"].choices = words
        else:
            del self.fields["also"]

    def clean_also(self) -> list[Project]:
        return [self.others[pk] for pk in self.cleaned_data["also"]]
