"""By which series a closed file is kept, and the acts by which files are disposed of."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.cases import retention
from amparo.cases.enums.retention import AtEnd, DisposalState
from amparo.cases.models.case import Case, SealedWithItsCase
from amparo.core.fields import SealedTextField

LASTS = timedelta(minutes=60)


class SeriesSwitch(models.Model):
    """The lawyer's word that files of an agency are kept by a series: since when, on what paper."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="series_switches")
    code = models.CharField(_("series"), max_length=60)
    version = models.CharField(_("version"), max_length=20)
    lawyer = models.CharField(_("lawyer who decided"), max_length=200)
    rests_on = models.CharField(_("what it rests on"), max_length=300)
    switched_on = models.DateField(_("holds from"))
    switched_off_on = models.DateField(_("held until"), null=True, blank=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    switched_off_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name, verbose_name_plural = _("series"), _("series")
        ordering = ["code", "-switched_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "code"],
                condition=Q(switched_off_on__isnull=True),
                name="series_on_once",
            ),
            models.CheckConstraint(
                condition=Q(switched_off_on__isnull=True, switched_off_by__isnull=True)
                | Q(switched_off_on__gte=F("switched_on"), switched_off_by__isnull=False),
                name="series_off_by_and_on",
            ),
            models.CheckConstraint(
                condition=~Q(lawyer="") & ~Q(rests_on=""), name="series_rests_on_a_lawyer"
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "agency", "code", "version", "lawyer", "rests_on", "switched_on",
            "switched_off_on", "recorded_by", "switched_off_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"series {self.code}"


class FileSeries(models.Model):
    """The series of one closed file and the day on which it ends. It goes with the file."""

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, primary_key=True, related_name="file_series"
    )
    code = models.CharField(_("series"), max_length=60)
    version = models.CharField(_("version"), max_length=20)
    years = models.PositiveSmallIntegerField(_("years"))
    at_end = models.CharField(_("at the end"), max_length=10, choices=AtEnd.choices)
    ends_on = models.DateField(_("kept until"))

    class Meta:
        verbose_name, verbose_name_plural = _("series of a file"), _("series of files")
        ordering = ["ends_on", "case"]
        indexes = [models.Index(fields=["code", "ends_on"], name="file_series_ends")]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"case", "ends_on", "at_end"}
        open = {"code", "version", "years"}

    def __str__(self) -> str:
        return f"series of file {self.pk}"

    @property
    def series(self) -> retention.Series | None:
        return retention.every().get(self.code)


class Disposal(models.Model):
    """An act: files of one series, disposed of by two. It outlives them and names none of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_("series"), max_length=60)
    version = models.CharField(_("version"), max_length=20)
    at_end = models.CharField(_("at the end"), max_length=10, choices=AtEnd.choices)
    # Given when it is carried out, so that no number is missing among the papers.
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    number = models.PositiveIntegerField(_("folio"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=DisposalState.choices, default=DisposalState.ASKED
    )
    # How many files were asked for, how many went, how many were kept back.
    asked_files = models.PositiveIntegerField()
    files = models.PositiveIntegerField(default=0)
    kept_back = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("act of disposal"), _("acts of disposal")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "code"], condition=Q(state="asked"), name="one_disposal_waits"
            ),
            models.UniqueConstraint(
                fields=["agency", "year", "number"], name="folio_of_disposal_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="done")
                | (
                    Q(answered_by__isnull=False, answered_at__isnull=False, number__isnull=False)
                    & ~Q(answered_by=F("asked_by"))
                ),
                name="disposal_takes_two",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "agency", "code", "version", "at_end", "year", "number", "state", "asked_files",
            "files", "kept_back", "asked_by", "asked_at", "answered_by", "answered_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.folio

    @property
    def folio(self) -> str:
        return f"{self.agency.code.upper()}/{self.year}/{self.number:04}" if self.number else "—"

    @property
    def series(self) -> retention.Series | None:
        return retention.every().get(self.code)


class DisposedFile(models.Model):
    """Which file an act that waits is about. Nothing of it stays once the act was answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    disposal = models.ForeignKey(Disposal, on_delete=models.CASCADE, related_name="about")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    # The request by which the person is erased, where the series says so.
    erasure_id = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("file of an act"), _("files of an act")
        constraints = [
            models.UniqueConstraint(fields=["case"], name="file_in_one_act"),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"case", "erasure_id"}
        open = {"id", "disposal"}

    def __str__(self) -> str:
        return f"file of act {self.disposal_id}"


class BlockedOpening(SealedWithItsCase, models.Model):
    """A request by which a blocked file was opened for an hour: by whom, and on what it rests."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="blocked_openings")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reason = SealedTextField(_("what it rests on"))
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        verbose_name = _("opening of a blocked file")
        verbose_name_plural = _("openings of blocked files")
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(
                name="blocked_opening_ends", condition=Q(ends_at__gt=F("opened_at"))
            )
        ]

    class Privacy:
        identifying = {"reason"}
        sensitive = {"case"}
        open = {"id", "member", "opened_at", "ends_at"}

    def __str__(self) -> str:
        return f"opening {self.pk}"
