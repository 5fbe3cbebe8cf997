"""Whom the programme works with. An organisation is never a person, and no person stands in it."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency
from amparo.organisations.enums import GovernmentLevel, Sector
from amparo.taxonomy.models import Place


class Organisation(models.Model):
    """Who signs, sits in committees, gives money or serves. It may be an agency of ours, or one
    that will never sign in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    # Folded, so that "DIF Municipal" and "dif municipal" are found and kept once.
    words = models.CharField(max_length=200, editable=False)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector.choices)
    level = models.CharField(_("level"), max_length=20, choices=GovernmentLevel.choices)
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agency = models.OneToOneField(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="organisation"
    )
    # Of the office, as anybody may read them; nobody's own.
    phone = models.CharField(_("public telephone"), max_length=60, blank=True)
    email = models.EmailField(_("public e-mail"), blank=True)
    website = models.URLField(_("public address on the web"), blank=True)
    ended_on = models.DateField(_("no longer works since"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("organisation"), _("organisations")
        ordering = ["words", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["words", "place"], nulls_distinct=False, name="one_organisation_of_a_name"
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "name", "short_name", "words", "sector", "level", "place", "agency", "phone",
            "email", "website", "ended_on",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        return reverse("organisations:organisation", args=[self.pk])

    @property
    def works(self) -> bool:
        return self.ended_on is None
