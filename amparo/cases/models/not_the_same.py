"""A colleague bears a name like that of somebody who endangers the person, and is another."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.cases.models.case import Case, SealedWithItsCase
from amparo.core.fields import SealedTextField


class NotTheSame(SealedWithItsCase, models.Model):
    """Who found out that it is another person, and how. It says nothing of a danger that is written
    down later, and it can be taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    reason = SealedTextField(_("how it is known"))
    decided_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)
    ended_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("conflict set aside"), _("conflicts set aside")
        ordering = ["-decided_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="taken_back_by_and_at",
            )
        ]

    class Privacy:
        identifying = {"reason"}
        sensitive = {"case", "member"}
        open = {"id", "decided_by", "decided_at", "ended_by", "ended_at"}

    def __str__(self) -> str:
        return f"conflict set aside {self.pk}"
