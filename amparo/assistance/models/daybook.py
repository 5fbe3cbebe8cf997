"""The day-book of a shelter: notes of a shift, its change, and incidents."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amparo.agencies.models import Member
from amparo.assistance.enums.shelter import IncidentKind, Severity
from amparo.assistance.models.shelter import Shelter
from amparo.assistance.models.stay import Stay
from amparo.core.fields import SealedTextField


class SealedInTheDayBook(models.Model):
    """About one guest, and then under her key and gone with her; or about the house, and then
    under the key of the house."""

    SEALING_PATH = "sealed_under"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shelter = models.ForeignKey(Shelter, on_delete=models.CASCADE, related_name="+")
    stay = models.ForeignKey(Stay, on_delete=models.CASCADE, null=True, related_name="%(class)ss")
    sealed_under = models.UUIDField(editable=False)

    class Meta:
        abstract = True

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.shelter.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.sealed_under


class ShiftNote(SealedInTheDayBook):
    """What the next shift must know or do. It stands on the list until somebody ticks it off."""

    text = SealedTextField(_("what the next shift must know"))
    written_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    done_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("shift note"), _("shift notes")
        ordering = ["written_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="who_ticked_a_note_off",
            )
        ]

    class Privacy:
        identifying = {"text"}
        sensitive = {"stay", "sealed_under"}
        open = {"id", "shelter", "written_by", "written_at", "done_by", "done_at"}

    def __str__(self) -> str:
        return f"shift note {self.pk}"


class ShiftChange(models.Model):
    """A shift handed over by one and taken on by another, with what was open then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shelter = models.ForeignKey(Shelter, on_delete=models.CASCADE, related_name="changes")
    given_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    # How many notes were open, and how many slept in the house.
    open_notes = models.PositiveSmallIntegerField()
    guests = models.PositiveSmallIntegerField()
    taken_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("change of shift"), _("changes of shift")
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["shelter"],
                condition=Q(taken_at__isnull=True),
                name="one_shift_waits_to_be_taken_on",
            ),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True, taken_by__isnull=True)
                | Q(taken_at__isnull=False) & ~Q(taken_by=models.F("given_by")),
                name="a_shift_is_taken_on_by_another",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"guests"}
        open = {
            "id",
            "shelter",
            "given_by",
            "given_at",
            "open_notes",
            "taken_by",
            "taken_at",
        }

    def __str__(self) -> str:
        return f"change of shift {self.pk}"


class Incident(SealedInTheDayBook):
    """What happened, what was done, who was told. About one guest or about the house."""

    kind = models.CharField(
        pgettext_lazy("of an incident", "what kind"), max_length=10, choices=IncidentKind.choices
    )
    severity = models.CharField(_("how grave"), max_length=10, choices=Severity.choices)
    happened_at = models.DateTimeField(_("when"))
    what = SealedTextField(_("what happened"))
    done = SealedTextField(_("what was done"))
    told = SealedTextField(_("who was told"))
    follow_up_on = models.DateField(_("something is to be done by"), null=True, blank=True)
    followed_up_at = models.DateTimeField(null=True)
    followed_up_by = models.ForeignKey(
        Member, null=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    # When sentences that named somebody went with her.
    struck_on = models.DateField(null=True, editable=False)
    present = models.ManyToManyField(Stay, through="Presence", related_name="incidents_seen")

    class Meta:
        verbose_name, verbose_name_plural = _("incident"), _("incidents")
        ordering = ["-happened_at"]
        indexes = [models.Index(fields=["shelter", "happened_at"], name="incidents_of_shelter")]

    class Privacy:
        identifying = {"what", "done", "told"}
        sensitive = {
            "stay",
            "sealed_under",
            "kind",
            "severity",
            "happened_at",
            "follow_up_on",
            "present",
        }
        open = {
            "id",
            "shelter",
            "struck_on",
            "followed_up_at",
            "followed_up_by",
            "recorded_by",
            "recorded_at",
        }

    def __str__(self) -> str:
        return f"incident {self.pk}"


class Presence(models.Model):
    """Who else was there when something happened."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="presences")
    stay = models.ForeignKey(Stay, on_delete=models.CASCADE, related_name="presences")

    class Meta:
        verbose_name, verbose_name_plural = _("presence"), _("presences")
        constraints = [models.UniqueConstraint(fields=["incident", "stay"], name="present_once")]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"incident", "stay"}
        open = {"id"}

    def __str__(self) -> str:
        return f"presence {self.pk}"
