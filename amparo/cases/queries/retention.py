"""Which files are kept by which series, which have ended, and which acts wait."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amparo.agencies.models import Agency
from amparo.cases import retention
from amparo.cases.enums.retention import STAYS, DisposalState
from amparo.cases.models import Case, Disposal, DisposedFile, FileSeries, SeriesSwitch
from amparo.cases.parts import Part, Shelf, case_part
from amparo.cases.queries.case import OPEN
from amparo.core import clock
from amparo.people import access, keeping
from amparo.people.queries.keeping import held_among

# An act is about so many files at most: whoever approves it can look at each.
MOST = 200


def switches_on(agency: Agency) -> dict[str, SeriesSwitch]:
    found = SeriesSwitch.objects.filter(agency=agency, switched_off_on__isnull=True)
    return {switch.code: switch for switch in found.select_related("recorded_by")}


def series_on(agency: Agency, *, on: date) -> list[retention.Series]:
    """What the lawyer switched on, in the version that she saw, as long as it holds."""
    known = retention.every()
    held = [(known.get(code), switch) for code, switch in switches_on(agency).items()]
    return [
        series
        for series, switch in held
        if series is not None
        and series.version == switch.version
        and agency.kind in series.kinds
        and series.since <= on
        and (series.until is None or on <= series.until)
    ]


@dataclass(frozen=True)
class SeriesLine:
    """One series of an agency on the page where it is switched on."""

    series: retention.Series
    switch: SeriesSwitch | None

    @property
    def holds(self) -> bool:
        return self.switch is not None and self.switch.version == self.series.version


def possible(agency: Agency) -> list[SeriesLine]:
    on = switches_on(agency)
    fitting = [each for each in retention.every().values() if agency.kind in each.kinds]
    return [SeriesLine(each, on.get(each.code)) for each in fitting]


# Files


def without_series(agency: Agency) -> QuerySet[Case]:
    """Closed files that no series was given to."""
    closed = Case.objects.filter(agency=agency, disposal__isnull=True).exclude(status__in=OPEN)
    return closed.filter(file_series__isnull=True).order_by("pk")


def of_agency(agency: Agency) -> QuerySet[FileSeries]:
    return FileSeries.objects.filter(case__agency=agency, case__disposal__isnull=True)


def ended(agency: Agency, code: str, *, today: date) -> QuerySet[FileSeries]:
    """Files of a series whose day is past. Whether they may go is asked of each."""
    found = of_agency(agency).filter(code=code, ends_on__lt=today).exclude(case__status__in=OPEN)
    waiting = DisposedFile.objects.values("case")
    found = found.exclude(case__in=waiting)
    return found.select_related("case__person__agency", "case__agency")


@dataclass(frozen=True)
class Kept:
    """How a series of an agency stands today: numbers of files, and nobody's."""

    agency: Agency
    series: retention.Series
    files: int
    held: int
    ended: int
    within: dict[int, int]
    first: date | None
    waits: bool

    @property
    def may_go(self) -> int:
        return self.ended - self.held

    @property
    def soon(self) -> str:
        return " / ".join(str(self.within[days]) for days in sorted(self.within, reverse=True))

    @property
    def key(self) -> str:
        return f"{self.agency.code}-{self.series.code}"


def kept(agencies: Iterable[Agency], *, today: date) -> list[Kept]:
    return [
        _kept(agency, series, today)
        for agency in agencies
        for series in sorted(series_on(agency, on=today), key=lambda each: each.code)
    ]


def _kept(agency: Agency, series: retention.Series, today: date) -> Kept:
    files = of_agency(agency).filter(code=series.code)
    over = ended(agency, series.code, today=today)
    people = set(over.values_list("case__person", flat=True))
    held = held_among(people)
    return Kept(
        agency=agency,
        series=series,
        files=files.count(),
        held=over.filter(case__person__in=held).count(),
        ended=over.count(),
        within=_within(files, today),
        first=files.filter(ends_on__gte=today).aggregate(first=Min("ends_on"))["first"],
        waits=Disposal.objects.filter(
            agency=agency, code=series.code, state=DisposalState.ASKED
        ).exists(),
    )


def _within(files: QuerySet[FileSeries], today: date) -> dict[int, int]:
    """How many end within 30, 7 and 1 days, each counted at its nearest warning."""
    found = dict.fromkeys(keeping.WARNINGS, 0)
    last = today + timedelta(days=max(keeping.WARNINGS))
    for ends_on in files.filter(ends_on__range=(today, last)).values_list("ends_on", flat=True):
        found[keeping.warning(ends_on, today=today)] += 1
    return found


def warned(member: Any, *, today: date) -> int:
    """How many files of hers to answer for end within thirty days: a number for her list."""
    last = today + timedelta(days=max(keeping.WARNINGS))
    found = FileSeries.objects.filter(case__agency__in=access.kept_agencies(member))
    return found.filter(case__disposal__isnull=True, ends_on__range=(today, last)).count()


def waiting_for(member: Any) -> int:
    """How many acts wait for her as the second person."""
    found = Disposal.objects.filter(agency__in=access.kept_agencies(member))
    return found.filter(state=DisposalState.ASKED).exclude(asked_by=member).count()


def last_number(agency: Agency, year: int) -> int:
    found = Disposal.objects.filter(agency=agency, year=year).aggregate(last=Max("number"))
    return found["last"] or 0


# What the room below asks: how many years, and whether something must stay


@keeping.sets_years
def _years(ids: Collection[UUID]) -> Iterator[tuple[UUID, int | None]]:
    """For each closed file the years of its series, or none where the agency's period holds."""
    closed = Case.objects.filter(person__in=ids).exclude(status__in=OPEN)
    yield from closed.values_list("person_id", "file_series__years")


@keeping.sets_shortest
def _shortest(agency_id: UUID) -> int | None:
    found = FileSeries.objects.filter(case__agency=agency_id)
    return found.aggregate(shortest=Min("years"))["shortest"]


@keeping.makes_stay
def _stays(ids: Collection[UUID]) -> set[UUID]:
    """Whose file archive law forbids to delete, blocked already or not."""
    found = FileSeries.objects.filter(case__person__in=ids, at_end__in=STAYS)
    return set(found.values_list("case__person", flat=True))


@keeping.settles
def _settled(ids: Collection[UUID]) -> set[UUID]:
    """Who needs no more answer: every file of hers is blocked."""
    cases = Case.objects.filter(person__in=ids)
    still = set(cases.filter(disposal__isnull=True).values_list("person", flat=True))
    return set(cases.filter(disposal__isnull=False).values_list("person", flat=True)) - still


@case_part
def _part(member: Any, case: Case) -> Part | None:
    """Until when a closed file is kept, and by which series."""
    if case.is_open:
        return None
    found = FileSeries.objects.filter(case=case).first()
    if found is None or found.series is None:
        return None
    day = date_format(found.ends_on, "SHORT_DATE_FORMAT")
    words = _("%(series)s: until %(day)s") % {"series": found.series.title, "day": day}
    warned = keeping.warning(found.ends_on, today=clock.today())
    url = reverse("cases:closing", args=[case.pk])
    return Part(
        Shelf.RIGHTS, _("How long it is kept"), url, words, "waiting" if warned else "neutral"
    )
