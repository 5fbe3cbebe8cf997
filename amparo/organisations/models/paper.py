"""Papers of the office: a signed agreement, an annex, a list of who came. Never of a case."""

import hashlib
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.core import keyring, sealing
from amparo.core.file_types import FileType
from amparo.core.keyring import WrongKey

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE


class Paper(models.Model):
    """A file as it was cleaned, sealed. Who opens it is decided by what it hangs on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    file_type = models.CharField(_("file type"), max_length=10, choices=FileType.choices)
    # Sealed under a subkey of the ring, since a list of who came names people of no file.
    sealed = models.BinaryField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    kept_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("paper"), _("papers")
        ordering = ["kept_at"]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"sealed"}
        open = {"id", "agency", "file_type", "sha256", "kept_by", "kept_at"}

    def __str__(self) -> str:
        return f"paper {self.pk}"

    def seal(self, content: bytes) -> None:
        self.sha256 = hashlib.sha256(content).hexdigest()
        self.sealed = sealing.seal_file(content, version=1, **self._bound)

    @property
    def content(self) -> bytes:
        """The whole file, or nothing at all: what was altered raises."""
        content = sealing.unseal_file(bytes(self.sealed), **self._bound)
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise WrongKey(sealing.ALTERED)
        return content

    @property
    def _bound(self) -> dict:
        key = keyring.ring().subkey("papers")
        return {"key": key, "agency_id": self.agency_id, "row_id": self.pk, "field": "sealed"}
