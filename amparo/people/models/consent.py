"""What a person answered about one use of what is known of her."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Member
from amparo.core.fields import SealedTextField
from amparo.people.enums import Answer, Block, How, Purpose, Recipient
from amparo.people.models.person import Person


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
            models.CheckConstraint(
                condition=~Q(answer=Answer.GRANTED)
                | (~Q(block=Block.ALL) & ~Q(purpose=Purpose.ANY)),
                name="consent_yes_names_its_block",
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
