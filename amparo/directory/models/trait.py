from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.directory.enums import Group, TraitKind
from amparo.directory.models.service import Service
from amparo.taxonomy import codes

LISTS = {TraitKind.NEED: "service", TraitKind.LANGUAGE: "language"}


class Trait(models.Model):
    """By what a service is found: a need it answers, a language spoken there, a group it takes."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="traits")
    kind = models.CharField(_("kind"), max_length=10, choices=TraitKind.choices)
    # Of the code list `service` or `language`, or of `Group`.
    code = models.CharField(_("code"), max_length=40)

    class Meta:
        verbose_name, verbose_name_plural = _("trait of a service"), _("traits of services")
        ordering = ["service", "kind", "id"]
        indexes = [models.Index(fields=["kind", "code", "service"], name="services_of_a_trait")]
        constraints = [
            models.UniqueConstraint(fields=["service", "kind", "code"], name="service_trait_once")
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "service", "kind", "code"}

    def __str__(self) -> str:
        return str(self.label)

    @property
    def label(self) -> str:
        if self.kind == TraitKind.GROUP:
            return str(Group(self.code).label)
        return codes.label(LISTS[TraitKind(self.kind)], self.code)
