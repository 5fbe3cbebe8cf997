"""A return that is owed: to whom, for which period, by when, and which releases fed it."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.organisations.models import Organisation
from amparo.releases.models import Release
from amparo.reporting.enums import ReturnKind, Sending


class OwedReturn(models.Model):
    """Fed by releases alone. Rows about people are no release and never stand here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=ReturnKind.choices)
    to = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(_("period"), max_length=60)
    due_on = models.DateField(_("due on"))
    releases = models.ManyToManyField(Release, related_name="+")
    state = models.CharField(
        _("state"), max_length=10, choices=Sending.choices, default=Sending.OWED
    )
    # How it was sent, or why it is not.
    words = models.CharField(_("how it was sent"), max_length=300, blank=True)
    settled_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    settled_on = models.DateField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("return owed"), _("returns owed")
        ordering = ["due_on", "kind", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "to", "period"], name="one_return_of_a_period"),
            models.CheckConstraint(
                condition=models.Q(state=Sending.OWED, settled_on__isnull=True)
                | (~models.Q(state=Sending.OWED) & models.Q(settled_on__isnull=False)),
                name="a_return_is_settled_on_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(state=Sending.OWED) | ~models.Q(words=""),
                name="a_return_is_settled_with_words",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "kind", "to", "period", "due_on", "releases", "state", "words", "settled_by",
            "settled_on",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("reporting:owed", args=[self.pk])
