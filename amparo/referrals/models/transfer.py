"""A case on its way to another agency, for good."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.cases.models import Case
from amparo.cases.models.case import SealedWithItsCase
from amparo.core.fields import SealedTextField
from amparo.people.enums import Basis
from amparo.referrals.enums.transfer import (
    PENDING,
    TransferEnding,
    TransferReason,
    TransferRefusal,
    TransferState,
)


class Transfer(SealedWithItsCase, models.Model):
    """Proposed by one, confirmed by another of the same agency, accepted by the agency that takes
    it. Until then nothing of her goes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="transfers")
    from_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=10, choices=TransferState.choices, default=TransferState.PROPOSED
    )
    reason_code = models.CharField(_("why it goes"), max_length=12, choices=TransferReason.choices)
    basis = models.CharField(_("what it rests on"), max_length=20, choices=Basis.choices)
    # Where two decide without her yes: why, by which order, and until when.
    reason = SealedTextField(_("why without her consent"))
    reference = SealedTextField(_("order of the court"))
    expires_on = models.DateField(null=True)
    # What the file held when it was confirmed.
    blocks = models.JSONField(default=list)
    proposed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)
    # Who answers for it in the agency that took it.
    given_to = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    refusal = models.CharField(
        _("why it was refused"), max_length=12, choices=TransferRefusal.choices, blank=True
    )
    ending = models.CharField(
        _("why it ended"), max_length=10, choices=TransferEnding.choices, blank=True
    )
    ended_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    raised_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("transfer of a case"), _("transfers of cases")
        ordering = ["-proposed_at", "-id"]
        indexes = [
            models.Index(fields=["from_agency", "state"], name="transfers_given"),
            models.Index(fields=["to_agency", "state"], name="transfers_to_take"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=PENDING), name="one_transfer_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(from_agency=F("to_agency")), name="transfer_to_another_agency"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="transfer_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["waiting", "accepted", "refused"])
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="transfer_confirmed_before_it_waits",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", given_to__isnull=False, answered_by__isnull=False)
                | ~Q(state="accepted") & Q(given_to__isnull=True),
                name="transfer_accepted_for_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state="refused") & ~Q(refusal="") | ~Q(state="refused") & Q(refusal=""),
                name="transfer_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="ended") & ~Q(ending="") | ~Q(state="ended") & Q(ending=""),
                name="transfer_ended_with_reason",
            ),
        ]

    class Privacy:
        identifying = {"reason", "reference"}
        sensitive = {
            "case", "to_agency", "reason_code", "basis", "expires_on", "blocks", "refusal",
            "ending", "given_to",
        }  # fmt: skip
        open = {
            "id", "from_agency", "state", "proposed_by", "proposed_at", "confirmed_by",
            "confirmed_at", "answered_by", "answered_at", "ended_at", "reminded_at", "raised_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"transfer {self.pk}"

    @property
    def is_pending(self) -> bool:
        return self.state in PENDING
