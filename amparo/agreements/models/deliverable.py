"""What an agreement promises: who owes it, by when, and what shows that it is done."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.agreements.enums import Delivery
from amparo.agreements.models.agreement import Agreement
from amparo.organisations.models import Organisation, Paper


class Deliverable(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="deliverables")
    title = models.CharField(_("what is promised"), max_length=300)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    due = models.CharField(_("due"), max_length=40, blank=True)
    # The last day that the words may mean.
    due_high = models.DateField(null=True, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=Delivery.choices, default=Delivery.PROMISED
    )
    evidence = models.CharField(_("what shows it"), max_length=300, blank=True)
    paper = models.OneToOneField(Paper, null=True, on_delete=models.PROTECT, related_name="+")
    settled_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    settled_on = models.DateField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("deliverable"), _("deliverables")
        ordering = ["due_high", "title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=Delivery.ACCEPTED) | ~models.Q(evidence=""),
                name="accepted_with_evidence",
            ),
            models.CheckConstraint(
                condition=models.Q(state=Delivery.PROMISED, settled_on__isnull=True)
                | (~models.Q(state=Delivery.PROMISED) & models.Q(settled_on__isnull=False)),
                name="a_deliverable_is_settled_on_a_day",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "agreement", "title", "owner", "due", "due_high", "state", "evidence", "paper",
            "settled_by", "settled_on",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.title
