"""Who sleeps where tonight, what is free for whom, and what the rules ask of a bed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amparo.agencies.models import Agency, Member
from amparo.agencies.roles import Permission
from amparo.assistance.enums.shelter import AsksFor, Group, UnitKind
from amparo.assistance.models import Bed, BedUse, Leave, Shelter, ShelterStaff, Stay, Unit
from amparo.assistance.policies import shelter as policies
from amparo.assistance.policies.shelter import Guest, Place
from amparo.assistance.queries import medication
from amparo.cases.access import conflicts
from amparo.cases.models import Case
from amparo.core import clock
from amparo.core.question import Question
from amparo.people.enums import DutyAge
from amparo.people.models import Person
from amparo.people.queries import relations
from amparo.people.queries.disclosure import age_of

BANDS: list[tuple[int, Promise]] = [
    (6, _("under 6 years")),
    (12, _("6 to 11 years")),
    (18, _("12 to 17 years")),
]
GROWN_UP = 18
ADULT, UNKNOWN = _("18 years or more"), _("Age not known: placed as a child")


# What the rules ask


def is_minor(stay: Stay, *, on: date) -> bool | None:
    """By the file, where its year of birth leaves no doubt; else by the word of who entered her."""
    person = stay.case.person
    known = age_of(person, on=on)
    if known:
        return known == DutyAge.MINOR
    if person.birth_year is not None and on.year - person.birth_year < GROWN_UP:
        return True
    return False if stay.taken_for_adult else None


def guest_of(stay: Stay, *, on: date) -> Guest:
    return Guest(stay.party, stay.asks_for, is_minor(stay, on=on), stay.with_family)


def band_of(person: Person, minor: bool | None, *, on: date) -> Promise:
    """Her age as far as a night asks for it: never a date, never a year."""
    if minor is False:
        return ADULT
    if minor is None or person.birth_year is None:
        return UNKNOWN
    least = on.year - person.birth_year - 1
    return next((words for below, words in BANDS if least < below), UNKNOWN)


def in_unit(unit: Unit, *, but: Stay | None = None) -> list[Stay]:
    """Who has a bed in a unit, but for one."""
    uses = _uses(BedUse.objects.filter(bed__unit=unit))
    return [use.stay for use in uses if but is None or use.stay_id != but.pk]


def family_of(stay: Stay) -> list[Stay]:
    """Those of her family who stay here now."""
    found = Stay.objects.filter(shelter=stay.shelter_id, party=stay.party, left_at__isnull=True)
    return list(found.exclude(pk=stay.pk).select_related("case__person"))


def family_elsewhere(stay: Stay, unit: Unit) -> int:
    """How many of her family have a bed in another unit."""
    uses = BedUse.objects.filter(
        stay__party=stay.party, stay__shelter=unit.shelter_id, until_at__isnull=True
    )
    return uses.exclude(stay=stay.pk).exclude(bed__unit=unit).count()


def place_of(bed: Bed) -> Place:
    unit = bed.unit
    return Place(
        welcomes=frozenset(unit.welcomes),
        in_use=bed.in_use and unit.in_use,
        taken=BedUse.objects.filter(bed=bed, until_at__isnull=True).exists(),
        one_family=unit.kind == UnitKind.FAMILY,
    )


def meets_a_danger(stay: Stay) -> bool:
    """Whether her file, or that of somebody in the house, names a danger with a name like one of
    theirs, or hers one like that of who works there. Which of them is not said: whoever asks may
    not open the other file."""
    person = stay.case.person
    if works_beside_a_danger(stay):
        return True
    others = [each.case.person for each in _guests(stay.shelter_id) if each.pk != stay.pk]
    return any(
        relations.conflicts(person, other.full_name) or relations.conflicts(other, person.full_name)
        for other in others
        if other.pk != person.pk
    )


def works_beside_a_danger(stay: Stay) -> bool:
    """Whether somebody who works in the house bears the name of one who endangers her."""
    return bool(bear_a_feared_name(stay.case, [row.member for row in staff(stay.shelter)]))


def bear_a_feared_name(case: Case, members: Iterable[Member]) -> list[Member]:
    """Which of them bear a name like that of one who endangers her, and were not set aside."""
    return conflicts.feared(case, members)


def could_work(agency_id: UUID) -> list[Member]:
    """Who of an agency works in its shelters, or could be named to one."""
    found = Member.objects.filter(agency=agency_id, is_active=True).order_by("display_name")
    return [member for member in found if member.may(Permission.WORK_IN_SHELTER)]


def another_keeps(shelter: Shelter, by: Any) -> bool:
    """Whether somebody else of the agency could say who works there. Who was invited and has not
    come yet could not."""
    others = Member.objects.filter(agency=shelter.agency_id, is_active=True).exclude(pk=by.pk)
    return any(each.may(Permission.KEEP_SHELTER) and each.has_usable_password() for each in others)


def endangers_a_guest(member: Member, shelter: Shelter) -> bool:
    """Whether somebody who stays in the house fears one who bears this colleague's name."""
    return bool(conflicts.in_conflict([stay.case for stay in guests(shelter)], member))


def free_beds(shelters: Iterable[Shelter], *, unit: Unit | None = None) -> list[Bed]:
    """Beds in use that nobody has, house by house and unit by unit."""
    found = Bed.objects.filter(unit__shelter__in=list(shelters), in_use=True, unit__in_use=True)
    found = found if unit is None else found.filter(unit=unit)
    taken = BedUse.objects.filter(until_at__isnull=True).values("bed")
    beds = found.exclude(pk__in=taken).select_related("unit__shelter")
    return list(beds.order_by("unit__shelter__name", "unit__name", "label"))


# Tonight


@dataclass
class BedLine:
    """One bed tonight, and of whoever has it what a night needs."""

    bed: Bed
    stay: Stay | None = None
    band: Any = ""
    leave: Leave | None = None
    doses: list[str] = field(default_factory=list)

    @property
    def letter(self) -> str:
        """The first letter of what she is called: all that a paper says of her."""
        return self.stay.short_name[:1].upper() if self.stay is not None else ""

    @property
    def is_free(self) -> bool:
        return self.stay is None and self.bed.in_use and self.bed.unit.in_use


@dataclass
class UnitLines:
    unit: Unit
    beds: list[BedLine]


def tonight(shelter: Shelter) -> list[UnitLines]:
    """Unit by unit and bed by bed; whoever stays here without a bed is not on it."""
    today = clock.today()
    held = {
        use.bed_id: use.stay for use in _uses(BedUse.objects.filter(bed__unit__shelter=shelter))
    }
    away = {each.stay_id: each for each in _leaves(held.values())}
    waiting = doses_left({stay.case_id for stay in held.values()}, on=today)
    found = []
    for unit in units(shelter):
        lines = []
        for bed in unit.beds.all():
            bed.unit = unit
            line = BedLine(bed, held.get(bed.pk))
            if line.stay is not None:
                line.stay.shelter = shelter
                person = line.stay.case.person
                line.band = band_of(person, is_minor(line.stay, on=today), on=today)
                line.leave = away.get(line.stay.pk)
                line.doses = waiting.get(line.stay.case_id, [])
            lines.append(line)
        found.append(UnitLines(unit, lines))
    return found


def in_beds(units: Iterable[UnitLines]) -> list[Stay]:
    return [line.stay for each in units for line in each.beds if line.stay is not None]


def units(shelter: Shelter) -> QuerySet[Unit]:
    return Unit.objects.filter(shelter=shelter).prefetch_related("beds")


def doses_left(cases: Iterable[UUID], *, on: date) -> dict[UUID, list[str]]:
    """By case, the hours of today of which nobody has written down what became of them."""
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for row in medication.taken_by(cases, day=on):
        given = {dose.hour for dose in row.doses_of_day}
        found[row.case_id] += [hour for hour in row.hours if hour not in given]
    return {case: sorted(hours) for case, hours in found.items() if hours}


def taken_beds(shelter: Shelter) -> set[UUID]:
    """Which beds somebody has; not who."""
    uses = BedUse.objects.filter(bed__unit__shelter=shelter, until_at__isnull=True)
    return set(uses.values_list("bed", flat=True))


def staff(shelter: Shelter) -> list[ShelterStaff]:
    return list(shelter.staff.select_related("member"))


def may_join(shelter: Shelter) -> list[Member]:
    """Who of the agency could work there and is not named yet."""
    named = set(shelter.staff.values_list("member", flat=True))
    return [each for each in could_work(shelter.agency_id) if each.pk not in named]


_stays_now = Question(
    lambda case: Stay.objects.filter(case=case, left_at__isnull=True).select_related("shelter")
)


def stays_now(case: Case) -> Stay | None:
    found = _stays_now.first(case.pk)
    if found is not None:
        found.case = case
    return found


def bed_now(stay: Stay) -> Bed | None:
    uses = BedUse.objects.filter(stay=stay, until_at__isnull=True).select_related("bed__unit")
    return next((use.bed for use in uses), None)


def leave_now(stay: Stay) -> Leave | None:
    found = stay.leaves.filter(back_at__isnull=True).first()
    if found is not None:
        found.stay = stay
    return found


def works_where_she_sleeps(member: Any, case: Case) -> bool:
    """Whether somebody works by name in the house in which this person stays now."""
    houses = Stay.objects.filter(case=case, left_at__isnull=True).values("shelter")
    return ShelterStaff.objects.filter(
        member_id=member.pk, shelter__in=houses, shelter__agency_id=member.agency_id
    ).exists()


def guests(shelter: Shelter) -> list[Stay]:
    """Everybody who stays here now, by the day she came."""
    return _guests(shelter.pk)


def _guests(shelter_id: UUID) -> list[Stay]:
    found = Stay.objects.filter(shelter=shelter_id, left_at__isnull=True)
    return list(found.select_related("case__person").order_by("entered_at", "pk"))


def _uses(uses: QuerySet[BedUse]) -> list[BedUse]:
    return list(uses.filter(until_at__isnull=True).select_related("stay__case__person"))


def _leaves(stays: Iterable[Stay]) -> QuerySet[Leave]:
    return Leave.objects.filter(stay__in=[stay.pk for stay in stays], back_at__isnull=True)


# Beds and nobody in them


@dataclass(frozen=True)
class Capacity:
    """How many beds stand free for a group at an agency, and since when that is said.

    One bed may be free for several groups, so these are never added up. Counts of beds alone.
    """

    group: Group
    beds: int
    free: int
    said_at: datetime | None


# Whom a free bed is asked for, group by group.
ASKED = {
    Group.WOMEN: Guest(uuid4(), AsksFor.WOMEN, minor=False),
    Group.MEN: Guest(uuid4(), AsksFor.MEN, minor=False),
    Group.LGBTI: Guest(uuid4(), AsksFor.LGBTI, minor=False),
    Group.FAMILIES: Guest(uuid4(), AsksFor.WOMEN, minor=False, with_family=True),
    Group.CHILDREN_ALONE: Guest(uuid4(), "", minor=True),
}


def capacity(agency: Agency) -> list[Capacity]:
    """Free beds of an agency for each group, by the same rules by which a bed is given."""
    shelters = list(Shelter.objects.filter(agency=agency))
    said = [shelter.beds_said_at for shelter in shelters]
    # As old as the oldest of what it is made of; never said is older than all.
    oldest = min((each for each in said if each), default=None) if all(said) else None
    beds: defaultdict[Group, int] = defaultdict(int)
    free: defaultdict[Group, int] = defaultdict(int)
    for shelter in shelters:
        for unit in _with_beds(shelter):
            for group, guest in ASKED.items():
                beds[group] += sum(1 for place in unit.places if _counts(group, place))
                free[group] += sum(
                    1
                    for place in unit.places
                    if _counts(group, place)
                    and policies.can_sleep(guest, place, others=unit.others)
                )
    return [Capacity(group, beds[group], free[group], oldest) for group in Group if beds[group]]


@dataclass(frozen=True)
class _UnitNow:
    places: list[Place]
    others: list[Guest]


def _with_beds(shelter: Shelter) -> list[_UnitNow]:
    today = clock.today()
    uses = _uses(BedUse.objects.filter(bed__unit__shelter=shelter).select_related("bed"))
    found = []
    for unit in units(shelter):
        held = {use.bed_id: use.stay for use in uses if use.bed.unit_id == unit.pk}
        places = [
            Place(
                frozenset(unit.welcomes),
                in_use=bed.in_use and unit.in_use,
                taken=bed.pk in held,
                one_family=unit.kind == UnitKind.FAMILY,
            )
            for bed in unit.beds.all()
        ]
        found.append(_UnitNow(places, [guest_of(stay, on=today) for stay in held.values()]))
    return found


def _counts(group: Group, place: Place) -> bool:
    return place.in_use and group in place.welcomes
