from decimal import Decimal

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..enums import SHAPES_WITHOUT_FIGURE, Basis, Bound, FigureType, Flag, Shape, Unit
from .bilingual import Bilingual
from .documents import Document, Source, Statement


def decimal_field(label: str) -> models.DecimalField:
    return models.DecimalField(label, max_digits=24, decimal_places=6, null=True, blank=True)


def plain(value: Decimal | None) -> int | Decimal | None:
    """A whole number without the places that the column gave it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else value.normalize()


class Claim(Bilingual, models.Model):
    """One thing that one source says, in parts that can be checked."""

    code = models.CharField(max_length=80, unique=True)
    title_en = models.CharField(max_length=300)
    title_es = models.CharField(max_length=300)
    # Null where we know what a document says but do not hold its words.
    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="claims"
    )
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="claims")
    said_by = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="claims")
    relay = models.JSONField(_("relay chain"), default=list)  # source codes, the origin first

    subject = models.CharField(_("subject"), max_length=80)
    measure = models.CharField(_("measure"), max_length=80)
    value, low, high = decimal_field(_("value")), decimal_field(_("low")), decimal_field(_("high"))
    bound = models.CharField(_("bound"), max_length=2, choices=Bound.choices, blank=True)
    unit = models.CharField(_("unit"), max_length=40, choices=Unit.choices, blank=True)
    population = models.CharField(_("population"), max_length=80, blank=True)
    form = models.CharField(_("form of exploitation"), max_length=80, blank=True)
    place_code = models.CharField(_("place"), max_length=20, blank=True)
    period = models.CharField(_("period"), max_length=40, blank=True)  # EDTF
    basis = models.CharField(
        _("basis"), max_length=30, choices=Basis.choices, default=Basis.NOT_STATED
    )
    shape = models.CharField(_("shape"), max_length=20, choices=Shape.choices)
    figure_type = models.CharField(
        _("figure type"), max_length=30, choices=FigureType.choices, blank=True
    )
    method = models.CharField(_("method"), max_length=200, blank=True)
    checkable = models.BooleanField(_("can be checked"), default=True)
    # General knowledge that nobody here has read in a source yet.
    to_verify = models.BooleanField(_("to verify before use"), default=False)
    flags = models.JSONField(_("cautions"), default=list)

    class Meta:
        verbose_name, verbose_name_plural = _("claim"), _("claims")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(shape__in=SHAPES_WITHOUT_FIGURE) | ~models.Q(figure_type=""),
                name="a_figure_has_a_type",
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True) | ~models.Q(bound=""),
                name="a_value_has_a_bound",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "code", "title_en", "title_es", "statement", "document", "said_by", "relay",
            "subject", "measure", "value", "low", "high", "bound", "unit", "population", "form",
            "place_code", "period", "basis", "shape", "figure_type", "method", "checkable",
            "to_verify", "flags",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evidence:claim", args=[self.code.partition("/")[2]])

    @property
    def shown_value(self) -> int | Decimal | None:
        return plain(self.value)

    @property
    def says_a_number(self) -> bool:
        """False for "hundreds" and "the vast majority": their value serves checks, never print."""
        return self.value is not None and Flag.WORDS_FOR_A_NUMBER.value not in self.flags

    @property
    def original_is_held(self) -> bool:
        """Whether the document comes from the one who says it, not from someone repeating it."""
        return self.document.source_id == self.said_by_id

    @property
    def cautions(self) -> list[str]:
        return [Flag(flag).label for flag in self.flags]
