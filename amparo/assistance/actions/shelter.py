"""A shelter, its units and beds, and who works in it."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies import actions as members
from amparo.agencies.models import Agency, Member
from amparo.assistance.access import shelter as access
from amparo.assistance.models import Bed, BedUse, Shelter, ShelterStaff, Unit
from amparo.assistance.policies import shelter as policies
from amparo.assistance.queries import shelter as queries
from amparo.audit.recorder import event as log_event
from amparo.cases.actions.withholding import keeps_what_is_withheld, or_withhold
from amparo.core import clock, keystore
from amparo.core.changes import ChangedMeanwhile, changed_fields

UNIT = ("name", "kind", "welcomes", "in_use")


@transaction.atomic
def found_shelter(*, by: Any, agency: Agency, name: str) -> Shelter:
    """Say that there is a house. Where it stands is nowhere in this system."""
    policies.can_keep(agency.pk, by=by).or_refuse()
    taken = Shelter.objects.filter(agency=agency, name=name).exists()
    policies.has_its_own_name(taken=taken).or_refuse()
    shelter = Shelter(agency=agency, name=name)
    # What its day-book says about the house lies under a key of the house.
    keystore.create([shelter.pk])
    shelter.save(force_insert=True)
    audit.record("shelter_founded", by=by, about=shelter)
    return shelter


@keeps_what_is_withheld
@transaction.atomic
def name_staff(*, by: Any, shelter: Shelter, member: Member) -> ShelterStaff:
    """From now on she sees who sleeps there."""
    held = locked(shelter)
    another = queries.another_keeps(held, by)
    policies.can_name(held, by=by, member=member, another_keeps=another).or_refuse()
    conflict = queries.endangers_a_guest(member, held)
    detail = {"member": str(member.pk)}
    or_withhold(
        policies.comes_near_nobody_who_fears_her(conflict=conflict),
        log_event("conflict_withheld", by=by, about=held, detail=detail),
    )
    staff, is_new = ShelterStaff.objects.get_or_create(shelter=shelter, member=member)
    if is_new:
        verb = "shelter_named_herself" if member.pk == by.pk else "shelter_staff_named"
        audit.record(verb, by=by, about=shelter, detail=detail)
    return staff


@transaction.atomic
def remove_staff(*, by: Any, shelter: Shelter, member: Member) -> None:
    """From now on the house is shut to her."""
    policies.can_keep(shelter.agency_id, by=by).or_refuse()
    removed, _rows = ShelterStaff.objects.filter(shelter=shelter, member=member).delete()
    if removed:
        detail = {"member": str(member.pk)}
        audit.record("shelter_staff_removed", by=by, about=shelter, detail=detail)


@members.when_she_leaves_houses
def leave_houses(*, by: Any, member: Member, why: str) -> None:
    """Given her access or her role back, she is on no staff: she is named anew."""
    named = ShelterStaff.objects.filter(member=member)
    houses = [row.shelter for row in named.select_related("shelter")]
    named.delete()
    detail = {"member": str(member.pk), "why": why}
    audit.record_many(
        [log_event("shelter_staff_removed", by=by, about=house, detail=detail) for house in houses]
    )


@transaction.atomic
def add_unit(
    *, by: Any, shelter: Shelter, name: str, kind: str, welcomes: Sequence[str], beds: int
) -> Unit:
    """A room or a family unit with its beds, numbered from one."""
    held = locked(shelter)
    policies.can_keep(held.agency_id, by=by).or_refuse()
    taken = Unit.objects.filter(shelter=held, name=name).exists()
    policies.has_its_own_name(taken=taken).or_refuse()
    unit = Unit(shelter=held, name=name, kind=kind, welcomes=sorted(set(welcomes)))
    unit.save(force_insert=True)
    for number in range(1, beds + 1):
        Bed(unit=unit, label=str(number)).save(force_insert=True)
    audit.record("unit_added", by=by, about=unit, detail={"beds": beds, "welcomes": unit.welcomes})
    return unit


@transaction.atomic
def change_unit(*, by: Any, unit: Unit, seen_version: int, **facts: Any) -> Unit:
    """Another name, another kind, for other people. Never under somebody who sleeps in it."""
    shelter = locked(unit.shelter)
    policies.can_keep(shelter.agency_id, by=by).or_refuse()
    held = Unit.objects.get(pk=unit.pk, shelter=shelter)
    changed = changed_fields(held, {name: facts[name] for name in UNIT if name in facts})
    if not changed:
        return held
    if held.version != seen_version:
        raise ChangedMeanwhile(held, changed)
    policies.can_change_unit(
        somebody_sleeps_there=bool(queries.in_unit(held)),
        changes_whom_it_is_for=bool(set(changed) - {"name"}),
    ).or_refuse()
    named = Unit.objects.filter(shelter=shelter, name=facts.get("name", held.name))
    policies.has_its_own_name(taken=named.exclude(pk=held.pk).exists()).or_refuse()
    for name in changed:
        setattr(held, name, facts[name])
    held.version += 1
    held.save(update_fields=[*changed, "version"])
    if "in_use" in changed:
        say_beds(shelter)
    audit.record("unit_changed", by=by, about=held, fields=changed)
    return held


@transaction.atomic
def add_beds(*, by: Any, unit: Unit, beds: int) -> list[Bed]:
    """More beds in a unit, numbered on."""
    shelter = locked(unit.shelter)
    policies.can_keep(shelter.agency_id, by=by).or_refuse()
    labels = list(Bed.objects.filter(unit=unit).values_list("label", flat=True))
    policies.can_hold(beds=len(labels) + beds).or_refuse()
    last = max((int(label) for label in labels if label.isdecimal()), default=0)
    added = [Bed(unit=unit, label=str(last + number)) for number in range(1, beds + 1)]
    for bed in added:
        bed.save(force_insert=True)
    say_beds(shelter)
    audit.record("beds_added", by=by, about=unit, detail={"beds": beds})
    return added


@transaction.atomic
def turn_bed(*, by: Any, bed: Bed, in_use: bool) -> Bed:
    """Take a bed out of use, or back. Never from under somebody."""
    shelter = locked(bed.unit.shelter)
    policies.can_keep(shelter.agency_id, by=by).or_refuse()
    held = Bed.objects.get(pk=bed.pk)
    if not in_use:
        taken = BedUse.objects.filter(bed=held, until_at__isnull=True).exists()
        policies.can_take_out_of_use(taken=taken).or_refuse()
    held.in_use = in_use
    held.save(update_fields=["in_use"])
    say_beds(shelter)
    audit.record("bed_turned", by=by, about=held, detail={"in_use": in_use})
    return held


@transaction.atomic
def confirm_beds(*, by: Any, shelter: Shelter) -> Shelter:
    """Somebody looked: the beds are as they stand here."""
    held = locked(shelter)
    policies.can_work(held, by=by, on_staff=access.is_on_staff(by, held)).or_refuse()
    say_beds(held)
    audit.record("beds_confirmed", by=by, about=held)
    return held


def locked(shelter: Shelter) -> Shelter:
    """One at a time gives beds in a house: the rules look at who else sleeps in a unit."""
    return Shelter.objects.select_for_update().get(pk=shelter.pk)


def say_beds(shelter: Shelter) -> None:
    shelter.beds_said_at = clock.now()
    shelter.save(update_fields=["beds_said_at"])
