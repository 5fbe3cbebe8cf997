"""A session of a committee: when and where, what it deals with, and who came."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.agreements.models import Agreement
from amparo.committees.enums import FIXED, CameAs, SessionKind, SessionState
from amparo.committees.models.commitment import Commitment
from amparo.committees.models.committee import Committee, Seat
from amparo.organisations.models import Paper


class Session(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(_("kind"), max_length=20, choices=SessionKind.choices)
    on = models.DateField(_("day"))
    starts_at = models.TimeField(_("hour"))
    place = models.CharField(_("place"), max_length=300, blank=True)
    link = models.URLField(_("link"), blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=SessionState.choices, default=SessionState.CALLED
    )
    called_on = models.DateField(_("called on"))
    called_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    called_off_why = models.CharField(_("why it was called off"), max_length=300, blank=True)
    opened_at = models.TimeField(_("began at"), null=True)
    closed_at = models.TimeField(_("ended at"), null=True)
    # The blocks of the minutes as they stood at closing, by language. What is renamed later, a new
    # version or a new translation changes nothing in them.
    minutes = models.JSONField(null=True, editable=False)
    paper = models.OneToOneField(Paper, null=True, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField(_("minutes signed on"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("session"), _("sessions")
        ordering = ["-on", "-starts_at", "id"]
        indexes = [models.Index(fields=["committee", "-on"], name="sessions_of_a_committee")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(place="", link=""), name="a_session_is_somewhere"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=FIXED, minutes__isnull=False, closed_at__isnull=False)
                | (~models.Q(state__in=FIXED) & models.Q(minutes__isnull=True)),
                name="minutes_are_fixed_at_closing",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state=SessionState.SIGNED, paper__isnull=False, signed_on__isnull=False
                )
                | (~models.Q(state=SessionState.SIGNED) & models.Q(paper__isnull=True)),
                name="signed_minutes_have_their_paper",
            ),
            models.CheckConstraint(
                condition=models.Q(state=SessionState.CALLED_OFF) & ~models.Q(called_off_why="")
                | ~models.Q(state=SessionState.CALLED_OFF) & models.Q(called_off_why=""),
                name="a_session_is_called_off_with_its_reason",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        # Of offices and posts. Who signed stands on the paper alone.
        sensitive: set[str] = set()
        open = {
            "id", "committee", "kind", "on", "starts_at", "place", "link", "state", "called_on",
            "called_by", "called_off_why", "opened_at", "closed_at", "minutes", "paper",
            "signed_on",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"session {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("committees:session", args=[self.committee_id, self.pk])

    @property
    def is_fixed(self) -> bool:
        return self.state in FIXED


class Point(models.Model):
    """A point of the agenda. It may be about an agreement or a commitment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.CharField(_("point"), max_length=300)
    # For the minutes: what was said about it.
    account = models.TextField(_("what was said"), blank=True)
    agreement = models.ForeignKey(
        Agreement, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    commitment = models.ForeignKey(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name, verbose_name_plural = _("point"), _("points")
        ordering = ["number", "id"]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "session", "number", "text", "account", "agreement", "commitment"}

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class Attendance(models.Model):
    """Who came for a seat, and whether they are still here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendance")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendance")
    came_as = models.CharField(_("who came"), max_length=20, choices=CameAs.choices, blank=True)
    left = models.BooleanField(_("left before the end"), default=False)

    class Meta:
        verbose_name, verbose_name_plural = _("attendance"), _("attendance")
        ordering = ["seat__organisation__words", "id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "seat"], name="a_seat_once_in_a_session"),
            models.CheckConstraint(
                condition=models.Q(left=False) | ~models.Q(came_as=""),
                name="only_who_came_leaves",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "session", "seat", "came_as", "left"}

    def __str__(self) -> str:
        return f"attendance {self.pk}"

    @property
    def is_here(self) -> bool:
        return bool(self.came_as) and not self.left
