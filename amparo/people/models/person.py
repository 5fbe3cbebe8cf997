"""A person, whom the programme protects. Cases and events are other things, in the room above."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency
from amparo.core.fields import SealedJSONField, SealedTextField
from amparo.people.enums import CameFrom


class Person(models.Model):
    """Whom the programme protects. Her sealed fields open only with her own key."""

    SEALING_PATH = "pk"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="people")
    given_names = SealedTextField(_("given names"))
    paternal_surname = SealedTextField(_("first surname"))
    maternal_surname = SealedTextField(_("second surname"))
    known_as = SealedTextField(_("known as"))
    birth_date = SealedTextField(_("date of birth"))
    phone = SealedTextField(_("telephone"))
    address = SealedTextField(_("address"))
    identity_documents = SealedJSONField(_("identity documents"))
    contact_notes = SealedTextField(_("how to contact safely"))
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    gender = models.CharField(_("gender"), max_length=40, default="not_asked")
    citizenships = models.JSONField(_("nationalities"), default=list, blank=True)
    residence_country = models.CharField(_("country of residence"), max_length=2, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    unanswered = models.JSONField(default=dict, blank=True)
    hidden_from_search = models.BooleanField(_("hidden from search"), default=False)
    came_from = models.CharField(max_length=10, choices=CameFrom.choices)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("person"), _("people")
        indexes = [
            # Every search leaves them out, and they are few.
            models.Index(
                fields=["id"], condition=Q(hidden_from_search=True), name="person_hidden_few"
            ),
        ]

    class Privacy:
        identifying = {
            "given_names",
            "paternal_surname",
            "maternal_surname",
            "known_as",
            "birth_date",
            "phone",
            "address",
            "identity_documents",
            "contact_notes",
        }
        sensitive = {
            "birth_year",
            "gender",
            "citizenships",
            "residence_country",
            "languages",
            "unanswered",
        }
        open = {"id", "agency", "hidden_from_search", "came_from", "created_at", "version"}

    def __str__(self) -> str:
        return f"person {self.pk}"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.id

    @property
    def papers(self) -> list[str]:
        """Her identity documents, a line each. Earlier versions kept those of a register in
        parts, kind and number; both are read."""
        held = self.identity_documents or []
        rows = held if isinstance(held, list) else [held]
        lines = [row.values() if isinstance(row, dict) else [row] for row in rows]
        found = (" ".join(": ".join(str(part) for part in line if part).split()) for line in lines)
        return [line for line in found if line]

    @property
    def full_name(self) -> str:
        parts = (self.given_names, self.paternal_surname, self.maternal_surname)
        return " ".join(part for part in parts if part)
