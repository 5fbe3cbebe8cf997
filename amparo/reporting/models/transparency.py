"""A request for information that came in: the question, by when, the answer, and who let it out."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.releases.models import Release
from amparo.reporting.enums import Answering


class TransparencyRequest(models.Model):
    """Who asks is not kept: an answer is for everybody, and the same question gets the same."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    folio = models.CharField(_("folio"), max_length=60, unique=True)
    received_on = models.DateField(_("received on"))
    due_on = models.DateField(_("due on"))
    question = models.TextField(_("question"))
    # Folded and in order, so that the same question is known again.
    sense = models.CharField(max_length=64, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=Answering.choices, default=Answering.OPEN
    )
    answer = models.TextField(_("answer"), blank=True)
    release = models.ForeignKey(Release, null=True, on_delete=models.PROTECT, related_name="+")
    # Why the answer is another than to the same question before.
    why_other = models.CharField(_("why it is another"), max_length=300, blank=True)
    returned_why = models.CharField(_("why it was returned"), max_length=300, blank=True)
    proposed_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("request for information")
        verbose_name_plural = _("requests for information")
        ordering = ["due_on", "folio"]
        indexes = [models.Index(fields=["sense", "state"], name="request_of_a_sense")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=Answering.ANSWERED)
                | (
                    ~models.Q(answer="")
                    & models.Q(answered_on__isnull=False, approved_by__isnull=False)
                ),
                name="an_answer_was_let_out_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | ~models.Q(approved_by=models.F("proposed_by")),
                name="two_let_an_answer_out",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"question", "answer"}
        open = {
            "id", "folio", "received_on", "due_on", "sense", "state", "release", "why_other",
            "returned_why", "proposed_by", "approved_by", "answered_on",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.folio

    def get_absolute_url(self) -> str:
        return reverse("reporting:request", args=[self.pk])
