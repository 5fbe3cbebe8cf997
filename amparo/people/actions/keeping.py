"""Periods of keeping, whose ends are near, and legal holds."""

from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Agency
from amparo.core import clock
from amparo.people import keeping, policies
from amparo.people.models import KeepingEnd, KeepingPeriod, LegalHold, Person
from amparo.people.queries.keeping import ends_within


@transaction.atomic
def set_period(*, by: Any, agency: Agency, years: int, rests_on: str) -> KeepingPeriod:
    """Set how long an agency keeps a record. Whoever falls due by it is only listed."""
    policies.can_set_period(agency, by=by).or_refuse()
    period, _made = KeepingPeriod.objects.update_or_create(
        agency=agency, defaults={"years": years, "rests_on": rests_on, "set_by": by}
    )
    audit.record(
        "period_set", by=by, about=period, fields=["years", "rests_on"], detail={"years": years}
    )
    list_ends(by=by, agency=agency)
    return period


@transaction.atomic
def list_ends(*, by: Any, agency: Agency, today: date | None = None) -> int:
    """Write down whose period ends within ninety days, or has ended. Nobody is erased by that."""
    until = (today or clock.today()) + keeping.AHEAD
    listed = KeepingEnd.objects.filter(agency=agency, warned__isnull=False)
    warned = {(pk, on): days for pk, on, days in listed.values_list("person", "ends_on", "warned")}
    ends = [
        KeepingEnd(
            person_id=person_id,
            agency=agency,
            ends_on=end.ends_on,
            counted_from=end.counted_from,
            age_is_known=end.age_is_known,
            warned=warned.get((person_id, end.ends_on)),
        )
        for person_id, end in ends_within(agency, by=until)
    ]
    KeepingEnd.objects.filter(agency=agency).delete()
    KeepingEnd.objects.bulk_create(ends, batch_size=1000)
    audit.record("ends_listed", by=by, about=agency, detail={"people": len(ends)})
    return len(ends)


@transaction.atomic
def warn(*, by: Any, agency: Agency, today: date | None = None) -> int:
    """Note of whom it is time to be told: 30, 7 and 1 days before the end, each once, even when
    the clock stood still on that very day."""
    day = today or clock.today()
    told = 0
    for end in KeepingEnd.objects.select_for_update().filter(agency=agency, ends_on__gte=day):
        days = keeping.warning(end.ends_on, today=day)
        if days is not None and (end.warned is None or days < end.warned):
            end.warned = days
            end.save(update_fields=["warned"])
            told += 1
    if told:
        audit.record("ends_warned", by=by, about=agency, detail={"people": told})
    return told


@transaction.atomic
def place_hold(*, by: Any, person: Person, reason: str) -> LegalHold:
    """Keep somebody's records from being erased, until the hold is lifted."""
    held = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    policies.can_keep(held.agency, by=by).or_refuse()
    hold = LegalHold(person=held, reason=reason, placed_by=by, placed_at=clock.now())
    hold.save(force_insert=True)
    audit.record("hold_placed", by=by, about=hold, fields=["reason"])
    return hold


@transaction.atomic
def lift_hold(*, by: Any, hold: LegalHold, reason: str) -> LegalHold:
    """Lift a hold. Others that stand on the same person go on standing."""
    held = LegalHold.objects.select_for_update(of=("self",)).get(pk=hold.pk)
    policies.can_lift(held, by=by).or_refuse()
    held.lift_reason, held.lifted_by, held.lifted_at = reason, by, clock.now()
    held.save(update_fields=["lift_reason", "lifted_by", "lifted_at"])
    audit.record("hold_lifted", by=by, about=held, fields=["lift_reason"])
    return held
