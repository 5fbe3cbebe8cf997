"""Letters of a case (oficios) and the folios that number them."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.cases.enums.letter import LetterLanguage, VoidReason
from amparo.cases.models.case import Case, SealedWithItsCase
from amparo.cases.models.disclosure import Disclosure
from amparo.core.fields import SealedTextField


class Folios(models.Model):
    """How many folios an agency gave in a year. One that was given is never given again."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    given = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("folios"), _("folios")
        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="folios_of_a_year")]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "agency", "year", "given"}

    def __str__(self) -> str:
        return f"folios {self.pk}"


class Letter(SealedWithItsCase, models.Model):
    """A letter as it was signed. It is void or it stands; its words never change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="letters")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    folio = models.PositiveIntegerField(_("folio"))
    template = models.CharField(max_length=40)
    template_version = models.CharField(max_length=20)
    # What lets it say something of her; none: it names nobody.
    disclosure = models.ForeignKey(
        Disclosure, null=True, blank=True, on_delete=models.SET_NULL, related_name="letters"
    )
    # What that let go when the letter was issued.
    blocks = models.JSONField(default=list)
    language = models.CharField(_("language"), max_length=3, choices=LetterLanguage.choices)
    issued_on = models.DateField(_("date of the letter"))
    place = SealedTextField(_("place"))
    addressee = SealedTextField(_("to whom"))
    body = SealedTextField(_("text"))
    copies = SealedTextField(_("copies to (c.c.p.)"))
    signed_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    # The first time: from then on it may have gone.
    taken_out_at = models.DateTimeField(null=True, blank=True)
    void_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=12, choices=VoidReason.choices, blank=True)
    void_words = SealedTextField(_("how it is known that it was not sent"))

    class Meta:
        verbose_name, verbose_name_plural = _("letter"), _("letters")
        ordering = ["-year", "-folio"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "year", "folio"], name="letter_folio_once"),
            models.CheckConstraint(
                condition=Q(void_at__isnull=True, void_reason="")
                | (Q(void_at__isnull=False) & ~Q(void_reason="")),
                name="letter_void_with_reason",
            ),
        ]

    class Privacy:
        identifying = {"place", "addressee", "body", "copies", "void_words"}
        sensitive = {
            "case", "disclosure", "blocks", "template", "language", "issued_on", "void_reason",
        }  # fmt: skip
        open = {
            "id", "agency", "year", "folio", "template_version", "signed_by", "recorded_at",
            "taken_out_at", "void_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"letter {self.pk}"

    @property
    def shown_folio(self) -> str:
        """The number on the paper: it says which agency and which year, and of nobody."""
        return f"{self.agency.code.upper()}/{self.folio:04}/{self.year}"
