from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import InformationGrade, MethodGrade, SourceGrade
from .claims import Claim


class Assessment(models.Model):
    """How far one claim is trusted: source, information and method judged apart. Never a person."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="assessments")
    source_grade = models.CharField(_("source"), max_length=1, choices=SourceGrade.choices)
    information_grade = models.CharField(
        _("information"), max_length=1, choices=InformationGrade.choices
    )
    method_grade = models.CharField(_("method"), max_length=2, choices=MethodGrade.choices)
    corroborated_by = models.JSONField(_("confirmed by the claims"), default=list)
    why = models.TextField(_("why"), blank=True)
    # Null where the grade came with the installation and waits for a person.
    assessed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("judged at"))
    confirmed = models.BooleanField(_("confirmed by a person"), default=False)

    class Meta:
        verbose_name, verbose_name_plural = _("assessment"), _("assessments")
        ordering = ["claim", "at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed=False) | models.Q(assessed_by__isnull=False),
                name="only_a_person_confirms",
            )
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "claim", "source_grade", "information_grade", "method_grade", "corroborated_by",
            "why", "assessed_by", "at", "confirmed",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.mark

    @property
    def mark(self) -> str:
        return f"{self.source_grade}{self.information_grade} {self.method_grade}"
