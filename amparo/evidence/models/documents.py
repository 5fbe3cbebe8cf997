from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import SourceKind
from .bilingual import Bilingual


class Source(Bilingual, models.Model):
    """Who says something. Sources of one independence group cannot confirm each other."""

    code = models.CharField(max_length=80, unique=True)
    title_en = models.CharField(max_length=200)
    title_es = models.CharField(max_length=200)
    kind = models.CharField(_("kind"), max_length=30, choices=SourceKind.choices)
    independence_group = models.CharField(_("independence group"), max_length=60)

    class Meta:
        verbose_name, verbose_name_plural = _("source"), _("sources")
        ordering = ["code"]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "code", "title_en", "title_es", "kind", "independence_group"}

    def __str__(self) -> str:
        return self.title


class Document(Bilingual, models.Model):
    """One edition of something published, known by the SHA-256 of the whole."""

    code = models.CharField(max_length=80, unique=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="documents")
    title_en = models.CharField(max_length=400)
    title_es = models.CharField(max_length=400)
    edition = models.CharField(_("edition"), max_length=80, blank=True)
    published = models.CharField(_("date of publication"), max_length=40, blank=True)  # EDTF
    address = models.CharField(_("public address"), max_length=400, blank=True)
    retrieved_on = models.DateField(_("read on"), null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    language = models.CharField(_("language"), max_length=5)
    # The people to call who stand on a page are not kept, only their office.
    contact_office = models.CharField(_("office to contact"), max_length=200, blank=True)
    full_text = models.TextField(_("full text"), blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("document"), _("documents")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"], condition=~models.Q(sha256=""), name="one_document_per_content"
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "code", "source", "title_en", "title_es", "edition", "published", "address",
            "retrieved_on", "sha256", "language", "contact_office", "full_text",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Statement(models.Model):
    """Words as they stand in a document, found again by their place in its folded text."""

    code = models.CharField(max_length=80, unique=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="statements")
    words = models.TextField(_("words"))
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    document_sha256 = models.CharField(max_length=64)
    # The office that speaks in a quotation; a name is not needed to judge it.
    speaker = models.CharField(_("speaker"), max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("statement"), _("statements")
        ordering = ["document", "start"]
        constraints = [
            models.UniqueConstraint(fields=["document", "start", "end"], name="one_span_once"),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="span_is_not_empty"
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "code", "document", "words", "start", "end", "document_sha256", "speaker",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.words
