"""How she can be contacted safely, by her own word, and each contact there was."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amparo.agencies.models import Member
from amparo.core.fields import SealedJSONField, SealedTextField
from amparo.people.enums.contact import Began, Channel, Outcome, YesNo
from amparo.people.models.person import Person


class SealedWithThePerson:
    """Belongs to a person, and is sealed under her key."""

    SEALING_PATH = "person_id"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.person.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.person_id


class SafeContact(SealedWithThePerson, models.Model):
    """What she said about being contacted. Never changed: who says something else writes anew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="safe_contacts")
    version = models.PositiveIntegerField(_("version"))
    answer = models.CharField(
        _("safe to contact"), max_length=10, choices=YesNo.choices, default=YesNo.NOT_ASKED
    )
    # One for each way that she opened: channel, days (Monday is 0), from, until.
    ways = SealedJSONField(_("by which ways, on which days, between which hours"))
    third_person = SealedTextField(_("the person she named"))
    may_answer = SealedTextField(_("who may answer"))
    words = SealedTextField(_("what may be said"))
    code_phrase = SealedTextField(_("code phrase"))
    # Nobody where an earlier version of this system had asked.
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("safe contact"), _("safe contacts")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["person", "version"], name="safe_contact_version_once")
        ]

    class Privacy:
        identifying = {"ways", "third_person", "may_answer", "words", "code_phrase"}
        sensitive = {"person", "answer"}
        open = {"id", "version", "recorded_by", "recorded_at"}

    def __str__(self) -> str:
        return f"safe contact {self.pk}"


class Contact(SealedWithThePerson, models.Model):
    """One contact, or one attempt: when, by which way, and who answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contacts")
    at = models.DateTimeField(pgettext_lazy("of a contact", "when"))
    channel = models.CharField(_("by which way"), max_length=10, choices=Channel.choices)
    began = models.CharField(_("who began"), max_length=5, choices=Began.choices)
    outcome = models.CharField(
        pgettext_lazy("of a contact", "outcome"), max_length=10, choices=Outcome.choices
    )
    note = SealedTextField(_("note"))
    # It happened though her rules did not allow it. Why, since somebody must answer for it.
    outside_rules = models.BooleanField(default=False)
    outside_reason = SealedTextField(_("why outside her rules"))
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("contact"), _("contacts")
        ordering = ["-at", "-recorded_at"]
        indexes = [models.Index(fields=["person", "at"], name="contacts_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(outside_rules=False) | Q(began=Began.US),
                name="contact_outside_rules_is_ours",
            )
        ]

    class Privacy:
        identifying = {"note", "outside_reason"}
        sensitive = {"person", "at", "channel", "began", "outcome", "outside_rules"}
        open = {"id", "recorded_by", "recorded_at"}

    def __str__(self) -> str:
        return f"contact {self.pk}"
