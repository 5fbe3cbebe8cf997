"""A person, and what she consented to. Cases and events are other things, in the room above."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.core.fields import SealedJSONField, SealedTextField
from amparo.people.enums import Answer, Block, CameFrom, How, Purpose, Recipient


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
    def full_name(self) -> str:
        parts = (self.given_names, self.paternal_surname, self.maternal_surname)
        return " ".join(part for part in parts if part)


class Consent(models.Model):
    """One answer about one use: purpose x block x recipient, until when, and who explained it."""

    SEALING_PATH = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(_("what for"), max_length=20, choices=Purpose.choices)
    block = models.CharField(_("which information"), max_length=20, choices=Block.choices)
    recipient = models.CharField(_("for whom"), max_length=30, choices=Recipient.choices)
    recipient_name = SealedTextField(_("name of the recipient"))
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices)
    given_on = models.DateField(_("asked on"))
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    language = models.CharField(_("language used"), max_length=10)
    interpreter = models.BooleanField(_("through an interpreter"), default=False)
    how = models.CharField(_("how it was given"), max_length=12, choices=How.choices)
    notice_version = models.CharField(_("version of the notice"), max_length=20)
    explained_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name, verbose_name_plural = _("consent"), _("consents")
        ordering = ["-given_on", "purpose"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="consent_withdrawn_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("given_on")),
                name="consent_expires_after_given",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "purpose", "answer"], name="consent_of_person"),
        ]

    class Privacy:
        identifying = {"recipient_name"}
        sensitive = {
            "person",
            "purpose",
            "block",
            "recipient",
            "answer",
            "language",
            "interpreter",
            "how",
            "given_on",
            "expires_on",
            "withdrawn_at",
        }
        open = {"id", "notice_version", "explained_by", "recorded_at", "withdrawn_by"}

    def __str__(self) -> str:
        return f"consent {self.pk}"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.person.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.person_id

    def is_live(self, on: date) -> bool:
        """Granted, begun, neither withdrawn nor expired."""
        return (
            self.answer == Answer.GRANTED
            and self.withdrawn_at is None
            and self.given_on <= on
            and (self.expires_on is None or on <= self.expires_on)
        )


# Name search and keeping stand in files of their own; they belong to this room.
from amparo.people.models_keeping import (  # noqa: E402
    Erasure,
    KeepingEnd,
    KeepingPeriod,
    LegalHold,
)
from amparo.people.models_names import (  # noqa: E402
    NameBearers,
    NameBlock,
    NameIndex,
    NamePlace,
    NameWord,
)

__all__ = [
    "Consent",
    "Erasure",
    "KeepingEnd",
    "KeepingPeriod",
    "LegalHold",
    "NameBearers",
    "NameBlock",
    "NameIndex",
    "NamePlace",
    "NameWord",
    "Person",
]
