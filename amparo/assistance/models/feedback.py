"""What those who were helped think of the help: sums alone, and no way back to anybody.

There is no row of an answer. Neither row knows a case, a person, or which member asked.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency


class FeedbackTurn(models.Model):
    """A telephone that was handed over, until the last question is answered; then it is gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(_("what she is asked about"), max_length=60)
    # Only its digest: whoever reads this table cannot answer in her place.
    token = models.CharField(max_length=64, unique=True)
    answers = models.JSONField(default=dict, blank=True)
    ends_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("turn to answer"), _("turns to answer")

    class Privacy:
        identifying = set()
        sensitive = {"token", "answers"}
        open = {"id", "agency", "about", "ends_at"}

    def __str__(self) -> str:
        return f"turn {self.pk}"


class FeedbackSum(models.Model):
    """What was answered about one thing, added up: what waits for a fifth, and what is shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(_("what was asked about"), max_length=60)
    waiting_number = models.PositiveIntegerField(default=0)
    waiting = models.JSONField(default=dict, blank=True)
    shown_number = models.PositiveIntegerField(default=0)
    shown = models.JSONField(default=dict, blank=True)
    # The first day of the month in which the figures last moved: no day and no hour.
    shown_month = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("sum of answers"), _("sums of answers")
        constraints = [
            models.UniqueConstraint(fields=["agency", "about"], name="one_sum_for_each_subject"),
            models.CheckConstraint(
                condition=Q(waiting_number__lt=5) & (Q(shown_number=0) | Q(shown_number__gte=5)),
                name="no_fewer_than_five_answers_shown",
            ),
        ]

    class Privacy:
        identifying = set()
        sensitive = {"waiting_number", "waiting"}
        open = {"id", "agency", "about", "shown_number", "shown", "shown_month"}

    def __str__(self) -> str:
        return f"sum of answers {self.pk}"
