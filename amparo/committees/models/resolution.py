import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.committees.enums import RanOut
from amparo.committees.models.committee import Committee
from amparo.committees.models.plan import Line
from amparo.committees.models.session import Point, Session


class Resolution(models.Model):
    """What a committee resolved in a session, and by how many votes. Its number is never given
    again, also where it was struck."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="resolutions")
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="resolutions")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(_("number"))
    # As it is printed: letters that the committee takes on later change no number.
    shown = models.CharField(_("number"), max_length=30)
    point = models.ForeignKey(
        Point, null=True, blank=True, on_delete=models.PROTECT, related_name="resolutions"
    )
    line = models.ForeignKey(
        Line, null=True, blank=True, on_delete=models.PROTECT, related_name="resolutions"
    )
    text = models.TextField(_("what was resolved"))
    in_favour = models.PositiveSmallIntegerField(_("in favour"))
    against = models.PositiveSmallIntegerField(_("against"), default=0)
    abstained = models.PositiveSmallIntegerField(_("abstained"), default=0)
    # Of how many seats that vote; present were those whose votes are counted.
    seats = models.PositiveSmallIntegerField()
    ran_out = models.CharField(max_length=20, choices=RanOut.choices, blank=True)
    struck_why = models.CharField(_("why it was struck"), max_length=300, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("resolution"), _("resolutions")
        ordering = ["year", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "year", "number"], name="a_number_of_a_resolution_once"
            ),
            models.CheckConstraint(
                condition=Q(in_favour__gte=F("against"), in_favour__gt=0),
                name="a_resolution_was_carried",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "session", "committee", "year", "number", "shown", "point", "line", "text",
            "in_favour", "against", "abstained", "seats", "ran_out", "struck_why",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.shown

    @property
    def voted(self) -> int:
        return self.in_favour + self.against + self.abstained

    @property
    def is_unanimous(self) -> bool:
        return self.in_favour == self.voted

    @property
    def by_the_chair(self) -> bool:
        return self.in_favour == self.against


class Erratum(models.Model):
    """A correction beside fixed minutes. It stands after them and changes none of their words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="errata")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("says, and should say"))
    written_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()

    class Meta:
        verbose_name, verbose_name_plural = _("correction"), _("corrections")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_erratum_of_a_number")
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "session", "number", "text", "written_by", "written_on"}

    def __str__(self) -> str:
        return f"erratum {self.number}"
