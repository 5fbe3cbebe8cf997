"""Who stays in a shelter, in which bed, and when she was out."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amparo.agencies.models import Member
from amparo.assistance.enums.shelter import ExitReason
from amparo.assistance.models.shelter import Bed, Shelter
from amparo.cases.enums import YesNo
from amparo.cases.models.case import Case, SealedWithItsCase
from amparo.core.fields import SealedTextField
from amparo.people.enums.relations import Relation


class Stay(SealedWithItsCase, models.Model):
    """From entry to exit. Whoever works in the house sees this and never the case behind it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="stays")
    shelter = models.ForeignKey(Shelter, on_delete=models.PROTECT, related_name="stays")
    # What she is called in the house: she chooses it, and it need not be her name.
    short_name = SealedTextField(_("what she is called in the house"))
    # A code of `AsksFor`.
    asks_for = SealedTextField(_("with whom she asks to sleep"))
    # Used only while the file does not say how old she is.
    taken_for_adult = models.BooleanField(_("taken for an adult"), default=False)
    with_family = models.BooleanField(_("comes with her family"), default=False)
    # One for all who came together; of somebody alone it is hers alone.
    party = models.UUIDField(default=uuid.uuid4)
    relation = models.CharField(
        pgettext_lazy("to another guest", "relation"),
        max_length=10,
        choices=Relation.choices,
        blank=True,
    )
    # The words that her team chose to tell: allergies, what frightens her, who must not come in.
    house_knows = SealedTextField(_("what the house must know"))
    entered_at = models.DateTimeField(_("entered"))
    brought_by = SealedTextField(_("who brought her"))
    told_of_rules = SealedTextField(_("what she was told of the rules"))
    belongings = SealedTextField(_("belongings kept for her"))
    # Why somebody of a like name was set aside, and who wanted a family apart.
    looked_why = SealedTextField(_("why this is safe"))
    apart_why = SealedTextField(_("why apart from her family"))
    entered_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(_("left"), null=True, blank=True)
    exit_reason = models.CharField(
        _("why the stay ended"), max_length=20, choices=ExitReason.choices, blank=True
    )
    where_to = SealedTextField(_("where to, in her words"))
    safe_exit = models.CharField(
        _("safe when she left"), max_length=10, choices=YesNo.choices, default=YesNo.NOT_ASKED
    )
    ended_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("stay"), _("stays")
        ordering = ["-entered_at"]
        indexes = [models.Index(fields=["shelter", "left_at"], name="stays_of_shelter")]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(left_at__isnull=True), name="one_stay_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True, exit_reason="")
                | Q(left_at__gte=F("entered_at")) & ~Q(exit_reason=""),
                name="an_exit_has_its_reason",
            ),
        ]

    class Privacy:
        identifying = {
            "short_name",
            "asks_for",
            "house_knows",
            "brought_by",
            "told_of_rules",
            "belongings",
            "looked_why",
            "apart_why",
            "where_to",
        }
        sensitive = {
            "case",
            "shelter",
            "taken_for_adult",
            "with_family",
            "party",
            "relation",
            "entered_at",
            "left_at",
            "exit_reason",
            "safe_exit",
        }
        open = {"id", "entered_by", "ended_by"}

    def __str__(self) -> str:
        return f"stay {self.pk}"

    @property
    def has_left(self) -> bool:
        return self.left_at is not None


class BedUse(models.Model):
    """A bed given to somebody, by the clock of this site: the table itself gives it once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bed = models.ForeignKey(Bed, on_delete=models.PROTECT, related_name="uses")
    stay = models.ForeignKey(Stay, on_delete=models.CASCADE, related_name="beds")
    from_at = models.DateTimeField(_("from"))
    until_at = models.DateTimeField(_("until"), null=True, blank=True)
    given_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("bed given"), _("beds given")
        ordering = ["-from_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["bed"],
                condition=Q(until_at__isnull=True),
                name="a_bed_holds_one_person",
            ),
            models.UniqueConstraint(
                fields=["stay"],
                condition=Q(until_at__isnull=True),
                name="nobody_has_two_beds",
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("from_at")),
                name="a_bed_is_freed_after_it_was_given",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"bed", "stay", "from_at", "until_at"}
        open = {"id", "given_by"}

    def __str__(self) -> str:
        return f"bed given {self.pk}"


class Leave(models.Model):
    """Out for some hours or days; her bed waits for her."""

    SEALING_PATH = "stay__case__person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stay = models.ForeignKey(Stay, on_delete=models.CASCADE, related_name="leaves")
    out_at = models.DateTimeField(_("out since"))
    back_due_on = models.DateField(_("expected back on"))
    note = SealedTextField(_("what she said about it"))
    back_at = models.DateTimeField(_("back"), null=True, blank=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = pgettext_lazy("from a shelter", "leave")
        verbose_name_plural = pgettext_lazy("from a shelter", "leaves")
        ordering = ["-out_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["stay"], condition=Q(back_at__isnull=True), name="away_once_at_a_time"
            )
        ]

    class Privacy:
        identifying = {"note"}
        sensitive = {"stay", "out_at", "back_due_on", "back_at"}
        open = {"id", "recorded_by"}

    def __str__(self) -> str:
        return f"leave {self.pk}"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.stay.case.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.stay.case.person_id
