from django import forms
from django.utils.translation import gettext_lazy as _

from .enums import InformationGrade, MethodGrade, SourceGrade


def graded(choices: type) -> list[tuple[str, str]]:
    """Each grade with its letter or number before its words."""
    return [(grade.value, f"{grade.value} · {grade.label}") for grade in choices]


class AssessForm(forms.Form):
    """Three judgements made apart. They grade information, never a person."""

    source = forms.ChoiceField(label=_("Source"), choices=lambda: graded(SourceGrade))
    information = forms.ChoiceField(
        label=_("Information"),
        choices=lambda: graded(InformationGrade),
        help_text=_("Grade 1 needs a second source that does not depend on the first."),
    )
    method = forms.ChoiceField(label=_("Method"), choices=lambda: graded(MethodGrade))
    corroborated_by = forms.ChoiceField(label=_("Confirmed by the claim"), required=False)
    why = forms.CharField(
        label=_("Why"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Write about the source and the method. Do not name anyone who was helped."),
    )

    def __init__(self, *args, others=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["corroborated_by"].choices = [
            ("", _("none")),
            *((other.code, f"{other.title} ({other.said_by})") for other in others),
        ]
