"""Packages that went to another office or came from one."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.core import keyring, sealing
from amparo.referrals import kinds
from amparo.referrals.enums.package import Kind
from amparo.referrals.models.correspondence import Correspondent


def said_of(kind: str) -> str:
    """A kind in words, also one that a room above brought in."""
    return str(Kind(kind).label) if kind in Kind else kinds.words_of(kind)


class SentPackage(models.Model):
    """A package as it was sealed. Nobody here can open it: it is sealed to the other office."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = models.ForeignKey(Correspondent, on_delete=models.PROTECT, related_name="sent")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    made_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, editable=False)
    # Kept so that a broken download costs nothing; let go when it came, or when its time is over.
    content = models.BinaryField(editable=False, null=True)
    taken_out_at = models.DateTimeField(null=True)
    # When the signed acknowledgement of the other office was brought in.
    acknowledged_at = models.DateTimeField(null=True)
    answers = models.ForeignKey(
        "ReceivedPackage", null=True, on_delete=models.PROTECT, related_name="replies"
    )

    class Meta:
        verbose_name, verbose_name_plural = _("package sent"), _("packages sent")
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["agency", "made_at"], name="package_sent_by")]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"content"}
        open = {
            "id", "to", "agency", "kind", "made_by", "made_at", "expires_at", "sha256",
            "taken_out_at", "acknowledged_at", "answers",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"package {self.pk}"

    @property
    def kind_words(self) -> str:
        return said_of(self.kind)


class ReceivedPackage(models.Model):
    """A package that was opened, believed and taken. Its number is remembered for good."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sender = models.ForeignKey(Correspondent, on_delete=models.PROTECT, related_name="received")
    number = models.CharField(max_length=64)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    purpose = models.CharField(max_length=20, blank=True)
    basis = models.CharField(max_length=20, blank=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    # Of the file as it came: an acknowledgement names it.
    sha256 = models.CharField(max_length=64, editable=False)
    # What it says, sealed anew under our own ring; none once it was let go.
    sealed = models.BinaryField(editable=False, null=True)
    received_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("package received"), _("packages received")
        ordering = ["-received_at"]
        constraints = [
            models.UniqueConstraint(fields=["sender", "number"], name="a_package_is_taken_once"),
            models.CheckConstraint(condition=~Q(number=""), name="a_package_has_a_number"),
        ]
        indexes = [models.Index(fields=["agency", "received_at"], name="package_received_by")]

    class Privacy:
        identifying = {"sealed"}
        sensitive = {"purpose", "basis"}
        open = {
            "id", "sender", "number", "agency", "kind", "made_at", "expires_at", "sha256",
            "received_by", "received_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return f"package {self.pk}"

    @property
    def kind_words(self) -> str:
        return said_of(self.kind)

    def seal(self, payload: bytes) -> None:
        self.sealed = sealing.seal_file(payload, version=1, **self._bound)

    @property
    def payload(self) -> bytes:
        return sealing.unseal_file(bytes(self.sealed), **self._bound) if self.sealed else b""

    @property
    def _bound(self) -> dict:
        key = keyring.ring().subkey("packages")
        return {"key": key, "agency_id": self.agency_id, "row_id": self.pk, "field": "sealed"}
