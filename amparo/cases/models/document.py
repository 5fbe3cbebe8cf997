"""A paper, a photograph or a file that belongs to a case, sealed in the database piece by piece."""

import hashlib
import uuid
from collections.abc import Iterator

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.cases import numbers
from amparo.cases.enums import DocumentKind, FileType
from amparo.cases.models.case import SealedWithItsCase
from amparo.core import sealing
from amparo.core.fields import SealedBytesField, SealedTextField
from amparo.core.keyring import WrongKey

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_DOCUMENTS = 50
# Together with its length it fills whole steps. Ten megabytes at once would be copied many times.
PIECE_BYTES = 4 * sealing.STEP - sealing.LENGTH_BYTES


class Document(SealedWithItsCase, models.Model):
    """One file of a case. Its content lies beside the rest, so that one backup holds both."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="documents")
    # Counts up in its case and is never given twice, so that the log means one document by it.
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind.choices)
    title = SealedTextField(_("what it is"))
    file_name = SealedTextField(_("name of the file"))
    file_type = models.CharField(max_length=4, choices=FileType.choices)
    # In steps: the exact length, like a checksum, would tell whether a known file is held here.
    size = models.PositiveIntegerField(_("size"))
    sha256 = SealedTextField()
    received_on = models.DateField(_("received on"))
    added_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("document"), _("documents")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="document_number_once"),
            models.CheckConstraint(
                condition=Q(size__gt=0) & Q(size__lte=MOST_BYTES), name="document_size"
            ),
        ]

    class Privacy:
        identifying = {"title", "file_name", "sha256"}
        sensitive = {"case", "kind", "file_type", "size", "received_on"}
        open = {"id", "number", "added_by", "recorded_at"}

    def __str__(self) -> str:
        return f"document {self.pk}"

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("cases:document", args=[self.case_id, self.pk])

    @property
    def neutral_name(self) -> str:
        """The name under which it leaves: it says nothing of whom or what the file is about."""
        return f"{numbers.shown(self.case.number)}-{self.number}.{self.file_type}"

    @property
    def content(self) -> bytes:
        """The file as it came, or nothing at all: a piece that was moved or is missing raises."""
        content = b"".join(piece.content for piece in self._pieces())
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise WrongKey(sealing.ALTERED)
        return content

    def _pieces(self) -> Iterator["DocumentPiece"]:
        for piece in self.pieces.order_by("place").iterator(chunk_size=4):
            piece.document = self
            yield piece


class DocumentPiece(models.Model):
    """A part of a file, short enough that nobody ever holds the whole of many files at once."""

    SEALING_PATH = "document__case__person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="pieces")
    place = models.PositiveSmallIntegerField()
    content = SealedBytesField()

    class Meta:
        verbose_name, verbose_name_plural = _("piece of a document"), _("pieces of a document")
        constraints = [
            models.UniqueConstraint(fields=["document", "place"], name="document_piece_once")
        ]

    class Privacy:
        identifying = {"content"}
        sensitive = {"document"}
        open = {"id", "place"}

    def __str__(self) -> str:
        return f"piece {self.pk}"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.document.case.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.document.case.person_id
