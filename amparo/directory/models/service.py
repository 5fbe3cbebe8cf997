"""A service that somebody can be brought to. No person stands in it, not even who answers."""

import json
import uuid
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.core import keyring, sealing
from amparo.directory.enums import Status, Tier
from amparo.organisations.models import Organisation
from amparo.taxonomy.models import Place

# Where it lies and how it is reached: empty in the table while the service is sealed.
SEALED_FIELDS = (
    "street", "postal_code", "latitude", "longitude", "phone", "email", "website",
    "referral_phone", "referral_email",
)  # fmt: skip
WORDS_SEALED = tuple(name for name in SEALED_FIELDS if name not in ("latitude", "longitude"))
FRESH = timedelta(days=180)
# What is sealed is filled up to whole steps, so that its length does not count the houses: one
# step holds all the places that a service may have.
STEP = 32 * 1024


class Service(models.Model):
    """What is offered, to whom, when and at what price. Names follow HSDS 3."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="services"
    )
    # Whose members read what is sealed.
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    # Of a sealed service the alias stands here too, and its own name lies sealed.
    name = models.CharField(_("name"), max_length=200)
    alias = models.CharField(_("name on a card"), max_length=200, blank=True)
    # Folded: what a search by words looks into, and nothing else does.
    words = models.CharField(max_length=450, editable=False)
    tier = models.CharField(_("who learns where it is"), max_length=10, choices=Tier.choices)
    status = models.CharField(
        _("state"), max_length=20, choices=Status.choices, default=Status.ACTIVE
    )
    description = models.TextField(_("what it does"), blank=True)
    eligibility = models.TextField(_("who is taken"), blank=True)
    minimum_age = models.PositiveSmallIntegerField(_("from this age"), null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(_("to this age"), null=True, blank=True)
    # One a line.
    documents = models.TextField(_("what to bring"), blank=True)
    cost = models.DecimalField(
        _("cost in pesos"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    fees = models.CharField(_("about the cost"), max_length=200, blank=True)
    how_to_ask = models.TextField(_("how to ask for it"), blank=True)
    day_and_night = models.BooleanField(_("open day and night"), default=False)
    follows_beds = models.BooleanField(
        _("what is free follows the beds of the agency"), default=False
    )
    # Where it is given, or the state or country that it serves. Of a sealed one, its state.
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=10, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    # Of the office, as it gives them to whoever asks; nobody's own.
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("address on the web"), blank=True)
    referral_phone = models.CharField(_("telephone for referrals"), max_length=60, blank=True)
    referral_email = models.EmailField(_("e-mail for referrals"), blank=True)
    # Its own name, its municipality and the fields above, under a subkey of the ring.
    sealed = models.TextField(editable=False, blank=True)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    verified_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("service"), _("services")
        ordering = ["words", "id"]
        indexes = [models.Index(fields=["status", "words", "id"], name="services_in_their_order")]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(tier=Tier.SEALED) & Q(sealed=""))
                | (
                    Q(tier=Tier.SEALED, latitude__isnull=True, longitude__isnull=True)
                    & ~Q(sealed="")
                    & Q(**dict.fromkeys(WORDS_SEALED, ""))
                ),
                name="sealed_says_nowhere_in_clear",
            ),
            models.CheckConstraint(
                condition=Q(minimum_age__isnull=True)
                | Q(maximum_age__isnull=True)
                | Q(minimum_age__lte=models.F("maximum_age")),
                name="service_ages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="service_point_whole",
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"sealed", *SEALED_FIELDS}
        open = {
            "id", "organisation", "agency", "name", "alias", "words", "tier", "status",
            "description", "eligibility", "minimum_age", "maximum_age", "documents", "cost", "fees",
            "how_to_ask", "day_and_night", "follows_beds", "place", "verified_on", "verified_by",
            "changed_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:service", args=[self.pk])

    @property
    def is_sealed(self) -> bool:
        return self.tier == Tier.SEALED

    def is_fresh(self, today: date) -> bool:
        return self.verified_on is not None and today - self.verified_on <= FRESH

    @property
    def document_lines(self) -> list[str]:
        return [line.strip() for line in self.documents.splitlines() if line.strip()]

    def seal(self, facts: dict[str, Any]) -> None:
        """Lay away its own name, its place and what leads there; nothing of it stays in clear."""
        kept = json.dumps(facts, ensure_ascii=False, sort_keys=True)
        # Behind JSON blanks say nothing.
        fill = " " * (-len(kept.encode("utf-8", "surrogatepass")) % STEP)
        self.sealed = sealing.seal(kept + fill, version=1, **self._bound)

    def unsealed(self) -> dict[str, Any]:
        """What was laid away. Who may read it is asked first: see `access.whereabouts`."""
        return json.loads(sealing.unseal(self.sealed, **self._bound))

    @property
    def _bound(self) -> dict:
        key = keyring.ring().subkey("directory")
        return {"key": key, "agency_id": self.agency_id, "row_id": self.pk, "field": "sealed"}
