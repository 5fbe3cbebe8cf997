import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.committees.models.committee import Committee


class Line(models.Model):
    """A line of the plan of action of a committee: what its commitments serve."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("line of action"), max_length=200)

    class Meta:
        verbose_name, verbose_name_plural = _("line of action"), _("lines of action")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="one_line_of_a_number")
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "committee", "number", "title"}

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
