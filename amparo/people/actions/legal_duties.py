"""A lawyer's word on a duty is kept, and that a person was told of it. Nothing is sent by that."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Agency
from amparo.core import clock
from amparo.people import legal_duties
from amparo.people.models import DutySwitch, DutyTold, Person
from amparo.people.policies import legal_duties as policies
from amparo.people.queries.disclosure import switch_of


@transaction.atomic
def switch_duty_on(
    *,
    by: Any,
    agency: Agency,
    code: str,
    lawyer: str,
    rests_on: str,
    said_explicitly: bool = False,
) -> DutySwitch:
    """Keep that the lawyer of an agency says it has a duty, from today."""
    held = Agency.objects.select_for_update().get(pk=agency.pk)
    duty = legal_duties.duties()[code]
    policies.can_switch_on(
        held,
        duty,
        by=by,
        is_on=switch_of(held, code) is not None,
        lawyer=lawyer,
        rests_on=rests_on,
        said_explicitly=said_explicitly,
    ).or_refuse()
    switch = DutySwitch.objects.create(
        agency=held,
        code=duty.code,
        version=duty.version,
        lawyer=lawyer,
        rests_on=rests_on,
        said_explicitly=said_explicitly,
        switched_on=clock.today(),
        recorded_by=by,
    )
    detail = {"duty": duty.code, "version": duty.version, "agency": held.code}
    audit.record("duty_switched_on", by=by, about=switch, detail=detail)
    return switch


@transaction.atomic
def switch_duty_off(*, by: Any, switch: DutySwitch) -> DutySwitch:
    """Keep that an agency no longer has a duty. From now on nothing rests on it."""
    held = DutySwitch.objects.select_for_update(of=("self",)).get(pk=switch.pk)
    policies.can_switch_off(held, by=by).or_refuse()
    held.switched_off_on, held.switched_off_by = clock.today(), by
    held.save(update_fields=["switched_off_on", "switched_off_by"])
    detail = {"duty": held.code, "version": held.version, "agency": held.agency.code}
    audit.record("duty_switched_off", by=by, about=held, detail=detail)
    return held


@transaction.atomic
def tell_duties(*, by: Any, person: Person, codes: Iterable[str]) -> list[DutyTold]:
    """Keep that she was told what would have to be passed on, before she spoke."""
    policies.can_tell(person, by=by).or_refuse()
    known, now = legal_duties.duties(), clock.now()
    told = [
        DutyTold(person=person, code=code, version=known[code].version, told_by=by, told_at=now)
        for code in sorted(codes)
    ]
    DutyTold.objects.bulk_create(told)
    if told:
        detail = {"duties": [each.code for each in told]}
        audit.record("duties_told", by=by, about=person, detail=detail)
    return told
