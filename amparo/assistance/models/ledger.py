"""The ledger of assistance: what was given, when, by whom, at what cost, from whose money."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency
from amparo.cases.models import Case
from amparo.core.fields import SealedTextField
from amparo.people.models import Person
from amparo.projects.models import Project


class Assistance(models.Model):
    """One entry of the ledger. Entries are corrected by a counter-entry, never edited."""

    SEALING_PATH = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assistance")
    service = models.CharField(_("service"), max_length=60)
    given_on = models.DateField(_("given on"), null=True, blank=True)
    provider = SealedTextField(_("given by"))
    cost = models.DecimalField(_("cost"), max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    funder = models.CharField(_("paid by"), max_length=120, blank=True)
    note = SealedTextField(_("note"))
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.RESTRICT, related_name="corrected_by"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("assistance"), _("assistance")
        ordering = ["-given_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cost__isnull=True, currency="") | (Q(cost__gte=0) & ~Q(currency="")),
                name="assistance_cost_has_currency",
            ),
        ]

    class Privacy:
        identifying = {"provider", "note"}
        sensitive = {"person", "case", "service", "given_on", "cost", "currency", "funder"}
        open = {"id", "agency", "corrects", "recorded_at"}

    def __str__(self) -> str:
        return f"assistance {self.pk}"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.person_id

    @property
    def stands(self) -> bool:
        """No newer entry corrects this one."""
        return not hasattr(self, "corrected_by")


class AssistanceProject(models.Model):
    """A project that a service was given in. One service may be of several, and counts in each."""

    assistance = models.ForeignKey(Assistance, on_delete=models.CASCADE, related_name="in_projects")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("service in a project"), _("services in projects")
        constraints = [
            models.UniqueConstraint(
                fields=["assistance", "project"], name="a_service_once_in_a_project"
            )
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"assistance", "project"}
        open = {"id"}

    def __str__(self) -> str:
        return f"service in a project {self.pk}"


class KeptCost(models.Model):
    """What was spent on people who were since erased, so that a donor's money still adds up.

    Sums by month, service, currency and funder, into which the entries of everybody erased flow
    together. A row for each entry, without a link, would still show side by side which services one
    person had; a sum has no key, no day and no order that leads back to her.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("month"), null=True, blank=True)
    service = models.CharField(_("service"), max_length=60)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    funder = models.CharField(_("paid by"), max_length=120, blank=True)
    cost = models.DecimalField(_("cost"), max_digits=14, decimal_places=2, default=0)
    entries = models.PositiveIntegerField(_("entries"), default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("kept cost"), _("kept costs")
        constraints = [
            models.CheckConstraint(
                condition=Q(cost=0) | ~Q(currency=""), name="kept_cost_has_currency"
            ),
        ]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"month", "service", "currency", "funder", "cost", "entries"}
        open = {"id", "agency"}

    def __str__(self) -> str:
        return f"kept cost {self.pk}"
