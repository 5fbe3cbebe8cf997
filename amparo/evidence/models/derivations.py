from decimal import Decimal

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..enums import FigureType, Flag, Formula, Unit
from .bilingual import Bilingual
from .claims import Claim, decimal_field, plain


class Derivation(Bilingual, models.Model):
    """A value computed from claims. It is never typed in: the action computes it."""

    figure_type = FigureType.DERIVED_VALUE

    code = models.CharField(max_length=80, unique=True)
    title_en = models.CharField(max_length=300)
    title_es = models.CharField(max_length=300)
    formula = models.CharField(_("formula"), max_length=40, choices=Formula.choices)
    value, low, high = decimal_field(_("value")), decimal_field(_("low")), decimal_field(_("high"))
    unit = models.CharField(_("unit"), max_length=40, choices=Unit.choices, blank=True)
    place_code = models.CharField(_("place"), max_length=20, blank=True)
    period = models.CharField(_("period"), max_length=40, blank=True)  # EDTF
    flags = models.JSONField(_("cautions"), default=list)
    inputs = models.ManyToManyField(Claim, through="DerivationInput", related_name="derivations")

    class Meta:
        verbose_name, verbose_name_plural = _("derived value"), _("derived values")
        ordering = ["code"]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "code", "title_en", "title_es", "formula", "value", "low", "high", "unit",
            "place_code", "period", "flags", "inputs",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evidence:derivation", args=[self.code.partition("/")[2]])

    @property
    def shown_value(self) -> int | Decimal | None:
        return plain(self.value)

    @property
    def shown_low(self) -> int | Decimal | None:
        return plain(self.low)

    @property
    def shown_high(self) -> int | Decimal | None:
        return plain(self.high)

    @property
    def cautions(self) -> list[str]:
        return [Flag(flag).label for flag in self.flags]


class DerivationInput(models.Model):
    """Which claim stands for which letter of the formula."""

    derivation = models.ForeignKey(Derivation, on_delete=models.CASCADE, related_name="parts")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="uses")
    role = models.CharField(_("part in the formula"), max_length=20)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name, verbose_name_plural = _("input"), _("inputs")
        ordering = ["derivation", "position"]
        constraints = [
            models.UniqueConstraint(fields=["derivation", "role"], name="one_claim_for_each_part")
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {"id", "derivation", "claim", "role", "position"}

    def __str__(self) -> str:
        return self.role
