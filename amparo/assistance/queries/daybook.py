"""What the next shift must know, what happened, and what of it falls due."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amparo.assistance.enums.shelter import IncidentKind
from amparo.assistance.models import BedUse, Incident, Leave, Presence, Shelter, ShiftChange, Stay
from amparo.assistance.models import ShiftNote as Note
from amparo.cases import contacting, due_dates
from amparo.cases.models import Case
from amparo.core import clock

# About the house, or about somebody who is in it: whoever left is no longer its business.
OF_THE_HOUSE = Q(stay__isnull=True) | Q(stay__left_at__isnull=True)


def open_notes(shelter: Shelter) -> list[Note]:
    """What nobody has ticked off, the oldest first."""
    found = Note.objects.filter(OF_THE_HOUSE, shelter=shelter, done_at__isnull=True)
    return _with_shelter(found.select_related("stay__case__person", "written_by"), shelter)


def waiting_change(shelter: Shelter) -> ShiftChange | None:
    found = shelter.changes.filter(taken_at__isnull=True).select_related("given_by")
    return found.first()


def last_changes(shelter: Shelter, *, most: int = 5) -> list[ShiftChange]:
    found = shelter.changes.filter(taken_at__isnull=False)
    return list(found.select_related("given_by", "taken_by")[:most])


def in_house(shelter: Shelter) -> int:
    """How many sleep there now: who has a bed and is not out."""
    held = BedUse.objects.filter(bed__unit__shelter=shelter, until_at__isnull=True)
    return held.exclude(stay__in=Leave.objects.filter(back_at__isnull=True).values("stay")).count()


def incidents(shelter: Shelter, *, most: int = 50) -> list[Incident]:
    """What happened, the last first, as far as it is still the business of the house."""
    found = Incident.objects.filter(OF_THE_HOUSE, shelter=shelter)
    rows = found.select_related("stay__case__person", "recorded_by", "followed_up_by")
    return _with_shelter(rows.prefetch_related("present__case__person")[:most], shelter)


def named_in(rows: Iterable[Note | Incident]) -> list[Stay]:
    """Of whom a page shows words, or that she was there: those who are in the house still."""
    found = [row.stay for row in rows if row.stay is not None]
    for row in rows:
        if isinstance(row, Incident):
            found += [stay for stay in row.present.all() if not stay.has_left]
    return found


def incidents_of(case: Case) -> list[Incident]:
    """What happened to her in a house, for her team; a day-book stays with who wrote it."""
    found = Incident.objects.filter(stay__case=case, shelter__agency=case.agency_id)
    return list(found.select_related("shelter", "recorded_by", "followed_up_by"))


def seen_by(case: Case) -> list[Presence]:
    """At what else she was there: its kind and day, not what is sealed under another's key."""
    ours = Presence.objects.filter(stay__case=case, incident__shelter__agency=case.agency_id)
    found = ours.select_related("incident")
    return list(found.order_by("-incident__happened_at"))


def _with_shelter(rows: Any, shelter: Shelter) -> list[Any]:
    found = list(rows)
    for row in found:
        row.shelter = shelter
    return found


@due_dates.rule(
    "incident",
    day="follow_up_on",
    what=lambda row: _("Something is to be done after an incident"),
    url=lambda row: reverse("assistance:stay", args=[row.case_id]),
)
def _to_follow_up(cases: QuerySet[Case]) -> QuerySet[Incident]:
    left = Incident.objects.filter(follow_up_on__isnull=False, followed_up_at__isnull=True)
    left = left.filter(shelter__agency=F("stay__case__agency"))
    return left.filter(stay__case__in=cases).annotate(case_id=F("stay__case_id"))


@contacting.counts_as_contact
def _a_danger_came_near() -> QuerySet:
    """Her risk is due again when somebody who endangers her came near, called or was seen. It is
    due in whichever agency has her case: she is no safer there, and a day names no house."""
    since = Incident.objects.filter(
        kind=IncidentKind.SUSPECT, stay__case=OuterRef("pk"), recorded_at__gt=OuterRef("risk_at")
    )
    day = TruncDate("recorded_at", tzinfo=clock.programme_zone())
    return since.order_by("recorded_at").annotate(day=day).values("day")


@contacting.counts_as_contact
def _she_was_there() -> QuerySet:
    since = Presence.objects.filter(
        incident__kind=IncidentKind.SUSPECT,
        stay__case=OuterRef("pk"),
        incident__recorded_at__gt=OuterRef("risk_at"),
    )
    day = TruncDate("incident__recorded_at", tzinfo=clock.programme_zone())
    return since.order_by("incident__recorded_at").annotate(day=day).values("day")
