"""Places with official codes. What a place was in a case is written there, never on the place."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.taxonomy import shipped
from amparo.taxonomy.enums import AliasKind, Level


class Place(models.Model):
    """A country (ISO 3166-1), an area (ISO 3166-2) or a Mexican municipality (INEGI CVEGEO)."""

    code = models.CharField(_("code"), max_length=10, primary_key=True)
    level = models.CharField(_("level"), max_length=12, choices=Level.choices)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )
    name_es = models.CharField(_("name in Spanish"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    # Text, for leading zeros: INEGI's for Mexico, three letters for a country.
    national_code = models.CharField(_("national code"), max_length=10, blank=True)
    vintage = models.CharField(_("as known in"), max_length=10)
    source = models.CharField(_("source"), max_length=20)
    has_shape = models.BooleanField(_("has an outline"), default=False)
    words_es = models.CharField(max_length=120, db_index=True, editable=False)
    words_en = models.CharField(max_length=120, db_index=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("place"), _("places")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level=Level.COUNTRY, parent__isnull=True)
                | (~models.Q(level=Level.COUNTRY) & models.Q(parent__isnull=False)),
                name="place_only_a_country_stands_alone",
            )
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "code",
            "level",
            "parent",
            "name_es",
            "name_en",
            "national_code",
            "vintage",
            "source",
            "has_shape",
            "words_es",
            "words_en",
        }

    def __str__(self) -> str:
        return self.name()

    def name(self, language: str | None = None) -> str:
        return getattr(self, f"name_{shipped.language_or_active(language)}")


class PlaceAlias(models.Model):
    """Another name of a place: a resort or city of a municipality, a former name, a spelling."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=AliasKind.choices)
    words = models.CharField(max_length=120, db_index=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("other name of a place"), _("other names of places")
        ordering = ["name", "place"]
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="place_alias_once"),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "place", "name", "kind", "words"}

    def __str__(self) -> str:
        return self.name


class BorderSegment(models.Model):
    """A border and the municipalities that lie on it."""

    code = models.CharField(_("code"), max_length=10, primary_key=True)
    name_es = models.CharField(_("name in Spanish"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120)
    municipalities = models.ManyToManyField(
        Place, related_name="border_segments", verbose_name=_("municipalities")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("border segment"), _("border segments")
        ordering = ["code"]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"code", "name_es", "name_en", "municipalities"}

    def __str__(self) -> str:
        return self.name()

    def name(self, language: str | None = None) -> str:
        return getattr(self, f"name_{shipped.language_or_active(language)}")
