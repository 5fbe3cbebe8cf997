"""Shape of what is typed about what is owed and what was asked."""

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from amparo.core.form_fields import Choice, Day, Many, Words
from amparo.organisations.forms.pick import OrganisationField
from amparo.reporting.enums import ReturnKind
from amparo.taxonomy.queries import place_name


def named(release: Any) -> str:
    return f"{place_name(release.scope)} · {date_format(release.as_of, 'SHORT_DATE_FORMAT')}"


class OweForm(forms.Form):
    kind = Choice(label=_("What is owed"), choices=ReturnKind.choices, empty="—", required=True)
    to = OrganisationField(label=_("To whom"), required=True)
    period = Words(label=_("Period"), longest=60, required=True, help_text=_("As in 2025."))
    due_on = Day(label=_("By when"), required=True)


class SendForm(forms.Form):
    releases = Many(label=_("Releases that feed it"), choices=[])
    words = Words(
        label=_("How it was sent"), longest=300, rows=2, required=True,
        help_text=_("Where it was uploaded, or to which address. If it is not sent: why."),
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.offered = {str(each.pk): each for each in offered}
        self.fields["releases"].choices = [(pk, named(each)) for pk, each in self.offered.items()]

    def clean_releases(self) -> list[Any]:
        return [self.offered[pk] for pk in self.cleaned_data["releases"]]


class ReceiveForm(forms.Form):
    folio = Words(label=_("Folio"), longest=60, required=True)
    received_on = Day(label=_("Received on"), required=True)
    question = Words(
        label=_("Question"), longest=4000, rows=4, required=True,
        help_text=_("In its own words. Who asks is not written down, nor anybody it names."),
    )  # fmt: skip


class AnswerForm(forms.Form):
    answer = Words(label=_("Answer"), longest=8000, rows=6, required=True)
    release = Choice(
        label=_("Release it rests on"), choices=[],
        help_text=_("Numbers about people come from a published release alone."),
    )  # fmt: skip
    why_other = Words(label=_("Why it is another answer than before"), longest=300)

    def __init__(self, *args: Any, offered: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.offered = {str(each.pk): each for each in offered}
        rows = [(pk, named(each)) for pk, each in self.offered.items()]
        self.fields["release"].choices = [("", "—"), *rows]

    def clean_release(self) -> Any:
        return self.offered.get(self.cleaned_data["release"])


class ReturnForm(forms.Form):
    why = Words(label=_("What has to change"), longest=300, rows=2, required=True)
