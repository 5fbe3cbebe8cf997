"""An event is what happened, to one person or several."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amparo.agencies.models import Agency
from amparo.cases.enums import PlaceRole
from amparo.cases.models.case import Case
from amparo.core.fields import SealedTextField
from amparo.people.models import Person


class Event(models.Model):
    """Trafficking as the Palermo Protocol sees it: act, means, purpose, and where and when."""

    SEALING_PATH = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    cases = models.ManyToManyField(Case, through="Involvement", related_name="events")
    acts = models.JSONField(_("acts"), default=list, blank=True)
    means = models.JSONField(_("means"), default=list, blank=True)
    purposes = models.JSONField(_("forms of exploitation"), default=list, blank=True)
    definition_version = models.CharField(_("version of the definition"), max_length=40)
    art10_fractions = models.JSONField(_("fractions of article 10"), default=list, blank=True)
    means_of_control = models.JSONField(_("means of control"), default=list, blank=True)
    abuses = models.JSONField(_("abuses"), default=list, blank=True)
    sectors = models.JSONField(_("sectors"), default=list, blank=True)
    unanswered = models.JSONField(default=dict, blank=True)
    started = models.CharField(_("began"), max_length=60, blank=True)
    started_low = models.DateField(null=True, blank=True)
    started_high = models.DateField(null=True, blank=True)
    ended = models.CharField(_("ended"), max_length=60, blank=True)
    ended_low = models.DateField(null=True, blank=True)
    ended_high = models.DateField(null=True, blank=True)
    narrative = SealedTextField(_("what happened"))
    recorded_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("event"), _("events")

    class Privacy:
        identifying = {"narrative"}
        sensitive = {
            "person",
            "cases",
            "acts",
            "means",
            "purposes",
            "art10_fractions",
            "means_of_control",
            "abuses",
            "sectors",
            "unanswered",
            "started",
            "started_low",
            "started_high",
            "ended",
            "ended_low",
            "ended_high",
        }
        open = {"id", "agency", "definition_version", "recorded_at", "version"}

    def __str__(self) -> str:
        return f"event {self.pk}"

    @property
    def sealing_agency_id(self) -> uuid.UUID:
        return self.agency_id

    @property
    def sealing_person_id(self) -> uuid.UUID:
        return self.person_id


class Involvement(models.Model):
    """One event, several people: which cases an event belongs to."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="involvements")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="involvements")

    class Meta:
        verbose_name, verbose_name_plural = _("involvement"), _("involvements")
        constraints = [models.UniqueConstraint(fields=["event", "case"], name="involved_once")]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"event", "case"}
        open = {"id"}

    def __str__(self) -> str:
        return f"involvement {self.pk}"


class EventPlace(models.Model):
    """A place in an event, with the role it had there; no place carries a label of its own."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="places")
    place_code = models.CharField(_("place"), max_length=12)
    role = models.CharField(
        pgettext_lazy("of a place", "role"), max_length=15, choices=PlaceRole.choices
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("place of an event"), _("places of an event")
        ordering = ["position"]

    class Privacy:
        identifying: set[str] = set()
        sensitive = {"event", "place_code", "role"}
        open = {"id", "position"}

    def __str__(self) -> str:
        return f"place {self.pk}"
