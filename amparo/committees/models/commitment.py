"""What an organisation said it would do: where it was said, by when, and what shows that it did."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.agreements.models import Agreement
from amparo.committees.enums import Fulfilment, Origin
from amparo.committees.models.committee import Committee
from amparo.committees.models.plan import Line
from amparo.organisations.models import Organisation, Paper


class Commitment(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text = models.CharField(_("what was promised"), max_length=500)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="commitments")
    origin = models.CharField(_("where it was made"), max_length=20, choices=Origin.choices)
    committee = models.ForeignKey(
        Committee, null=True, blank=True, on_delete=models.PROTECT, related_name="commitments"
    )
    resolution = models.ForeignKey(
        "committees.Resolution", null=True, blank=True, on_delete=models.PROTECT,
        related_name="commitments",
    )  # fmt: skip
    line = models.ForeignKey(
        Line, null=True, blank=True, on_delete=models.PROTECT, related_name="commitments"
    )
    # A congress that is no record here: its name and its date, as vague as it is known.
    made_at = models.CharField(_("event elsewhere"), max_length=300, blank=True)
    made = models.CharField(_("made"), max_length=40)
    made_low = models.DateField(editable=False)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    # What came of it, and led on.
    agreement = models.ForeignKey(
        Agreement, null=True, blank=True, on_delete=models.PROTECT, related_name="commitments"
    )
    state = models.CharField(
        _("state"), max_length=20, choices=Fulfilment.choices, default=Fulfilment.OPEN
    )
    evidence = models.CharField(_("what shows it"), max_length=500, blank=True)
    paper = models.OneToOneField(Paper, null=True, on_delete=models.PROTECT, related_name="+")
    settled_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    settled_on = models.DateField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("commitment"), _("commitments")
        ordering = ["due_on", "made_low", "id"]
        indexes = [models.Index(fields=["state", "due_on"], name="commitments_due")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=Fulfilment.OPEN) | ~models.Q(evidence=""),
                name="a_commitment_is_settled_with_evidence",
            ),
            models.CheckConstraint(
                condition=models.Q(state=Fulfilment.OPEN, settled_on__isnull=True)
                | (~models.Q(state=Fulfilment.OPEN) & models.Q(settled_on__isnull=False)),
                name="a_commitment_is_settled_on_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(origin=Origin.COMMITTEE, committee__isnull=False)
                | (~models.Q(origin=Origin.COMMITTEE) & ~models.Q(made_at="")),
                name="a_commitment_was_made_somewhere",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "text", "owner", "origin", "committee", "resolution", "line", "made_at", "made",
            "made_low", "due_on", "agreement", "state", "evidence", "paper", "settled_by",
            "settled_on",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("committees:commitment", args=[self.pk])
