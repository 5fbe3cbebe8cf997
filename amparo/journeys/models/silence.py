"""The word that one office waits for."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.journeys.enums import Pathway, Side, words_of
from amparo.journeys.enums.silence import (
    OF_A_DAY,
    THEY_OWE,
    THEY_OWE_OF_A_FAMILY,
    WE_OWE,
    WE_OWE_OF_A_FAMILY,
    Word,
)
from amparo.journeys.models.journey import Journey


class Awaited(models.Model):
    """As it follows from what both said; kept so that lists are quick. Gone once it is said."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="awaited")
    word = models.CharField(_("word that is awaited"), max_length=10, choices=Word.choices)
    # Who owes it.
    side = models.CharField(max_length=10, choices=Side.choices)
    since = models.DateField(_("since"))
    # The first day on which it is late, and that on which who leads hears of it.
    late_from = models.DateField()
    raise_from = models.DateField()
    raised_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("word awaited"), _("words awaited")
        ordering = ["late_from", "word"]
        constraints = [
            models.UniqueConstraint(fields=["journey", "word"], name="a_word_is_awaited_once"),
        ]
        indexes = [
            models.Index(
                fields=["raise_from"],
                condition=models.Q(raised_at__isnull=True),
                name="awaited_to_raise",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"journey", "word", "since", "late_from", "raise_from"}
        open = {"id", "side", "raised_at"}

    def __str__(self) -> str:
        return f"word awaited {self.pk}"

    @property
    def is_ours(self) -> bool:
        """Whether this end owes it."""
        return self.side == self.journey.side

    @property
    def waits_for_a_day(self) -> bool:
        return self.word in OF_A_DAY

    @property
    def words(self) -> str:
        we, they = (
            (WE_OWE_OF_A_FAMILY, THEY_OWE_OF_A_FAMILY)
            if self.journey.pathway == Pathway.FAMILY
            else (WE_OWE, THEY_OWE)
        )
        return str((we if self.is_ours else they)[Word(self.word)])

    @property
    def shown_word(self) -> str:
        return str(words_of(Word(self.word), pathway=self.journey.pathway))
