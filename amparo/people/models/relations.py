"""The people around her: who is threatened too, who is suspected, who must never be contacted."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amparo.agencies.models import Member
from amparo.core.fields import SealedTextField
from amparo.people.enums.relations import MayKnow, Relation
from amparo.people.models.contact import SealedWithThePerson
from amparo.people.models.person import Person


class RelatedPerson(SealedWithThePerson, models.Model):
    """Somebody around her, protected as she is: sealed under her key, gone with her."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="related_people")
    relation = models.CharField(
        pgettext_lazy("to her", "relation"), max_length=10, choices=Relation.choices
    )
    name = SealedTextField(_("name, or what she or he is called"))
    recognised_by = SealedTextField(_("how to recognise her or him"))
    may_know = models.CharField(
        _("what she or he may be told"),
        max_length=10,
        choices=MayKnow.choices,
        default=MayKnow.NOTHING,
    )
    agreed = SealedTextField(_("what she agreed to"))
    threatened = models.BooleanField(_("threatened too"), default=False)
    suspected = models.BooleanField(_("suspected of exploiting her"), default=False)
    never_contact = models.BooleanField(_("never to be contacted"), default=False)
    note = SealedTextField(_("note"))
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)
    # When this name, or that it is one who endangers her, was written down last.
    feared_since = models.DateTimeField(default=timezone.now, editable=False)
    # Of another record: when it was found to be about her too. Whoever asks across records says it.
    joined_at: datetime | None = None

    class Meta:
        verbose_name, verbose_name_plural = _("person around her"), _("people around her")
        ordering = ["-suspected", "-never_contact", "-threatened", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(suspected=False, never_contact=False) | Q(may_know=MayKnow.NOTHING),
                name="who_endangers_her_is_told_nothing",
            )
        ]

    class Privacy:
        identifying = {"name", "recognised_by", "agreed", "note"}
        sensitive = {
            "person",
            "relation",
            "may_know",
            "threatened",
            "suspected",
            "never_contact",
        }
        open = {"id", "recorded_by", "recorded_at", "version", "feared_since"}

    def __str__(self) -> str:
        return f"related person {self.pk}"

    @property
    def is_a_danger(self) -> bool:
        """Whoever asks for her in this name is a conflict."""
        return self.suspected or self.never_contact

    @property
    def known_since(self) -> datetime:
        """Since when whoever looks at her file finds this name there as a danger."""
        return max(self.feared_since, self.joined_at or self.feared_since)


class Hiding(SealedWithThePerson, models.Model):
    """That somebody was taken out of the search by name, or put back, by whom and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="hidings")
    hidden = models.BooleanField()
    reason = SealedTextField(_("reason"))
    decided_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("hiding from the search"), _("hidings")
        ordering = ["-decided_at"]

    class Privacy:
        identifying = {"reason"}
        sensitive = {"person"}
        open = {"id", "hidden", "decided_by", "decided_at"}

    def __str__(self) -> str:
        return f"hiding {self.pk}"
