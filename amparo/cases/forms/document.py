"""Shape of a document that is sent: one whole file, not too large, of a type that is kept."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.cases.enums import DocumentKind, RemovalReason
from amparo.cases.models.document import MEGABYTE, MOST_BYTES
from amparo.core import clock
from amparo.core.cleaning.limits import Because
from amparo.core.file_types import type_of
from amparo.people.forms.words import Choice, Day, Words
from amparo.taxonomy.form_fields import VagueField

# Endings for telephones and programs that do not know the types by their names.
KEPT = ".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.txt,application/pdf,image/jpeg,image/png,text/plain"
LONGEST_NAME = 200
# A request with more than this carries a file that is too large, whatever else is in it.
MOST_SENT = MOST_BYTES + 4 * MEGABYTE
SAID = f"{MOST_BYTES // MEGABYTE} MB"


class FileOrPhotograph(forms.FileField):
    """Asked for; the photograph beside it answers as well, so the form decides."""

    def validate(self, value: Any) -> None:
        pass


class DocumentForm(forms.Form):
    """A file or a photograph, what it is, and when it came."""

    use_required_attribute = False

    file = FileOrPhotograph(
        label=_("File"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": KEPT}),
    )
    photograph = forms.FileField(
        label=_("Or take a photograph now"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png", "capture": "environment"}),
        help_text=_("On a telephone this opens the camera."),
    )
    kind = Choice(label=_("Kind"), choices=DocumentKind.choices, empty="—", required=True)
    title = Words(
        label=_("What it is"),
        help_text=_("A few words without a name, for example: birth certificate, first page."),
    )
    received_on = Day(label=_("Received on"), required=True)
    valid_until = VagueField(
        label=_("Valid until"),
        help_text=_("If it expires: a day, a month or a year, as it stands on the paper."),
    )
    original_only = forms.BooleanField(
        label=_("Keep only the original, sealed"),
        required=False,
        help_text=_("If no cleaned copy can be made. Nobody opens it without giving a reason."),
    )
    # The last field on the page: a request that was cut off on the way does not carry it.
    whole = forms.CharField(required=False, widget=forms.HiddenInput, initial="1")

    def __init__(self, *args: Any, sent: int = 0, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.sent = sent
        self.fields["file"].help_text = gettext(
            "PDF, JPEG, PNG, WEBP, DOCX, XLSX or plain text, %(most)s at most."
        ) % {"most": SAID}

    def clean_received_on(self) -> Any:
        day = self.cleaned_data["received_on"]
        if day and day > clock.today():
            raise forms.ValidationError(gettext("A document cannot be received in the future."))
        return day

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        chosen = [found for found in (typed.get("file"), typed.get("photograph")) if found]
        if problem := self._problem(chosen):
            self.add_error("file", problem)
            return typed
        content = chosen[0].read()
        typed["content"], typed["file_type"] = content, type_of(content)
        if typed["file_type"] is None:
            self.add_error("file", NOT_KEPT)
        return typed

    def _problem(self, chosen: list[UploadedFile]) -> Any:
        """What is wrong with what came, before anybody looks into it."""
        # A request that is larger than any we read arrives without its file.
        if self.sent > MOST_SENT or any(file.size > MOST_BYTES for file in chosen):
            return gettext(
                "This file is larger than %(most)s, so it was not kept. Photograph the page with a "
                "smaller picture size, or cut the file into parts, and send it again."
            ) % {"most": SAID}
        if not self.data.get("whole"):
            return CUT_OFF
        if not chosen:
            return NO_FILE
        if len(chosen) > 1:
            return TWO_FILES
        return "" if chosen[0].size else EMPTY

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        chosen = typed.get("file") or typed["photograph"]
        names = ("content", "file_type", "kind", "title", "received_on", "valid_until")
        return {name: typed[name] for name in names} | {"file_name": chosen.name[-LONGEST_NAME:]}


class OriginalForm(forms.Form):
    """Why the original is opened: only the reasons that the member may give."""

    reason = Choice(label=_("Why it is opened"), choices=(), empty="—", required=True)

    def __init__(self, *args: Any, reasons: list[tuple[str, Any]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [("", "—"), *reasons]


class RemovalForm(forms.Form):
    reason = Choice(
        label=_("Why it is removed"), choices=RemovalReason.choices, empty="—", required=True
    )


HARMFUL = _(
    "The virus scanner knows this file as one that does harm, so it was not kept. Do not open it. "
    "Tell whoever looks after your machines, and ask for the paper another way."
)
SCANNER_AWAY = _(
    "The virus scanner does not answer, so nothing was kept. Try again in a few minutes; if it "
    "stays so, tell whoever runs this site."
)
# Why no copy could be made, and what to do. Keeping the original alone is always possible.
NOT_CLEANED = {
    Because.DAMAGED: _(
        "No cleaned copy of this file could be made: it is damaged or not built as its type is. "
        "Save or photograph it again, or choose it once more and keep only the original."
    ),
    Because.LOCKED: _(
        "This PDF is locked, so no cleaned copy could be made. Save it without a password, or "
        "choose it once more and keep only the original."
    ),
    Because.TOO_MUCH: _(
        "Cleaning this file would take more memory or time than a document may. Save it smaller or "
        "in parts, or choose it once more and keep only the original."
    ),
    Because.ENCLOSED: _(
        "There is another file or a drawing inside this one that cannot be cleaned. Save it as "
        "PDF, or choose it once more and keep only the original."
    ),
    Because.MOVING: _(
        "This picture moves, and only its first part would be left of it. Take a still picture, or "
        "choose it once more and keep only the original."
    ),
    Because.ENTITIES: _(
        "This file declares entities of its own, as files made to break programs do. Save it as "
        "PDF, or choose it once more and keep only the original."
    ),
    Because.BUSY: _(
        "Many documents are arriving at this moment, so this one was not kept. Choose it once "
        "more in a minute."
    ),
}
NO_FILE = _("No file came with this form. Choose one, or take a photograph, and send it again.")
TWO_FILES = _("A file and a photograph came together. Send them one after the other.")
EMPTY = _("This file is empty, so there is nothing to keep. Look at it where it lies.")
CUT_OFF = _(
    "The connection broke before the whole file had arrived, so none of it was kept. Send it again."
)
NOT_KEPT = _(
    "This is not one of the types that are kept, whatever its name says, or it can run a program "
    "where it is opened. Save it as PDF or as JPEG and send it again."
)
