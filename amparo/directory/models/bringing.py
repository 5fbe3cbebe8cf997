"""A file of services that waits until somebody has looked at what it would bring."""

import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.core import keyring, sealing


class Bringing(models.Model):
    """The file as it came, sealed: it may name the street of a shelter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    brought_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(_("brought at"))
    sealed = models.BinaryField(editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("file of services"), _("files of services")
        ordering = ["-brought_at"]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"sealed"}
        open = {"id", "agency", "brought_by", "brought_at"}

    def __str__(self) -> str:
        return f"file of services {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("directory:brought", args=[self.pk])

    def seal(self, content: bytes) -> None:
        self.sealed = sealing.seal_file(content, version=1, **self._bound)

    @property
    def content(self) -> bytes:
        return sealing.unseal_file(bytes(self.sealed), **self._bound)

    @property
    def _bound(self) -> dict:
        key = keyring.ring().subkey("directory")
        return {"key": key, "agency_id": self.agency_id, "row_id": self.pk, "field": "brought"}
