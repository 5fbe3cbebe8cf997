"""Tips that anybody may send, who is on duty to read them, and the lines to call otherwise.

Of who sends a tip nothing is kept: no address, no header, no cookie, and only the hour.
"""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.cases.enums.tips import ClosingReason, TipState
from amparo.core.fields import SealedJSONField, SealedTextField


class Tip(models.Model):
    """What somebody told without saying who she is, under a key of its own."""

    SEALING_PATH = "id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    receipt = models.CharField(max_length=64, unique=True)
    text = SealedTextField(_("what was told"))
    place = SealedTextField(_("where"))
    added = SealedJSONField(_("added later"))
    answer = SealedTextField(_("answer"))
    # The hour and no more: a minute could be matched with what others saw on the network.
    received_in = models.DateTimeField(_("received"))
    last_words_in = models.DateTimeField()
    state = models.CharField(
        _("state"), max_length=10, choices=TipState.choices, default=TipState.NEW
    )
    answered_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    closed_why = models.CharField(
        _("why it was closed"), max_length=20, choices=ClosingReason.choices, blank=True
    )
    # Whom to ask about it. No link to a case: who answers tips opens none.
    handed_to = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name, verbose_name_plural = _("tip"), _("tips")
        ordering = ["-last_words_in", "pk"]
        indexes = [models.Index(fields=["agency", "last_words_in"], name="tips_of_agency")]
        constraints = [
            models.CheckConstraint(
                name="a_closed_tip_has_its_reason",
                condition=Q(state=TipState.CLOSED, closed_at__isnull=False) & ~Q(closed_why="")
                | ~Q(state=TipState.CLOSED) & Q(closed_at__isnull=True, closed_why=""),
            )
        ]

    class Privacy:
        identifying = {"text", "place", "added", "answer"}
        sensitive = {"receipt"}
        open = {
            "id",
            "agency",
            "received_in",
            "last_words_in",
            "state",
            "answered_by",
            "closed_at",
            "closed_by",
            "closed_why",
            "handed_to",
        }

    def __str__(self) -> str:
        return f"tip {self.pk}"

    @property
    def is_closed(self) -> bool:
        return self.state == TipState.CLOSED

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.pk


class Shift(models.Model):
    """Who is on duty for tips, from when to when. Without one the page takes no tip."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="shifts")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))

    class Meta:
        verbose_name, verbose_name_plural = _("shift"), _("shifts")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="a_shift_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))
            )
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"member", "starts_at", "ends_at"}
        open = {"id", "agency"}

    def __str__(self) -> str:
        return f"shift {self.pk}"


class PublicLine(models.Model):
    """A line that anybody can call, as the installation checked it. None comes with the system."""

    name = models.CharField(_("name"), max_length=120)
    number = models.CharField(_("number"), max_length=40)
    hours = models.CharField(_("hours"), max_length=120)
    languages = models.CharField(_("languages spoken"), max_length=120, blank=True)
    source = models.CharField(_("where the number comes from"), max_length=200)
    checked_on = models.DateField(_("called to check on"))

    class Meta:
        verbose_name, verbose_name_plural = _("public line"), _("public lines")
        ordering = ["name", "pk"]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "name", "number", "hours", "languages", "source", "checked_on"}

    def __str__(self) -> str:
        return self.name
