"""How long a record is kept: the period of an agency, whose period ends, holds, and erasures."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.core.fields import SealedTextField
from amparo.people.enums import CountedFrom, ErasureState, Ground

WAITING = (ErasureState.ASKED, ErasureState.CALLED_OFF)


class KeepingPeriod(models.Model):
    """How many years an agency keeps a record, and what that rests on."""

    agency = models.OneToOneField(
        Agency, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    years = models.PositiveSmallIntegerField(_("years"))
    rests_on = models.CharField(_("what it rests on"), max_length=300)
    set_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name, verbose_name_plural = _("period of keeping"), _("periods of keeping")
        constraints = [
            models.CheckConstraint(condition=Q(years__gte=1), name="kept_for_a_year_at_least")
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"agency", "years", "rests_on", "set_by", "set_at"}

    def __str__(self) -> str:
        return f"{self.years} years"


class KeepingEnd(models.Model):
    """Somebody whose period of keeping ends soon, or has ended. Listed; never erased by that."""

    person = models.OneToOneField(
        "people.Person", on_delete=models.CASCADE, primary_key=True, related_name="keeping_end"
    )
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    ends_on = models.DateField(_("kept until"))
    counted_from = models.CharField(_("counted from"), max_length=20, choices=CountedFrom.choices)
    age_is_known = models.BooleanField()
    # Of the warnings 30, 7 and 1 days before, the nearest that was given.
    warned = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("end of keeping"), _("ends of keeping")
        ordering = ["ends_on", "person"]
        indexes = [models.Index(fields=["agency", "ends_on"], name="keeping_ends_in_agency")]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"person", "ends_on", "counted_from", "age_is_known"}
        open = {"agency", "warned"}

    def __str__(self) -> str:
        return f"kept until {self.ends_on}"


class LegalHold(models.Model):
    """While it stands nothing of a person is erased, whatever the ground."""

    SEALING_PATH = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="holds")
    reason = SealedTextField(_("why it was placed"))
    placed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    lift_reason = SealedTextField(_("why it was lifted"))
    lifted_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("legal hold"), _("legal holds")
        ordering = ["-placed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="hold_lifted_by_and_at",
            ),
        ]

    class Privacy:
        identifying = {"reason", "lift_reason"}
        sensitive = {"person", "placed_at", "lifted_at"}
        open = {"id", "placed_by", "lifted_by"}

    def __str__(self) -> str:
        return f"hold {self.pk}"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.person.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.person_id


class Erasure(models.Model):
    """A request to erase somebody: one asks, another confirms. It outlives her, so it has no
    foreign key to her and says nothing of her but the number under which the log knew her."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person_id = models.UUIDField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(_("ground"), max_length=20, choices=Ground.choices)
    state = models.CharField(
        _("state"), max_length=12, choices=ErasureState.choices, default=ErasureState.ASKED
    )
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("erasure"), _("erasures")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person_id"],
                condition=Q(state=ErasureState.ASKED),
                name="one_erasure_waits",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ErasureState.ASKED, answered_by__isnull=True, answered_at__isnull=True
                )
                | (
                    ~Q(state=ErasureState.ASKED)
                    & Q(answered_by__isnull=False, answered_at__isnull=False)
                ),
                name="erasure_answered_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(state__in=WAITING) | ~Q(answered_by=F("asked_by")),
                name="erasure_takes_two",
            ),
            models.CheckConstraint(
                condition=Q(state=ErasureState.DONE, done_at__isnull=False)
                | (~Q(state=ErasureState.DONE) & Q(done_at__isnull=True)),
                name="erasure_done_at_when_done",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"person_id", "ground"}
        open = {
            "id",
            "agency",
            "state",
            "asked_by",
            "asked_at",
            "answered_by",
            "answered_at",
            "done_at",
        }

    def __str__(self) -> str:
        return f"erasure {self.pk}"

    @property
    def sealing_person_id(self) -> uuid.UUID:
        """Whose it is, for the log: nothing is sealed in it."""
        return self.person_id
