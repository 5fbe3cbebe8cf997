"""When nobody reaches her any more: what was tried, and how it ended."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.core.fields import SealedTextField
from amparo.journeys.enums.lost_contact import SearchEnd, Step, Tried
from amparo.journeys.models.reintegration import Reintegration, SealedWithReintegration


class LostContact(SealedWithReintegration, models.Model):
    """From the day on which somebody said that she is not reached, until she is or is let be."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reintegration = models.ForeignKey(
        Reintegration, on_delete=models.CASCADE, related_name="lost_contacts"
    )
    begun_at = models.DateTimeField()
    begun_on = models.DateField(_("not reached since"))
    begun_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    end = models.CharField(_("how it ended"), max_length=10, choices=SearchEnd.choices, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    words = SealedTextField(_("in a few words"))

    class Meta:
        verbose_name, verbose_name_plural = _("lost contact"), _("lost contacts")
        ordering = ["-begun_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["reintegration"],
                condition=Q(ended_on__isnull=True),
                name="one_lost_contact_open",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_by__isnull=True, end="")
                | Q(ended_on__isnull=False, ended_by__isnull=False) & ~Q(end=""),
                name="lost_contact_ends_somehow",
            ),
        ]

    class Privacy:
        identifying = {"words"}
        sensitive = {"reintegration", "begun_at", "begun_on", "end", "ended_on"}
        open = {"id", "begun_by", "ended_by"}

    def __str__(self) -> str:
        return f"lost contact {self.pk}"


class LostContactStep(models.Model):
    """A step that was taken, or that her rules do not open."""

    SEALING_PATH = "lost_contact__reintegration__case__person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lost_contact = models.ForeignKey(LostContact, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(_("step"), max_length=15, choices=Step.choices)
    tried = models.CharField(_("what came of it"), max_length=10, choices=Tried.choices)
    note = SealedTextField(_("remarks"))
    done_on = models.DateField(_("on"))
    done_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("step of a search"), _("steps of a search")
        ordering = ["done_on", "step"]
        constraints = [
            models.UniqueConstraint(fields=["lost_contact", "step"], name="search_step_once")
        ]

    class Privacy:
        identifying = {"note"}
        sensitive = {"lost_contact", "step", "tried", "done_on"}
        open = {"id", "done_by"}

    def __str__(self) -> str:
        return f"step of a search {self.pk}"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.lost_contact.sealing_agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.lost_contact.sealing_person_id
