"""What of a case may go to whom, on which basis, who decided it and until when."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.cases import numbers
from amparo.cases.enums.disclosure import DisclosureState
from amparo.cases.models.case import Case, SealedWithItsCase
from amparo.core.fields import SealedTextField
from amparo.people.enums import Basis, Block, Purpose, Recipient

BY_TWO = (Basis.VITAL_INTEREST, Basis.COURT_ORDER)
DECIDED = (DisclosureState.READY, DisclosureState.ENDED)


class Disclosure(SealedWithItsCase, models.Model):
    """Named blocks of one case for one recipient. A record of a decision: it sends nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="disclosures")
    # Under this number the recipient knows it: never the number of the case.
    number = models.CharField(max_length=8, default=numbers.fresh, editable=False)
    recipient = models.CharField(_("for whom"), max_length=30, choices=Recipient.choices)
    recipient_name = SealedTextField(_("name of the recipient"))
    # Inside the installation: whose caseworkers may read the blocks.
    agency = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.CharField(_("what for"), max_length=20, choices=Purpose.choices)
    basis = models.CharField(_("what it rests on"), max_length=20, choices=Basis.choices)
    blocks = models.JSONField(_("which information"), default=list)
    # What she said no to when it was decided: kept beside, whatever else it rests on.
    refused = models.JSONField(default=list)
    consents = models.JSONField(default=list)
    duty_code = models.CharField(max_length=60, blank=True)
    duty_version = models.CharField(max_length=20, blank=True)
    # It belongs to a referral, which takes away from it (`cases.narrowing`).
    for_referral = models.BooleanField(default=False)
    reason = SealedTextField(_("reason"))
    reference = SealedTextField(_("order of the court"))
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=DisclosureState.choices,
        default=DisclosureState.PREPARED,
    )
    prepared_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    previewed_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    ended_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("disclosure"), _("disclosures")
        ordering = ["-prepared_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED)
                | Q(decided_by__isnull=False, previewed_at__isnull=False),
                name="disclosure_seen_and_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED)
                | ~Q(basis__in=BY_TWO)
                | (
                    Q(confirmed_by__isnull=False, expires_on__isnull=False)
                    & ~Q(confirmed_by=F("decided_by"))
                ),
                name="disclosure_takes_two",
            ),
            models.CheckConstraint(
                condition=Q(recipient=Recipient.AGENCY, agency__isnull=False)
                | (~Q(recipient=Recipient.AGENCY) & Q(agency__isnull=True)),
                name="disclosure_names_its_agency",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=DECIDED)
                | Q(agency__isnull=True)
                | Q(expires_on__isnull=False),
                name="disclosure_inside_has_an_end",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state", "expires_on"], name="disclosure_opened_to"),
            models.Index(fields=["state", "case"], name="disclosure_waiting"),
        ]

    class Privacy:
        identifying = {"recipient_name", "reason", "reference"}
        sensitive = {
            "case",
            "recipient",
            "purpose",
            "basis",
            "blocks",
            "refused",
            "consents",
            "duty_code",
            "expires_on",
        }
        open = {
            "id",
            "number",
            "agency",
            "for_referral",
            "duty_version",
            "state",
            "prepared_by",
            "prepared_at",
            "previewed_at",
            "decided_by",
            "decided_at",
            "confirmed_by",
            "confirmed_at",
            "ended_by",
            "ended_at",
        }

    def __str__(self) -> str:
        return f"disclosure {self.pk}"

    @property
    def shown_number(self) -> str:
        return numbers.shown(self.number)

    @property
    def block_words(self) -> list[str]:
        return [str(Block(block).label) for block in self.blocks]

    @property
    def refused_words(self) -> list[str]:
        return [str(Block(block).label) for block in self.refused]

    @property
    def takes_two(self) -> bool:
        return self.basis in BY_TWO


class DisclosureReader(models.Model):
    """Somebody of the receiving agency who was named to read what a file for named people opens."""

    disclosure = models.ForeignKey(Disclosure, on_delete=models.CASCADE, related_name="readers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    named_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("named reader"), _("named readers")
        ordering = ["named_at"]
        constraints = [
            models.UniqueConstraint(fields=["disclosure", "member"], name="named_once_to_read")
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"disclosure", "member"}
        open = {"id", "named_by", "named_at"}

    def __str__(self) -> str:
        return f"named reader {self.pk}"
