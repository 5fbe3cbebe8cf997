"""A file that somebody opened in an emergency, without being named to it."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.cases.enums.glass import GlassReason, Outcome, Settlement
from amparo.cases.models.case import Case, SealedWithItsCase
from amparo.core.fields import SealedTextField

LASTS = timedelta(minutes=60)
REVIEWED_WITHIN = timedelta(hours=72)


class BrokenGlass(SealedWithItsCase, models.Model):
    """An hour in which a member opens a file that is otherwise not there for her."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="glasses")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=20, choices=GlassReason.choices)
    words = SealedTextField(_("what happened"))
    broken_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    reviewed_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review = SealedTextField(_("what the review found"))
    # What was taken further is settled by a third person.
    settlement = models.CharField(max_length=20, choices=Settlement.choices, blank=True)
    settled_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_words = SealedTextField(_("what was found and what follows"))

    class Meta:
        verbose_name, verbose_name_plural = _("broken glass"), _("broken glasses")
        ordering = ["broken_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_review_has_who_and_when",
                condition=Q(outcome="", reviewed_by__isnull=True, reviewed_at__isnull=True)
                | (
                    ~Q(outcome="")
                    & Q(reviewed_by__isnull=False, reviewed_at__isnull=False)
                    & ~Q(reviewed_by=F("member"))
                ),
            ),
            models.CheckConstraint(
                name="a_settlement_is_by_a_third",
                condition=Q(settlement="", settled_by__isnull=True, settled_at__isnull=True)
                | (
                    ~Q(settlement="")
                    & Q(outcome=Outcome.ESCALATED)
                    & Q(settled_by__isnull=False, settled_at__isnull=False)
                    & ~Q(settled_by=F("member"))
                    & ~Q(settled_by=F("reviewed_by"))
                ),
            ),
            models.CheckConstraint(name="glass_ends", condition=Q(ends_at__gt=F("broken_at"))),
        ]
        indexes = [
            models.Index(fields=["member", "ends_at", "case"], name="glass_of_member"),
            models.Index(fields=["broken_at"], condition=Q(outcome=""), name="glass_unreviewed"),
        ]

    class Privacy:
        identifying = {"words", "review", "settled_words"}
        sensitive = {"case", "member", "reason"}
        open = {
            "id",
            "broken_at",
            "ends_at",
            "outcome",
            "reviewed_by",
            "reviewed_at",
            "settlement",
            "settled_by",
            "settled_at",
        }

    def __str__(self) -> str:
        return f"broken glass {self.pk}"

    @property
    def review_due_at(self) -> datetime:
        return self.broken_at + REVIEWED_WITHIN

    def lasts(self, now: datetime) -> bool:
        """Sixty minutes exactly: at the sixtieth it has ended."""
        return now < self.ends_at
