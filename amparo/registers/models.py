"""What came in from old registers: each import, its rows with their raw values, and the doubts."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.cases.models import Case
from amparo.core.fields import SealedJSONField, SealedTextField
from amparo.people.models import Person
from amparo.registers.enums import DoubtKind, Settled, State


class SealedUnderItsOwnKey:
    """Holds words of a register that are no single person's: its key goes with it."""

    SEALING_PATH = "id"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.id


class SavedMapping(SealedUnderItsOwnKey, models.Model):
    """How an agency reads one kind of register, by the name it gave.

    A register without a heading makes a name the name of a column, so the rules are sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="mappings")
    name = models.CharField(_("name"), max_length=80)
    rules = SealedJSONField(default=dict)
    saved_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name, verbose_name_plural = _("mapping"), _("mappings")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="mapping_name_once")]

    class Privacy:
        identifying = {"rules"}
        sensitive: set[str] = set()
        open = {"id", "agency", "name", "saved_by", "saved_at"}

    def __str__(self) -> str:
        return self.name


class Upload(SealedUnderItsOwnKey, models.Model):
    """A register that waits, sealed, until a person has looked at how it will be read."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    held_by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    file_name = SealedTextField(_("file"))
    sheet = SealedTextField(_("sheet"))
    kind = models.CharField(max_length=80)
    mapping = SealedJSONField(default=dict)
    rows = models.PositiveIntegerField(default=0)
    is_queued = models.BooleanField(default=False)
    held_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("file that waits"), _("files that wait")
        ordering = ["-held_at"]

    class Privacy:
        identifying = {"file_name", "sheet", "mapping"}
        sensitive: set[str] = set()
        open = {"id", "agency", "held_by", "kind", "rows", "is_queued", "held_at"}

    def __str__(self) -> str:
        return f"upload {self.pk}"

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("registers:mapping", args=[self.pk])


class Import(SealedUnderItsOwnKey, models.Model):
    """One old register brought in: by whom, how it was read, and what became of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="imports")
    brought_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=80)
    mapping = SealedJSONField(default=dict)
    file_name = SealedTextField(_("file"))
    file_sha256 = models.CharField(max_length=64)
    columns = SealedJSONField()
    # Titles, totals and notes of the register: lines that are no rows, with their words.
    asides = SealedJSONField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    rows = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected_values = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name, verbose_name_plural = _("import"), _("imports")
        ordering = ["-started_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="undone", undone_at__isnull=False)
                | (~Q(state="undone") & Q(undone_at__isnull=True)),
                name="import_undone_at",
            )
        ]

    class Privacy:
        identifying = {"file_name", "asides", "mapping", "columns"}
        sensitive = {"file_sha256"}
        open = {
            "id",
            "agency",
            "brought_by",
            "kind",
            "state",
            "rows",
            "accepted",
            "unchanged",
            "rejected_values",
            "started_at",
            "finished_at",
            "undone_at",
            "undone_by",
        }

    def __str__(self) -> str:
        return f"import {self.pk}"

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("registers:import", args=[self.pk])


class ImportRow(models.Model):
    """One row of a register with its raw values, sealed under the key of its person."""

    SEALING_PATH = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    brought = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="lines")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="register_rows")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="register_rows")
    number = models.PositiveIntegerField(_("row"))
    # A keyed mark of the whole row: the same row again is recognised, and nothing is told by it.
    mark = models.BinaryField(max_length=16)
    raw = SealedJSONField()
    rejected = models.JSONField(default=list)  # pairs: number of the column, reason

    class Meta:
        verbose_name, verbose_name_plural = _("row of a register"), _("rows of a register")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["agency", "mark"], name="row_held_once")]

    class Privacy:
        identifying = {"raw"}
        sensitive = {"person", "case", "rejected"}
        open = {"id", "brought", "agency", "number", "mark"}

    def __str__(self) -> str:
        return f"row {self.number}"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.person_id


class Doubt(models.Model):
    """Something in a row that was read in the likelier of two ways; a person settles it."""

    line = models.ForeignKey(ImportRow, on_delete=models.CASCADE, related_name="doubts")
    brought = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="doubts")
    kind = models.CharField(max_length=24, choices=DoubtKind.choices)
    # Which column of the import; its name lies sealed there.
    at = models.PositiveIntegerField(null=True, blank=True)
    settled = models.CharField(max_length=10, choices=Settled.choices, blank=True)
    settled_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("doubt"), _("doubts")
        ordering = ["id"]
        indexes = [models.Index(fields=["brought", "settled", "kind"], name="doubt_queue")]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"line", "kind", "at"}
        open = {"id", "brought", "settled", "settled_by", "settled_at"}

    def __str__(self) -> str:
        return f"doubt {self.pk}"


class ErasedRow(models.Model):
    """The mark of a row whose person was erased: the same register again does not bring her back.

    The mark is keyed and says nothing without the row itself; it leads to nobody.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
    mark = models.BinaryField(max_length=16)

    class Meta:
        verbose_name, verbose_name_plural = _("row of somebody erased"), _("rows of people erased")
        constraints = [models.UniqueConstraint(fields=["agency", "mark"], name="erased_row_once")]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "agency", "mark"}

    def __str__(self) -> str:
        return f"erased row {self.pk}"
