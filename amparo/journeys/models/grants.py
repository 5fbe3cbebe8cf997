"""Money for a purpose of hers, paid in parts; each part after the one before was shown."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amparo.agencies.models import Member
from amparo.assistance.models import Assistance
from amparo.cases.models import Document
from amparo.core.fields import SealedTextField
from amparo.journeys.enums.grants import STANDING, ProofKind, ProofState, TrancheState
from amparo.journeys.models.reintegration import Reintegration, SealedWithReintegration
from amparo.projects.models import Project


class Grant(SealedWithReintegration, models.Model):
    """What was promised to her, for what, and from whose money."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reintegration = models.ForeignKey(
        Reintegration, on_delete=models.CASCADE, related_name="grants"
    )
    purpose = SealedTextField(_("what it is for"))
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    funder = models.CharField(_("paid by"), max_length=120, blank=True)
    project = models.ForeignKey(
        Project, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    promised_on = models.DateField(_("promised on"))
    promised_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("to her", "grant")
        verbose_name_plural = pgettext_lazy("to her", "grants")
        ordering = ["promised_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0) & ~Q(currency=""), name="grant_has_amount_and_currency"
            )
        ]

    class Privacy:
        identifying = {"purpose"}
        sensitive = {"reintegration", "amount", "currency", "funder", "project", "promised_on"}
        open = {"id", "promised_by", "recorded_at"}

    def __str__(self) -> str:
        return f"grant {self.pk}"


class Tranche(models.Model):
    """A part of a grant, and what has to stand before it is paid."""

    SEALING_PATH = "grant__reintegration__case__person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="tranches")
    number = models.PositiveSmallIntegerField(_("number"))
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    condition = SealedTextField(_("paid when"))
    due_on = models.DateField(_("by when"), null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=TrancheState.choices, default=TrancheState.PROMISED
    )
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    paid_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    # What was paid stands in the ledger of assistance, where sums and donors find it.
    entry = models.OneToOneField(
        Assistance, null=True, on_delete=models.SET_NULL, related_name="tranche"
    )
    reason = SealedTextField(_("why it was let go"))

    class Meta:
        verbose_name, verbose_name_plural = _("tranche"), _("tranches")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "number"], name="tranche_number_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="tranche_has_amount"),
            models.CheckConstraint(
                condition=Q(state="paid", paid_on__isnull=False, paid_by__isnull=False)
                | ~Q(state="paid") & Q(paid_on__isnull=True, paid_by__isnull=True),
                name="tranche_paid_by_and_on",
            ),
        ]

    class Privacy:
        identifying = {"condition", "reason"}
        sensitive = {"grant", "amount", "due_on", "state", "paid_on", "entry"}
        open = {"id", "number", "paid_by"}

    def __str__(self) -> str:
        return f"tranche {self.pk}"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.grant.sealing_agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.grant.sealing_person_id


class Proof(models.Model):
    """What shows how a tranche was used. Somebody else accepts it, and nothing serves twice."""

    SEALING_PATH = "tranche__grant__reintegration__case__person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tranche = models.ForeignKey(Tranche, on_delete=models.CASCADE, related_name="proofs")
    kind = models.CharField(_("what shows it"), max_length=10, choices=ProofKind.choices)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Stays when the document is removed.
    document_number = models.PositiveIntegerField(null=True, blank=True)
    sha256 = SealedTextField()
    words = SealedTextField(_("what was seen"))
    seen_on = models.DateField(pgettext_lazy("of a proof", "seen on"))
    seen_by = SealedTextField(_("who saw it"))
    state = models.CharField(max_length=10, choices=ProofState.choices, default=ProofState.BROUGHT)
    brought_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    brought_on = models.DateField(_("brought on"))
    answered_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    reason = SealedTextField(_("why it was returned"))

    class Meta:
        verbose_name, verbose_name_plural = _("proof"), _("proofs")
        ordering = ["brought_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tranche"],
                condition=Q(state__in=sorted(STANDING)),
                name="a_tranche_has_one_proof",
            ),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(state__in=sorted(STANDING)),
                name="a_document_proves_once",
            ),
            models.CheckConstraint(
                condition=Q(kind="seen", document_number__isnull=True)
                | Q(kind="document", document_number__isnull=False),
                name="proof_by_document_has_its_number",
            ),
            models.CheckConstraint(
                condition=Q(state="brought", answered_by__isnull=True, answered_on__isnull=True)
                | ~Q(state="brought")
                & Q(answered_by__isnull=False, answered_on__isnull=False)
                & ~Q(answered_by=F("brought_by")),
                name="proof_is_answered_by_another",
            ),
        ]

    class Privacy:
        identifying = {"sha256", "words", "seen_by", "reason"}
        sensitive = {"tranche", "kind", "document", "document_number", "seen_on", "state"}
        open = {"id", "brought_by", "brought_on", "answered_by", "answered_on"}

    def __str__(self) -> str:
        return f"proof {self.pk}"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.tranche.sealing_agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.tranche.sealing_person_id
