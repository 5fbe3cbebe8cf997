"""Reads about keeping: periods and their ends, holds, erasures that were asked for."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from uuid import UUID

from django.conf import settings
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency
from amparo.audit.models import AuditEvent
from amparo.core import clock
from amparo.core.keystore import KeyDestroyed
from amparo.people import access, keeping
from amparo.people.enums import CameFrom, CountedFrom, ErasureState
from amparo.people.models import (
    Consent,
    Erasure,
    KeepingEnd,
    KeepingPeriod,
    LegalHold,
    Person,
)
from amparo.taxonomy import vague

BATCH = 500
# How far a birth may lie from one that is only approximate.
DOUBT = timedelta(days=2 * 365)
# What the log calls work on a person's own record. Reading and counting are none.
WORK = (
    "person_revised",
    "consent_recorded",
    "consent_withdrawn",
    "safe_contact_said",
    "contact_logged",
    "contact_outside_rules",
    "related_added",
    "related_revised",
    "related_removed",
)
NOT_CHECKED = _("Set with the program; the law that fixes it was not checked yet (to verify).")


@dataclass(frozen=True)
class Period:
    years: int
    rests_on: str


def period_of(agency_id: UUID) -> Period:
    """What the agency set, else what the installation came with."""
    held = KeepingPeriod.objects.filter(agency_id=agency_id).first()
    if held is None:
        return Period(settings.KEEPING_YEARS, str(NOT_CHECKED))
    return Period(held.years, held.rests_on)


def ends_within(agency: Agency, *, by: date) -> Iterator[tuple[UUID, keeping.End]]:
    """Everyone of an agency with no open file whose period ends by a day."""
    years = period_of(agency.pk).years
    fewest = min([years, *filter(None, (rule(agency.pk) for rule in keeping.SHORTEST))])
    people = _possibly_ended(Person.objects.filter(agency=agency), by, fewest)
    found = people.order_by("pk").values_list("pk", flat=True).iterator(BATCH)
    while ids := list(islice(found, BATCH)):
        settled = set().union(*(rule(ids) for rule in keeping.SETTLED))
        left = [pk for pk in ids if pk not in settled]
        ends = ends_of(left, years_of(left, years))
        yield from ((pk, end) for pk, end in ends if end.ends_on <= by)


def end_of(person: Person) -> keeping.End | None:
    """Until when somebody is kept; None while a file of hers is open."""
    years = period_of(person.agency_id).years
    alone = Person.objects.filter(pk=person.pk)
    if not _nothing_open(alone, date.max).exists():
        return None
    ends = ends_of([person.pk], years_of([person.pk], years))
    return next((end for _pk, end in ends), None)


def years_of(ids: Collection[UUID], years: int) -> dict[UUID, int]:
    """How many years each is kept: what a room above says of her files, the longest of them; the
    period of the agency where one of them has nothing of its own."""
    found: dict[UUID, int] = {}
    for rule in keeping.YEARS:
        for pk, own in rule(ids):
            found[pk] = max(found.get(pk, 0), years if own is None else own)
    return {pk: found.get(pk, years) for pk in ids}


def must_stay(person_id: UUID) -> bool:
    """Whether a law of archives forbids to delete what is held of her."""
    return any(person_id in rule([person_id]) for rule in keeping.STAYS)


def _possibly_ended(people: QuerySet[Person], by: date, years: int) -> QuerySet[Person]:
    """Those who may be due: most of an agency was surely worked with later than that."""
    before = by.replace(year=max(by.year - years, 1), day=min(by.day, 28)) + timedelta(days=4)
    recent = Q(came_from=CameFrom.INTAKE, created_at__gt=clock.end_of_day(before))
    return _nothing_open(people.exclude(recent), before)


def _nothing_open(people: QuerySet[Person], before: date) -> QuerySet[Person]:
    for narrow in keeping.NARROWS:
        people = narrow(people, before)
    return people


def ends_of(ids: list[UUID], years: Mapping[UUID, int]) -> Iterator[tuple[UUID, keeping.End]]:
    """Until when each of these people is kept, by years of her own."""
    last: dict[UUID, date] = {}
    for days in keeping.DAYS:
        for person_id, day in days(ids):
            last[person_id] = max(day, last.get(person_id, day))
    read = ("agency", "birth_year", "birth_date", "created_at")
    for person in Person.objects.filter(pk__in=ids).only(*read):
        lately = last.get(person.pk) or day_of(person.created_at)
        grown_up = _grown_up(person, lately)
        yield person.pk, keeping.end(last=lately, grown_up=grown_up, years=years[person.pk])


def _grown_up(person: Person, last: date) -> date | None:
    """The latest day on which she turned 18. A date of birth is opened only where it decides."""
    year = person.birth_year
    if year is not None and year + keeping.GROWN_UP < last.year:
        return date(year + keeping.GROWN_UP, 12, 31)
    born = latest_birth(person) or (date(year, 12, 31) if year is not None else None)
    return keeping.years_after(born, keeping.GROWN_UP) if born else None


def latest_birth(person: Person) -> date | None:
    try:
        text = person.birth_date
    except KeyDestroyed:
        return None
    if not text:
        return None
    read = vague.from_edtf(text)
    return read.high and read.high + (DOUBT if read.approximate or read.uncertain else timedelta())


def day_of(moment) -> date:
    return moment.astimezone(clock.programme_zone()).date()


def logged_days(ids: Collection[UUID], verbs: Iterable[str]) -> Iterator[tuple[UUID, date]]:
    """The last day on which the log says that one of these things was done for each person."""
    events = AuditEvent.objects.filter(person__in=[str(pk) for pk in ids], verb__in=list(verbs))
    for person, at in events.values_list("person").annotate(Max("at")):
        yield UUID(person), day_of(at)


@keeping.counts_as_activity
def _work_on_the_record(ids: Collection[UUID]) -> Iterator[tuple[UUID, date]]:
    for pk, came_from, at in Person.objects.filter(pk__in=ids).values_list(
        "pk", "came_from", "created_at"
    ):
        # What an old register told is as old as it says, not as young as its import.
        if came_from == CameFrom.INTAKE:
            yield pk, day_of(at)
    yield from Consent.objects.filter(person__in=ids).values_list("person_id", "given_on")
    yield from logged_days(ids, WORK)


# Holds and erasures


def is_held(person_id: UUID) -> bool:
    return LegalHold.objects.filter(person=person_id, lifted_at__isnull=True).exists()


def held_among(people_ids: Iterable[UUID]) -> set[UUID]:
    """Who of these people is under a legal hold."""
    standing = LegalHold.objects.filter(lifted_at__isnull=True, person__in=list(people_ids))
    return set(standing.values_list("person_id", flat=True))


def waiting_erasure(person_id: UUID) -> Erasure | None:
    waiting = Erasure.objects.filter(person_id=person_id, state=ErasureState.ASKED)
    return waiting.select_related("asked_by").first()


# Lists


@dataclass(frozen=True)
class Due:
    """One line of the list: whose period ends, known by number alone."""

    end: KeepingEnd
    numbers: str
    is_held: bool
    is_asked: bool
    must_stay: bool = False

    @property
    def has_ended(self) -> bool:
        return self.end.ends_on < clock.today()

    @property
    def counted_from(self) -> str:
        return str(CountedFrom(self.end.counted_from).label)


@dataclass(frozen=True)
class Asked:
    """A request that waits for the second person."""

    erasure: Erasure
    numbers: str
    is_held: bool


@dataclass(frozen=True)
class Standing:
    """A hold that stands, without its reason."""

    hold: LegalHold
    numbers: str


def due_listed(agencies: QuerySet[Agency]) -> QuerySet[KeepingEnd]:
    return KeepingEnd.objects.filter(agency__in=agencies).select_related("person__agency")


def due_lines(ends: list[KeepingEnd]) -> list[Due]:
    ids = [end.person_id for end in ends]
    numbers, held = access.numbers_of(ids), held_among(ids)
    waiting = Erasure.objects.filter(person_id__in=ids, state=ErasureState.ASKED)
    asked = set(waiting.values_list("person_id", flat=True))
    stays = set().union(*(rule(ids) for rule in keeping.STAYS))
    return [
        Due(e, numbers[pk], pk in held, pk in asked, pk in stays)
        for e in ends
        for pk in (e.person_id,)
    ]


def asked_lines(agencies: QuerySet[Agency]) -> list[Asked]:
    """Every request that nobody has answered, the oldest first."""
    waiting = Erasure.objects.filter(agency__in=agencies, state=ErasureState.ASKED)
    found = list(waiting.select_related("agency", "asked_by").order_by("asked_at"))
    ids = [erasure.person_id for erasure in found]
    numbers, held = access.numbers_of(ids), held_among(ids)
    return [Asked(e, numbers[e.person_id], e.person_id in held) for e in found]


def standing_lines(agencies: QuerySet[Agency]) -> list[Standing]:
    """Every hold that stands, the oldest first."""
    standing = LegalHold.objects.filter(person__agency__in=agencies, lifted_at__isnull=True)
    found = list(standing.select_related("person__agency", "placed_by").order_by("placed_at"))
    numbers = access.numbers_of([hold.person_id for hold in found])
    return [Standing(hold, numbers[hold.person_id]) for hold in found]


def carried_out(agencies: QuerySet[Agency]) -> QuerySet[Erasure]:
    """What was erased, the latest first; whom, only the log can say."""
    done = Erasure.objects.filter(
        agency__in=agencies, state__in=(ErasureState.CONFIRMED, ErasureState.DONE)
    )
    return done.select_related("agency", "asked_by", "answered_by").order_by("-answered_at")


def holds_of(person: Person) -> list[LegalHold]:
    """Every hold on a person, with its reasons, the latest first."""
    found = list(person.holds.select_related("placed_by", "lifted_by"))
    for hold in found:
        hold.person = person
    return found
