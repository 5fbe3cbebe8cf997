"""Something to do in a case that no other record says."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.cases.models.case import Case, SealedWithItsCase
from amparo.core.fields import SealedTextField


class Task(SealedWithItsCase, models.Model):
    """What is to be done by whom and when; one line of the list of a case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    text = SealedTextField(_("what is to be done"))
    due_on = models.DateField(_("by when"), null=True, blank=True)
    # Nobody: whoever of the team comes to it first.
    assignee = models.ForeignKey(
        Member, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name, verbose_name_plural = _("task"), _("tasks")
        ordering = ["position", "added_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_by__isnull=True) | Q(done_at__isnull=False),
                name="task_done_by_needs_done_at",
            )
        ]
        indexes = [
            models.Index(
                fields=["due_on", "case"], name="task_due", condition=Q(done_at__isnull=True)
            )
        ]

    class Privacy:
        identifying = {"text"}
        sensitive = {"case", "due_on", "assignee", "done_at", "done_by"}
        open = {"id", "position", "added_at", "added_by"}

    def __str__(self) -> str:
        return f"task {self.pk}"

    @property
    def is_done(self) -> bool:
        return self.done_at is not None
