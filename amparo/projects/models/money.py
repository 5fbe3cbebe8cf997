"""What a donor gives for what, and what was spent of it. No person stands in either."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.organisations.models import Organisation
from amparo.projects.models.project import Project


class BudgetLine(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="lines")
    code = models.CharField(_("number of the line"), max_length=20)
    title = models.CharField(_("what it is for"), max_length=200)
    donor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)

    class Meta:
        verbose_name, verbose_name_plural = _("budget line"), _("budget lines")
        ordering = ["code", "id"]
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="one_budget_line_of_a_number"),
            models.CheckConstraint(
                condition=models.Q(amount__gt=0), name="a_budget_line_has_an_amount"
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "project", "code", "title", "donor", "amount"}

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Spending(models.Model):
    """One payment. A wrong one is struck and stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="spending")
    on = models.DateField(_("paid on"))
    what = models.CharField(_("what for"), max_length=200)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    struck_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    struck_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("payment"), _("payments")
        ordering = ["-on", "-recorded_at"]
        indexes = [models.Index(fields=["line", "on"], name="spending_of_a_line")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0), name="a_payment_has_an_amount"
            ),
            models.CheckConstraint(
                condition=models.Q(struck_at__isnull=True, struck_by__isnull=True)
                | models.Q(struck_at__isnull=False, struck_by__isnull=False),
                name="a_payment_is_struck_by_somebody",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "line", "on", "what", "amount", "recorded_by", "recorded_at", "struck_by",
            "struck_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"payment {self.pk}"
