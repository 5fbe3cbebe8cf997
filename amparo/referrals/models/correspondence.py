"""Keys of this office, and cards of the offices with which it exchanges packages."""

import json
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.core import keyring, sealing
from amparo.organisations.models import Organisation
from amparo.referrals.envelope import Card, Keys


class OfficeKeys(models.Model):
    """The pair of keys of the whole installation: one controller, one card (ADR 1)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed = models.BinaryField(editable=False)
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("keys of the office"), _("keys of the office")
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=Q(retired_at__isnull=True), name="one_pair_of_keys"
            )
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"sealed"}
        open = {"id", "made_by", "made_at", "retired_at"}

    def __str__(self) -> str:
        return f"keys {self.pk}"

    def seal(self, keys: Keys) -> None:
        both = json.dumps([keys.signing.hex(), keys.sealing]).encode()
        self.sealed = sealing.seal_file(both, version=1, **self._bound)

    @property
    def keys(self) -> Keys:
        signing, opening = json.loads(sealing.unseal_file(bytes(self.sealed), **self._bound))
        return Keys(bytes.fromhex(signing), opening)

    @property
    def _bound(self) -> dict:
        key = keyring.ring().subkey("office keys")
        return {"key": key, "agency_id": self.pk, "row_id": self.pk, "field": "sealed"}


class Correspondent(models.Model):
    """A card of another office. It counts once its digits were heard by telephone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="correspondents"
    )
    # As the card itself says it; the organisation is what we know it by.
    name = models.CharField(_("name on the card"), max_length=200)
    signing = models.CharField(max_length=64, editable=False)
    sealing = models.CharField(max_length=200, editable=False)
    code = models.CharField(max_length=64, editable=False, unique=True)
    brought_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    compared_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    compared_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("card of an office"), _("cards of offices")
        ordering = ["organisation__words", "-brought_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(ended_at__isnull=True),
                name="one_card_of_an_office",
            ),
            models.CheckConstraint(
                condition=Q(compared_by__isnull=True, compared_at__isnull=True)
                | (Q(compared_at__isnull=False) & ~Q(compared_by=F("brought_by"))),
                name="another_compares_the_digits",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive: set[str] = set()
        open = {
            "id", "organisation", "name", "signing", "sealing", "code", "brought_by",
            "brought_at", "compared_by", "compared_at", "ended_by", "ended_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"card {self.pk}"

    @property
    def card(self) -> Card:
        return Card(self.name, self.signing, self.sealing)
