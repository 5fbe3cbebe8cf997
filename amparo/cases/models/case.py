"""A case is work on one person's behalf."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amparo.agencies.models import Agency, Member
from amparo.cases import numbers, procedures
from amparo.cases.enums import DecidingBody, Identification, Status, YesNo
from amparo.core.fields import SealedTextField
from amparo.people.enums import CameFrom
from amparo.people.models import Person


class SealedWithItsCase:
    """Belongs to a case, and is sealed under the key of the person that the case is about."""

    SEALING_PATH = "case__person_id"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.case.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.case.person_id


class Case(models.Model):
    """The file of an agency about one person."""

    SEALING_PATH = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=8, unique=True, default=numbers.fresh, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="cases")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="cases")
    opened_on = models.DateField(_("opened on"))
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.ACTIVE
    )
    identification = models.CharField(
        _("identification"),
        max_length=20,
        choices=Identification.choices,
        default=Identification.PRESUMED,
    )
    decided_body = models.CharField(
        _("deciding body"), max_length=30, choices=DecidingBody.choices, blank=True
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    procedure_version = models.CharField(_("version of the procedure"), max_length=40, blank=True)
    decided_reasons = SealedTextField(_("reasons"))
    is_identified = models.BooleanField(pgettext_lazy("of a case", "identified"), default=False)
    identified_on = models.DateField(_("identified on"), null=True, blank=True)
    is_assisted = models.BooleanField(pgettext_lazy("of a case", "assisted"), default=False)
    assisted_on = models.DateField(_("first assisted on"), null=True, blank=True)
    immediate_danger = models.CharField(
        _("in immediate danger"), max_length=10, choices=YesNo.choices, default=YesNo.NOT_ASKED
    )
    safety_note = SealedTextField(_("what makes her safe or unsafe"))
    notes = SealedTextField(_("notes"))
    next_step = SealedTextField(_("next step"))
    next_step_on = models.DateField(_("next step due"), null=True, blank=True)
    notice_version = models.CharField(_("version of the privacy notice"), max_length=20, blank=True)
    # Opens to its team alone, not to who answers for the agency: children, and whom it is set for.
    named_only = models.BooleanField(_("opens to named people only"), default=False)
    named_why = SealedTextField(_("why it opens to named people only"))
    # The act by which it was blocked: from then on nobody opens it, and it is counted still.
    disposal = models.ForeignKey(
        "cases.Disposal", null=True, blank=True, on_delete=models.PROTECT, related_name="blocked"
    )
    documents_added = models.PositiveIntegerField(default=0)
    came_from = models.CharField(max_length=10, choices=CameFrom.choices)
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("case"), _("cases")
        constraints = [
            models.CheckConstraint(
                condition=Q(identification=Identification.PRESUMED)
                | (~Q(decided_body="") & ~Q(procedure_version="")),
                name="case_decision_has_body_and_procedure",
            ),
            models.CheckConstraint(
                condition=Q(identified_on__isnull=True) | Q(is_identified=True),
                name="case_identified_on_needs_identified",
            ),
            models.CheckConstraint(
                condition=Q(assisted_on__isnull=True) | Q(is_assisted=True),
                name="case_assisted_on_needs_assisted",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "opened_on", "id"], name="case_caseload"),
            models.Index(fields=["agency", "status", "next_step_on"], name="case_next_step"),
            models.Index(
                fields=["agency", "opened_on", "id"],
                condition=Q(named_only=True),
                name="case_named_only",
            ),
        ]

    class Privacy:
        identifying = {"safety_note", "notes", "next_step", "decided_reasons", "named_why"}
        sensitive = {
            "person",
            "opened_on",
            "status",
            "identification",
            "decided_body",
            "decided_on",
            "procedure_version",
            "is_identified",
            "identified_on",
            "is_assisted",
            "assisted_on",
            "immediate_danger",
            "next_step_on",
        }
        open = {
            "id",
            "number",
            "agency",
            "notice_version",
            "named_only",
            "disposal",
            "documents_added",
            "came_from",
            "recorded_at",
            "version",
        }

    def __str__(self) -> str:
        return self.shown_number

    def get_absolute_url(self) -> str:
        from django.urls import reverse

        return reverse("cases:case", args=[self.pk])

    @property
    def shown_number(self) -> str:
        return numbers.shown(self.number)

    @property
    def procedure_title(self) -> str:
        return procedures.title_of(self.procedure_version)

    @property
    def is_open(self) -> bool:
        return self.status in {Status.ACTIVE, Status.FOLLOW_UP}

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.person_id


class Teammate(models.Model):
    """A member who works on a case. Who is not on the team does not see it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="team")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="case_teams")
    since = models.DateTimeField(auto_now_add=True)
    # The last day on which it opens the case to her; none: until somebody takes her off.
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("teammate"), _("teammates")
        constraints = [models.UniqueConstraint(fields=["case", "member"], name="once_on_a_team")]
        indexes = [models.Index(fields=["member", "case"], name="team_of_member")]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"case", "member"}
        open = {"id", "since", "until"}

    def __str__(self) -> str:
        return f"teammate {self.pk}"


class Handover(models.Model):
    """An open case whose worker left. It waits for its coordinator to hand it over."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="handovers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        verbose_name, verbose_name_plural = _("handover"), _("handovers")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "member"], name="one_handover_of_each")
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"case", "member"}
        open = {"id", "since"}

    def __str__(self) -> str:
        return f"handover {self.pk}"


class Label(SealedWithItsCase, models.Model):
    """The word a member chose to know a case by. Only she sees it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="labels")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    text = SealedTextField(_("label"))

    class Meta:
        verbose_name, verbose_name_plural = _("label"), _("labels")
        constraints = [models.UniqueConstraint(fields=["case", "member"], name="one_label_each")]

    class Privacy:
        identifying = {"text"}
        sensitive = {"case", "member"}
        open = {"id"}

    def __str__(self) -> str:
        return f"label {self.pk}"
