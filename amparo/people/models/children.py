"""A child: how old she is taken to be, who stands for her, and what she says herself."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amparo.agencies.models import Member
from amparo.core.fields import SealedTextField
from amparo.people.enums import Answer
from amparo.people.enums.children import AgeMethod, AgeSaid, StandsBy, Suspected
from amparo.people.enums.relations import Relation
from amparo.people.models.consent import Consent
from amparo.people.models.contact import SealedWithThePerson
from amparo.people.models.person import Person


class AgeFinding(SealedWithThePerson, models.Model):
    """That she may be younger than 18, or what a body found. Never changed; the newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="age_findings")
    said = models.CharField(_("about her age"), max_length=10, choices=AgeSaid.choices)
    found_on = models.DateField(_("found on"))
    body = SealedTextField(_("who assessed her age"))
    method = models.CharField(_("how"), max_length=12, choices=AgeMethod.choices, blank=True)
    reasons = SealedTextField(_("reasons"))
    # The margin: on that day she was between so old and so old.
    youngest = models.PositiveSmallIntegerField(_("at least so old"), null=True, blank=True)
    oldest = models.PositiveSmallIntegerField(_("at most so old"), null=True, blank=True)
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("finding about her age"), _("findings about her age")
        ordering = ["-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(said=AgeSaid.ASSESSED)
                | Q(youngest__isnull=False, oldest__gte=F("youngest")) & ~Q(method=""),
                name="age_assessed_with_method_and_margin",
            )
        ]

    class Privacy:
        identifying = {"body", "reasons"}
        sensitive = {"person", "said", "found_on", "method", "youngest", "oldest"}
        open = {"id", "recorded_by", "recorded_at"}

    def __str__(self) -> str:
        return f"finding about age {self.pk}"


class Guardian(SealedWithThePerson, models.Model):
    """Who stands for a child, on what it rests, and whether that is safe."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="guardians")
    name = SealedTextField(_("name"))
    relation = models.CharField(
        pgettext_lazy("to her", "relation"), max_length=10, choices=Relation.choices
    )
    basis = models.CharField(_("by what"), max_length=12, choices=StandsBy.choices)
    paper = SealedTextField(_("paper it rests on"))
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    suspected = models.CharField(_("suspected"), max_length=10, choices=Suspected.choices)
    suspected_why = SealedTextField(_("what it rests on"))
    # How it is known that she or he is not the danger who bears such a name.
    not_the_same = SealedTextField(_("why she or he is another person"))
    bears_a_name = models.BooleanField(default=False)
    # From this day on the child protection authority is to be told.
    unsafe_since = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("guardian"), _("guardians")
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gte=F("since")),
                name="guardian_ends_after_beginning",
            ),
            models.CheckConstraint(
                condition=~Q(suspected=Suspected.YES) | Q(unsafe_since__isnull=False),
                name="suspect_guardian_is_unsafe",
            ),
        ]

    class Privacy:
        identifying = {"name", "paper", "suspected_why", "not_the_same"}
        sensitive = {
            "person",
            "relation",
            "basis",
            "since",
            "until",
            "suspected",
            "bears_a_name",
            "unsafe_since",
        }
        open = {"id", "recorded_by", "recorded_at", "version"}

    def __str__(self) -> str:
        return f"guardian {self.pk}"


class Assent(models.Model):
    """The child's own word beside an answer, and who answered on her behalf."""

    SEALING_PATH = "consent__person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    consent = models.OneToOneField(Consent, on_delete=models.CASCADE, related_name="assent")
    guardian = models.ForeignKey(
        Guardian, null=True, blank=True, on_delete=models.CASCADE, related_name="assents"
    )
    # What the guardian answered; the answer of the child stands beside it, whatever it is.
    guardian_says = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    says = models.CharField(_("what she says herself"), max_length=10, choices=Answer.choices)
    words = SealedTextField(_("in her words"))
    explained = SealedTextField(_("how it was explained to her"))
    said_on = models.DateField(_("said on"))
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("assent"), _("assents")
        ordering = ["-recorded_at"]

    class Privacy:
        identifying = {"words", "explained"}
        sensitive = {"consent", "guardian", "guardian_says", "says", "said_on"}
        open = {"id", "recorded_by", "recorded_at"}

    def __str__(self) -> str:
        return f"assent {self.pk}"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.consent.person.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.consent.person_id
