"""Whether two records are about one person: said by a member, kept beside both, never merged away.

Each record keeps its own key and its own words, so what was joined can be parted again.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.core.fields import SealedTextField
from amparo.people.enums.same import Verdict
from amparo.people.models.person import Person


class Comparison(models.Model):
    """What somebody found who compared two records of an agency. It goes with either of them."""

    SEALING_PATH = "first_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # In the order of their numbers: a pair has one form only.
    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(_("what was found"), max_length=5, choices=Verdict.choices)
    why = SealedTextField(_("why"))
    compared_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    compared_at = models.DateTimeField()
    undone_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("comparison"), _("comparisons")
        ordering = ["-compared_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="comparison_in_one_order"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="comparison_undone_by_and_at",
            ),
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=Q(undone_at__isnull=True),
                name="one_standing_comparison",
            ),
        ]

    class Privacy:
        identifying = {"why"}
        sensitive = {"first", "second", "verdict"}
        open = {"id", "agency", "compared_by", "compared_at", "undone_by", "undone_at"}

    def __str__(self) -> str:
        return f"comparison {self.pk}"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.first_id
