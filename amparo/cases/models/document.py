"""A paper, a photograph or a file that belongs to a case, sealed in the database piece by piece."""

import hashlib
import uuid
from collections.abc import Iterator

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.cases import numbers
from amparo.cases.enums import DocumentKind
from amparo.cases.enums.document import Cleaning
from amparo.cases.models.case import SealedWithItsCase
from amparo.core import sealing
from amparo.core.fields import SealedBytesField, SealedTextField
from amparo.core.file_types import FileType
from amparo.core.keyring import WrongKey
from amparo.taxonomy import vague

MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
MOST_DOCUMENTS = 100
# Of all documents of a case together, the originals beside the cleaned copies included.
MOST_OF_A_CASE = 500 * MEGABYTE
# Drawn anew a picture may weigh more than it did.
MOST_COPY_BYTES = 4 * MOST_BYTES
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
    # Of the file as it came.
    sha256 = SealedTextField()
    cleaning = models.CharField(max_length=8, choices=Cleaning.choices, default=Cleaning.KEPT)
    copy_size = models.PositiveIntegerField(default=0)
    copy_sha256 = SealedTextField()
    received_on = models.DateField(_("received on"))
    # As vague as it is known; the first and the last day that it may mean stand beside it.
    valid_until = models.CharField(_("valid until"), max_length=40, blank=True)
    expires_low = models.DateField(null=True, editable=False)
    expires_high = models.DateField(null=True, editable=False)
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
            models.CheckConstraint(
                condition=Q(copy_size__lte=MOST_COPY_BYTES)
                & (
                    Q(cleaning=Cleaning.CLEANED, copy_size__gt=0)
                    | (~Q(cleaning=Cleaning.CLEANED) & Q(copy_size=0))
                ),
                name="document_copy_if_cleaned",
            ),
        ]

    class Privacy:
        identifying = {"title", "file_name", "sha256", "copy_sha256"}
        sensitive = {
            "case", "kind", "file_type", "size", "cleaning", "copy_size", "received_on",
            "valid_until", "expires_low", "expires_high",
        }  # fmt: skip
        open = {"id", "number", "added_by", "recorded_at"}

    def __str__(self) -> str:
        return f"document {self.pk}"

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("cases:document", args=[self.case_id, self.pk])

    @property
    def valid_words(self) -> str:
        return vague.display(self.valid_until)

    @property
    def neutral_name(self) -> str:
        """The name under which it leaves: it says nothing of whom or what the file is about."""
        return f"{numbers.shown(self.case.number)}-{self.number}.{self.file_type}"

    @property
    def has_copy(self) -> bool:
        """Whether there is something to take out that says no more than what is seen."""
        return self.cleaning != Cleaning.KEPT

    @property
    def content(self) -> bytes:
        """What is normally taken out: the cleaned copy, or the file itself if that needs none."""
        if self.cleaning == Cleaning.CLEANED:
            return self._whole(is_original=False, sha256=self.copy_sha256)
        return self.original

    @property
    def original(self) -> bytes:
        """The file as it came, or nothing at all: a piece that was moved or is missing raises."""
        return self._whole(is_original=True, sha256=self.sha256)

    def _whole(self, *, is_original: bool, sha256: str) -> bytes:
        content = b"".join(piece.content for piece in self._pieces(is_original))
        if hashlib.sha256(content).hexdigest() != sha256:
            raise WrongKey(sealing.ALTERED)
        return content

    def _pieces(self, is_original: bool) -> Iterator["DocumentPiece"]:
        pieces = self.pieces.filter(is_original=is_original).order_by("place")
        for piece in pieces.iterator(chunk_size=4):
            piece.document = self
            yield piece


class DocumentPiece(models.Model):
    """A part of a file, short enough that nobody ever holds the whole of many files at once."""

    SEALING_PATH = "document__case__person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="pieces")
    place = models.PositiveSmallIntegerField()
    is_original = models.BooleanField(default=True)
    content = SealedBytesField()

    class Meta:
        verbose_name, verbose_name_plural = _("piece of a document"), _("pieces of a document")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "is_original", "place"], name="document_piece_once"
            )
        ]

    class Privacy:
        identifying = {"content"}
        sensitive = {"document"}
        open = {"id", "place", "is_original"}

    def __str__(self) -> str:
        return f"piece {self.pk}"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.document.case.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.document.case.person_id
