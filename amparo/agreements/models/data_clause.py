"""A clause that a machine reads: which block may cross, to whom, what for, on what basis, when."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.agreements.enums import SharedBasis, SharedBlock, SharedFor
from amparo.agreements.models.agreement import Agreement
from amparo.organisations.models import Organisation


class DataClause(models.Model):
    """One block for one recipient, purpose and basis, from a day to a day. It opens a way and
    nothing else: whether anything of a person goes is decided for her, by her yes or her duty."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="data_clauses")
    giver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    block = models.CharField(_("what may cross"), max_length=20, choices=SharedBlock.choices)
    purpose = models.CharField(_("what for"), max_length=20, choices=SharedFor.choices)
    basis = models.CharField(_("on what basis"), max_length=20, choices=SharedBasis.choices)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    proposed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("data-sharing clause"), _("data-sharing clauses")
        ordering = ["receiver__words", "block", "starts_on"]
        indexes = [
            models.Index(fields=["giver", "receiver", "ends_on"], name="data_clause_between")
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="a_data_clause_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("receiver")),
                name="a_data_clause_joins_two",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="a_data_clause_is_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True)
                | ~models.Q(confirmed_by=models.F("proposed_by")),
                name="two_let_data_cross",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "agreement", "giver", "receiver", "block", "purpose", "basis", "starts_on",
            "ends_on", "proposed_by", "confirmed_by", "confirmed_at", "ended_at", "ended_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"data-sharing clause {self.pk}"
