from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from amparo.committees.enums import SeatRole
from amparo.committees.models import Committee, Seat
from amparo.organisations.enums import Sector
from amparo.organisations.models import Organisation

# A committee joins these three; international bodies sit beside them.
JOINED = (Sector.PUBLIC, Sector.PRIVATE, Sector.SOCIAL)


def listed(committees: QuerySet[Committee], *, text: str = "") -> QuerySet[Committee]:
    kept = committees.select_related("place")
    return kept.filter(name__icontains=text) if text else kept


def roster(committee: Committee, *, on: date) -> QuerySet[Seat]:
    """Who sits on a day."""
    seats = committee.seats.select_related("organisation")
    return seats.filter(_sits(on, on))


def _sits(first: date, last: date | None) -> Q:
    """Terms that cover one of these days; `last` None is without end."""
    ends = Q(ends_on__isnull=True) | Q(ends_on__gte=first)
    return ends & Q(starts_low__lte=last) if last is not None else ends


def chair(committee: Committee, *, on: date) -> Seat | None:
    return roster(committee, on=on).filter(role=SeatRole.CHAIR).first()


def chairs_between(committee: Committee, first: date, last: date | None) -> QuerySet[Seat]:
    return committee.seats.filter(_sits(first, last), role=SeatRole.CHAIR)


def sits_between(
    committee: Committee, organisation: Organisation, first: date, last: date | None
) -> bool:
    return committee.seats.filter(_sits(first, last), organisation=organisation).exists()


@dataclass(frozen=True)
class Balance:
    """How many seats a sector has among those that vote."""

    sector: Sector
    seats: int


def balance(seats: list[Seat]) -> list[Balance]:
    voting = [seat for seat in seats if seat.votes]
    return [
        Balance(sector, sum(seat.organisation.sector == sector for seat in voting))
        for sector in JOINED
    ]


def missing(seats: list[Seat]) -> list[Sector]:
    """Sectors without a member."""
    return [each.sector for each in balance(seats) if not each.seats]


def former(committee: Committee, *, on: date) -> QuerySet[Seat]:
    seats = committee.seats.select_related("organisation")
    return seats.filter(ends_on__lt=on).order_by("-ends_on")
