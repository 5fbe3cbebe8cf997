"""Shape of what is asked of a report, and of a template that is sent."""

import io
import zipfile
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.core.file_types import FileType
from amparo.core.form_fields import Choice, Words
from amparo.organisations.forms.paper import MOST_BYTES, Cleaned, PaperField
from amparo.reporting.months import Month
from amparo.reporting.wording import trouble
from amparo.reporting.workbooks.finding import Found, find
from amparo.reporting.workbooks.package import Package, TooLarge

MACROS = _(
    "This workbook holds macros, which run where it is opened, so it was not kept. Save it as a "
    "plain workbook (.xlsx) and send it again."
)
LINKED = _(
    "This workbook takes values from other files or from a database, so it was not kept: whoever "
    "opens it would read from places we do not know. Break the links and send it again."
)
NO_WORKBOOK = _("This is no workbook. Send the donor’s template as .xlsx.")
TOO_LARGE = _(
    "This workbook is too large for a form. Take out the sheets that hold data and send it again."
)
NO_MARKER = _(
    "No marker was found, so nothing would be filled. Write for example {{people_assisted}} into "
    "the cell for the number, or name the cell amparo.people_assisted, and send it again."
)


class AskForm(forms.Form):
    """Which month, of which agency and project."""

    month = Words(
        label=_("Month"), longest=7, widget=forms.TextInput(attrs={"type": "month"}),
        help_text=_("Year and month, as in 2026-10."),
    )  # fmt: skip
    project = Choice(label=_("Project"), choices=[])
    agency = Choice(label=_("Agency"), choices=[])

    def __init__(self, *args: Any, projects: Any, agencies: Any, all_of_them: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.projects = {str(each.pk): each for each in projects}
        self.agencies = {str(each.pk): each for each in agencies}
        names = [(pk, f"{each.code} · {each.name}") for pk, each in self.projects.items()]
        self.fields["project"].choices = [("", gettext("all projects")), *names]
        held = [(pk, each.name) for pk, each in self.agencies.items()]
        lead = [("", gettext("all agencies"))] if all_of_them else []
        self.fields["agency"].choices = [*lead, *held]

    def clean_month(self) -> Month | None:
        typed = self.cleaned_data["month"]
        found = Month.read(typed) if typed else None
        if typed and found is None:
            raise ValidationError(
                gettext("This is no month. Write it as year and month, such as 2026-10.")
            )
        return found

    def clean_project(self) -> Any:
        return self.projects.get(self.cleaned_data["project"])

    def clean_agency(self) -> Any:
        return self.agencies.get(self.cleaned_data["agency"])


class TemplateField(PaperField):
    """A workbook without macros and links, cleaned as every paper is."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ".xlsx"}))
        super().__init__(**kwargs)

    def clean(self, value: Any, initial: Any = None) -> Cleaned | None:
        if value and getattr(value, "size", MOST_BYTES) < MOST_BYTES:
            _look(value.read())
            value.seek(0)
        cleaned = super().clean(value, initial)
        if cleaned is not None and cleaned.file_type != FileType.XLSX:
            raise ValidationError(NO_WORKBOOK)
        return cleaned


def _look(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = [name.lower() for name in package.namelist()]
    # zipfile says "not implemented" of a package of a newer version or an unknown compression.
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise ValidationError(NO_WORKBOOK) from None
    if any("vbaproject" in name or "/macrosheets/" in name for name in names):
        raise ValidationError(MACROS)
    if any(name.startswith(("xl/externallinks/", "xl/connections")) for name in names):
        raise ValidationError(LINKED)


class TemplateForm(forms.Form):
    paper = TemplateField(label=_("Template (.xlsx)"), required=True)

    def clean_paper(self) -> Cleaned:
        cleaned = self.cleaned_data["paper"]
        found = _read(cleaned.content)
        if found.problems:
            raise ValidationError([trouble(each) for each in found.problems])
        if not found.spots:
            raise ValidationError(NO_MARKER)
        return cleaned


def _read(content: bytes) -> Found:
    try:
        return find(Package(content))
    except TooLarge:
        raise ValidationError(TOO_LARGE) from None
    except (KeyError, ValueError, SyntaxError):
        # A package that lacks a part, a cell without a place, markup that breaks off.
        raise ValidationError(NO_WORKBOOK) from None
