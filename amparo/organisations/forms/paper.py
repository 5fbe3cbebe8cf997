"""A paper that is sent: one whole file of a type that is kept, cleaned on the way in."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amparo.core import clamd, cleaning
from amparo.core.file_types import FileType, type_of
from amparo.organisations.models.paper import MEGABYTE, MOST_BYTES

KEPT = ".pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.txt,application/pdf,image/jpeg,image/png,text/plain"
SAID = f"{MOST_BYTES // MEGABYTE} MB"
HARMFUL = _(
    "The virus scanner knows this file as one that does harm, so it was not kept. Do not open it. "
    "Tell whoever looks after your machines, and ask for the paper another way."
)
SCANNER_AWAY = _(
    "The virus scanner does not answer, so nothing was kept. Try again in a few minutes; if it "
    "stays so, tell whoever runs this site."
)
NOT_KEPT = _(
    "Only PDF, pictures, DOCX, XLSX and plain text are kept, by what stands in the file and not by "
    "its name. Save it as PDF, or photograph it, and send it again."
)
NOT_CLEANED = _(
    "This file could not be cleaned of what it says on the side, so it was not kept. Save it as "
    "PDF without a password, or photograph it, and send it again."
)


@dataclass(frozen=True)
class Cleaned:
    """What is kept of a file that was sent."""

    content: bytes
    file_type: FileType


class PaperField(forms.FileField):
    """Gives a `Cleaned` file, or None where it is not required and none came.

    Cleaning takes seconds: a view that reads it holds no transaction (`non_atomic_requests`).
    """

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("required", False)
        kwargs.setdefault("allow_empty_file", True)
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": KEPT}))
        super().__init__(**kwargs)

    def clean(self, value: Any, initial: Any = None) -> Cleaned | None:
        sent = super().clean(value, initial)
        if not sent:
            return None
        if sent.size > MOST_BYTES:
            raise ValidationError(
                gettext(
                    "This file is larger than %(most)s, so it was not kept. Save it smaller, or "
                    "cut it into parts."
                )
                % {"most": SAID}
            )
        content = sent.read()
        file_type = type_of(content)
        if file_type is None:
            raise ValidationError(NOT_KEPT)
        _scan(content)
        return Cleaned(_cleaned(content, file_type), file_type)


def _scan(content: bytes) -> None:
    if not clamd.is_wanted():
        return
    try:
        if clamd.is_harmful(content):
            raise ValidationError(HARMFUL)
    except clamd.Away:
        raise ValidationError(SCANNER_AWAY) from None


def _cleaned(content: bytes, file_type: FileType) -> bytes:
    if file_type == FileType.TEXT:
        return content
    try:
        copy = cleaning.cleaned(content, file_type)
    except cleaning.CannotClean:
        raise ValidationError(NOT_CLEANED) from None
    if len(copy) > MOST_BYTES:
        raise ValidationError(NOT_CLEANED)
    return copy
