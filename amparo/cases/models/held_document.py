"""A document that must stay although the rest of a file may go: a copy under a key of its own."""

import hashlib
import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.cases.enums import DocumentKind
from amparo.core import sealing
from amparo.core.fields import SealedBytesField, SealedTextField
from amparo.core.file_types import FileType
from amparo.core.keyring import WrongKey


class HeldDocument(models.Model):
    """What an authority ordered to keep. It outlives the person it is about, so it has no foreign
    key to her, and opens with the key of this hold alone."""

    SEALING_PATH = "pk"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person_id = models.UUIDField()
    document_id = models.UUIDField()
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind.choices)
    file_type = models.CharField(max_length=4, choices=FileType.choices)
    received_on = models.DateField(_("received on"))
    case_number = SealedTextField(_("case number"))
    title = SealedTextField(_("what it is"))
    sha256 = SealedTextField()
    order = SealedTextField(_("who ordered it, and in which file"))
    placed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("document on hold"), _("documents on hold")
        ordering = ["-placed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["document_id"],
                condition=Q(lifted_at__isnull=True),
                name="document_held_once",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="held_document_lifted_by_and_at",
            ),
        ]

    class Privacy:
        identifying = {"case_number", "title", "sha256", "order"}
        sensitive = {"person_id", "document_id", "kind", "file_type", "received_on", "placed_at"}
        open = {"id", "agency", "number", "placed_by", "lifted_by", "lifted_at"}

    def __str__(self) -> str:
        return f"document on hold {self.pk}"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        """Its key is its own: hers may be destroyed."""
        return self.pk

    @property
    def logged_person_id(self) -> uuid.UUID:
        """Whom it is about, for the log."""
        return self.person_id

    @property
    def content(self) -> bytes:
        pieces = []
        for piece in self.pieces.order_by("place"):
            piece.held = self
            pieces.append(piece.content)
        content = b"".join(pieces)
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise WrongKey(sealing.ALTERED)
        return content


class HeldPiece(models.Model):
    """A part of a document on hold."""

    SEALING_PATH = "held_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    held = models.ForeignKey(HeldDocument, on_delete=models.CASCADE, related_name="pieces")
    place = models.PositiveSmallIntegerField()
    content = SealedBytesField()

    class Meta:
        verbose_name, verbose_name_plural = _("piece on hold"), _("pieces on hold")
        constraints = [models.UniqueConstraint(fields=["held", "place"], name="held_piece_once")]

    class Privacy:
        identifying = {"content"}
        sensitive = {"held"}
        open = {"id", "place"}

    def __str__(self) -> str:
        return f"piece on hold {self.pk}"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.held.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.held_id
