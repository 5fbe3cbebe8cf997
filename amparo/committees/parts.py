"""What the page of an organisation says of its seats and of what it promised."""

from typing import Any

from django.utils.translation import gettext as _

from amparo.committees.access import visible_commitments
from amparo.committees.models import Seat
from amparo.committees.queries import commitments
from amparo.core import clock
from amparo.organisations.models import Organisation
from amparo.organisations.parts import Part, organisation_part


@organisation_part
def _seats(member: Any, organisation: Organisation) -> Part | None:
    seats = Seat.objects.filter(organisation=organisation).select_related("committee")
    lines = [
        (f"{seat.committee.name} · {seat.get_role_display()}", seat.committee.get_absolute_url())
        for seat in seats
    ]
    return Part(_("Seats in committees"), lines) if lines else None


@organisation_part
def _commitments(member: Any, organisation: Organisation) -> Part | None:
    rows = commitments.board(visible_commitments(member).filter(owner=organisation))
    today = clock.today()
    lines = [
        (f"{row.text} · {commitments.light_of(row, on=today).label}", row.get_absolute_url())
        for row in rows
    ]
    return Part(_("Commitments"), lines) if lines else None
