from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DataSet(models.Model):
    """A file of somebody else's figures or records, kept whole and never mixed with our people."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=60)
    title = models.CharField(_("title"), max_length=300, blank=True)
    file_sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(_("rows"))
    columns = models.JSONField(_("columns"))
    row_numbers = models.BinaryField()  # as counted in the file, packed
    is_public = models.BooleanField(_("already public"), default=False)
    licence_note = models.TextField(_("licence"), blank=True)
    loaded_at = models.DateTimeField(_("loaded at"))
    # Null where a command without --by loaded it.
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name, verbose_name_plural = _("data set"), _("data sets")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["file_sha256", "kind"], name="one_data_set_per_file")
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "name", "kind", "title", "file_sha256", "rows", "columns", "row_numbers",
            "is_public", "licence_note", "loaded_at", "loaded_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.name


class DataSetColumn(models.Model):
    """Every raw value of one column: the distinct values, and one code a row (see coding.py)."""

    data_set = models.ForeignKey(DataSet, on_delete=models.CASCADE, related_name="cells")
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=200)
    no_answers = models.JSONField(_("values that are no answer"), default=list)
    values = models.BinaryField()
    codes = models.BinaryField()

    class Meta:
        verbose_name, verbose_name_plural = _("column"), _("columns")
        ordering = ["data_set", "position"]
        constraints = [
            models.UniqueConstraint(fields=["data_set", "name"], name="one_column_per_name")
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"values", "codes"}
        open = {"id", "data_set", "position", "name", "no_answers"}

    def __str__(self) -> str:
        return self.name
