"""Bodies in which organisations sit: who, from when until when, and who leads."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.committees.enums import SeatRole
from amparo.organisations.models import Organisation
from amparo.taxonomy.models import Place


class Committee(models.Model):
    """A committee or mechanism. It began on a date as vague as it is known."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=300)
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    began = models.CharField(_("created"), max_length=40, blank=True)
    began_low = models.DateField(null=True, editable=False)
    legal_basis = models.CharField(_("legal basis"), max_length=300, blank=True)
    rules = models.TextField(_("rules of procedure"), blank=True)
    # Of the seats that vote: more than this share must be there. 50 is "half and one more".
    quorum_percent = models.PositiveSmallIntegerField(
        _("quorum: more than this percent"), default=50
    )
    # Stands before the numbers of its resolutions: CI in CI/3/2026.
    code = models.CharField(_("letters before its numbers"), max_length=12, blank=True)
    casting_vote = models.BooleanField(_("the chair decides a tie"), default=False)
    notice_days = models.PositiveSmallIntegerField(_("days of notice"), default=3)
    # What is late for longer goes before the chair.
    escalate_days = models.PositiveSmallIntegerField(_("days until the chair"), default=15)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("committee"), _("committees")
        ordering = ["-began_low", "name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quorum_percent__lt=100), name="a_quorum_can_be_reached"
            )
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "name", "place", "began", "began_low", "legal_basis", "rules",
            "quorum_percent", "code", "casting_vote", "notice_days", "escalate_days", "ended_on",
            "recorded_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("committees:committee", args=[self.pk])


class Seat(models.Model):
    """An organisation in a committee, in one role, for a term. Who comes for it may change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(_("role in the committee"), max_length=20, choices=SeatRole.choices)
    holder = models.CharField(_("post of who comes"), max_length=200, blank=True)
    substitute = models.CharField(_("post of the substitute"), max_length=200, blank=True)
    starts = models.CharField(_("from"), max_length=40)
    starts_low = models.DateField(editable=False)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("seat"), _("seats")
        ordering = ["starts_low", "organisation__words", "id"]
        indexes = [models.Index(fields=["committee", "starts_low"], name="seats_of_a_committee")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_low")),
                name="a_term_ends_after_it_begins",
            )
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        # Posts and no names: whoever holds the post comes.
        open = {
            "id", "committee", "organisation", "role", "holder", "substitute", "starts",
            "starts_low", "ends_on",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"seat {self.pk}"

    @property
    def votes(self) -> bool:
        return self.role != SeatRole.GUEST
