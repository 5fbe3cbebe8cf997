"""What a day-book says of others when somebody goes, and what of the house is kept long enough."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from amparo.assistance.models import Incident, Shelter, ShiftChange, ShiftNote
from amparo.assistance.policies import daybook as policies
from amparo.people.models import Person
from amparo.people.queries.keeping import day_of, period_of


def of_others(rows: Any, houses: Collection[UUID], person: Person) -> QuerySet[Any]:
    """Of these houses, what is not about her and could name her."""
    found = rows.objects.filter(shelter__in=houses).exclude(stay__case__person=person)
    return found.select_related("stay__case", "shelter")


def ended(shelter: Shelter, *, today: date) -> dict[str, list[Any]]:
    """Notes, changes and incidents of the house alone whose period is over.

    Counted from the day on which a note was ticked off, a shift taken on, an incident done with.
    """
    years = period_of(shelter.agency_id).years
    # By the calendar no period is shorter; each row is then asked by its own day.
    before = datetime.combine(today, datetime.min.time()).astimezone() - timedelta(days=365 * years)

    def over(moment: datetime) -> bool:
        return policies.has_ended(day_of(moment), years=years, today=today)

    notes = ShiftNote.objects.filter(shelter=shelter, stay__isnull=True, done_at__lt=before)
    changes = ShiftChange.objects.filter(shelter=shelter, taken_at__lt=before)
    incidents = Incident.objects.filter(shelter=shelter, recorded_at__lt=before)
    return {
        "notes": [row for row in notes if over(row.done_at)],
        "changes": [row for row in changes if over(row.taken_at)],
        "incidents": [
            row
            for row in incidents.prefetch_related("presences")
            if over(row.followed_up_at or row.recorded_at) and _may_go(row)
        ],
    }


def _may_go(incident: Incident) -> bool:
    return bool(
        policies.may_go_by_itself(
            severity=incident.severity,
            about_somebody=incident.stay_id is not None or bool(incident.presences.all()),
            left_to_do=incident.follow_up_on is not None and incident.followed_up_at is None,
        )
    )
