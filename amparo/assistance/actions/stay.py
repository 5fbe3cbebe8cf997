"""Somebody comes, is given a bed, goes out and comes back, leaves."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from amparo import audit
from amparo.assistance.access import shelter as access
from amparo.assistance.actions.shelter import locked, say_beds
from amparo.assistance.models import Bed, BedUse, Leave, Shelter, Stay
from amparo.assistance.policies import shelter as policies
from amparo.assistance.queries import shelter as queries
from amparo.audit.recorder import event as log_event
from amparo.cases import policies as cases
from amparo.cases.actions.withholding import keeps_what_is_withheld, or_withhold
from amparo.cases.models import Case
from amparo.core import clock
from amparo.core.decisions import Refused


@keeps_what_is_withheld
@transaction.atomic
def enter(
    *,
    by: Any,
    case: Case,
    bed: Bed,
    comes_with: Stay | None = None,
    looked_why: str = "",
    apart_why: str = "",
    **facts: Any,
) -> Stay:
    """Enter somebody, and give her a bed at once: nobody stays without one.

    Whether a danger sleeps there is answered only for a bed that she would get, and the log keeps
    that it was asked: else an invented guest would tell who is in the house.
    """
    held = Case.objects.select_related("person").select_for_update(of=("self",)).get(pk=case.pk)
    shelter = locked(bed.unit.shelter)
    stays = held.stays.filter(left_at__isnull=True).exists()
    policies.can_enter(held, shelter, by=by, stays_already=stays).or_refuse()
    stay = Stay(case=held, shelter=shelter, entered_by=by, looked_why=looked_why, **facts)
    if comes_with is not None:
        stay.party, stay.with_family = comes_with.party, True
    apart = _by_its_rules(stay, bed, apart_why=apart_why)
    or_withhold(
        policies.sleeps_beside_no_danger(conflict=queries.meets_a_danger(stay), why=looked_why),
        log_event("stay_withheld", by=by, about=held, detail={"shelter": str(shelter.pk)}),
    )
    stay.save(force_insert=True)
    audit.record("stay_begun", by=by, about=stay, fields=sorted(facts))
    _give(stay, bed, by=by, apart_why=apart)
    say_beds(shelter)
    return stay


@transaction.atomic
def move(
    *, by: Any, stay: Stay, bed: Bed, family_too: bool = False, apart_why: str = ""
) -> list[Stay]:
    """Another bed, for her alone or for her family in the same unit; nobody is left half-way."""
    shelter = locked(stay.shelter)
    held = _locked(stay)
    _by_the_house(shelter, by)
    policies.is_in_the_house(left=held.has_left).or_refuse()
    before = queries.bed_now(held)
    others = queries.in_unit(before.unit, but=held) if before is not None else []
    today = clock.today()
    if family_too:
        family = [each for each in others if each.party == held.party]
        _move_together([held, *family], bed, by=by)
        say_beds(shelter)
        return [held, *family]
    if before is not None and before.unit_id != bed.unit_id:
        staying = [queries.guest_of(each, on=today) for each in others]
        guest = queries.guest_of(held, on=today)
        policies.leaves_no_child_alone(guest, staying=staying).or_refuse()
    _give(held, bed, by=by, apart_why=_by_its_rules(held, bed, apart_why=apart_why))
    say_beds(shelter)
    return [held]


def _move_together(family: list[Stay], bed: Bed, *, by: Any) -> None:
    """All into one unit, adults first, so that no child is there without them."""
    free = queries.free_beds([family[0].shelter], unit=bed.unit)
    beds = [bed, *(each for each in free if each.pk != bed.pk)]
    policies.has_room(beds=len(beds), people=len(family)).or_refuse()
    today = clock.today()
    pairs = list(zip(family, beds, strict=False))
    for stay, into in sorted(
        pairs, key=lambda pair: queries.is_minor(pair[0], on=today) is not False
    ):
        _give(stay, into, by=by, apart_why=_by_its_rules(stay, into, together=True))


@transaction.atomic
def go_out(*, by: Any, stay: Stay, back_due_on: date, note: str = "") -> Leave:
    """Out for a while, with the day on which she is expected back. Her bed waits."""
    held = _locked(stay)
    policies.can_work(
        held.shelter, by=by, on_staff=access.is_on_staff(by, held.shelter)
    ).or_refuse()
    away = queries.leave_now(held) is not None
    policies.can_go_out(left=held.has_left, away=away).or_refuse()
    facts = {"out_at": clock.now(), "back_due_on": back_due_on, "note": note}
    leave = Leave(stay=held, recorded_by=by, **facts)
    leave.save(force_insert=True)
    audit.record("guest_went_out", by=by, about=leave, fields=["back_due_on"])
    return leave


@transaction.atomic
def come_back(*, by: Any, stay: Stay) -> Leave:
    held = _locked(stay)
    policies.can_work(
        held.shelter, by=by, on_staff=access.is_on_staff(by, held.shelter)
    ).or_refuse()
    leave = queries.leave_now(held)
    policies.can_come_back(away=leave is not None).or_refuse()
    assert leave is not None
    leave.back_at = clock.now()
    leave.save(update_fields=["back_at"])
    audit.record("guest_came_back", by=by, about=leave)
    return leave


@transaction.atomic
def tell_house(*, by: Any, stay: Stay, house_knows: str, belongings: str) -> Stay:
    """What her team chooses to tell the house, and what is kept for her."""
    held = _locked(stay)
    policies.is_in_the_house(left=held.has_left).or_refuse()
    cases.can_record(held.case, by=by).or_refuse()
    held.house_knows, held.belongings = house_knows, belongings
    held.save(update_fields=["house_knows", "belongings"])
    audit.record("house_told", by=by, about=held, fields=["house_knows", "belongings"])
    return held


@transaction.atomic
def leave_house(
    *, by: Any, stay: Stay, left_at: datetime, exit_reason: str, where_to: str, safe_exit: str
) -> Stay:
    """The stay ends and the bed is free. Nobody is kept: no rule stands in the way of leaving."""
    shelter = locked(stay.shelter)
    held = _locked(stay)
    policies.is_in_the_house(left=held.has_left).or_refuse()
    cases.can_record(held.case, by=by).or_refuse()
    held.left_at, held.exit_reason = max(left_at, held.entered_at), exit_reason
    held.where_to, held.safe_exit, held.ended_by = where_to, safe_exit, by
    held.save()
    BedUse.objects.filter(stay=held, until_at__isnull=True).update(until_at=clock.now())
    Leave.objects.filter(stay=held, back_at__isnull=True).update(back_at=clock.now())
    say_beds(shelter)
    audit.record("stay_ended", by=by, about=held, detail={"reason": str(exit_reason)})
    return held


def _by_its_rules(stay: Stay, bed: Bed, *, apart_why: str = "", together: bool = False) -> str:
    """Whether she may have this bed; why apart from her family, where she sleeps apart."""
    bed = Bed.objects.select_related("unit").get(pk=bed.pk, unit__shelter=stay.shelter_id)
    today = clock.today()
    others = [queries.guest_of(each, on=today) for each in queries.in_unit(bed.unit, but=stay)]
    guest = queries.guest_of(stay, on=today)
    policies.can_sleep(guest, queries.place_of(bed), others=others).or_refuse()
    apart = 0 if together else queries.family_elsewhere(stay, bed.unit)
    policies.keeps_together(family_elsewhere=apart, why=apart_why).or_refuse()
    return apart_why if apart else ""


def _give(stay: Stay, bed: Bed, *, by: Any, apart_why: str) -> None:
    """A bed to somebody who may have it; the table itself gives it once."""
    if apart_why:
        stay.apart_why = apart_why
        stay.save(update_fields=["apart_why"])
    BedUse.objects.filter(stay=stay, until_at__isnull=True).update(until_at=clock.now())
    use = BedUse(bed=bed, stay=stay, from_at=clock.now(), given_by=by)
    try:
        with transaction.atomic():
            use.save(force_insert=True)
    except IntegrityError as error:
        guest = queries.guest_of(stay, on=clock.today())
        policies.can_sleep(guest, queries.place_of(bed), others=[]).or_refuse()
        raise Refused(str(error)) from error
    audit.record("bed_given", by=by, about=stay, fields=["bed"], detail={"apart": bool(apart_why)})


def _by_the_house(shelter: Shelter, by: Any) -> None:
    policies.can_work(shelter, by=by, on_staff=access.is_on_staff(by, shelter)).or_refuse()


def _locked(stay: Stay) -> Stay:
    rows = Stay.objects.select_related("case__person", "shelter").select_for_update(of=("self",))
    return rows.get(pk=stay.pk)
