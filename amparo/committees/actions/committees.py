from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.committees.enums import SeatRole
from amparo.committees.models import Committee, Seat
from amparo.committees.policies import committee as policies
from amparo.committees.queries import committees as queries
from amparo.core import clock
from amparo.organisations.models import Organisation
from amparo.taxonomy import vague


@transaction.atomic
def record(*, by: Any, name: str, began: str = "", **facts: Any) -> Committee:
    """Record a committee, since when as exactly as it is known."""
    policies.can_keep(by=by).or_refuse()
    committee = Committee(name=name, began=began, **facts)
    committee.began_low = vague.bounds(began)[0]
    committee.recorded_by = by if isinstance(by, Member) else None
    committee.save(force_insert=True)
    fields = sorted({"name", "began", *facts})
    audit.record("committee_recorded", by=by, about=committee, fields=fields)
    return committee


@transaction.atomic
def change(*, by: Any, committee: Committee, **facts: Any) -> Committee:
    held = locked(committee)
    policies.can_change(held, by=by).or_refuse()
    changed = sorted(name for name, value in facts.items() if getattr(held, name) != value)
    for name in changed:
        setattr(held, name, facts[name])
    held.began_low = vague.bounds(held.began)[0]
    held.save()
    if changed:
        audit.record("committee_changed", by=by, about=held, fields=changed)
    return held


@transaction.atomic
def end(*, by: Any, committee: Committee, on: date) -> Committee:
    """It meets no more. Its sessions and commitments stay."""
    held = locked(committee)
    policies.can_end(held, by=by, on=on, today=clock.today()).or_refuse()
    held.ended_on = on
    held.save(update_fields=["ended_on"])
    audit.record("committee_ended", by=by, about=held, fields=["ended_on"])
    return held


@transaction.atomic
def seat(
    *,
    by: Any,
    committee: Committee,
    organisation: Organisation,
    role: str,
    starts: str,
    ends_on: date | None = None,
    holder: str = "",
    substitute: str = "",
) -> Seat:
    """Give an organisation a seat for a term. One chair at a time."""
    held = locked(committee)
    first = vague.bounds(starts)[0]
    assert first is not None
    policies.can_seat(
        held,
        by=by,
        works=organisation.works,
        days_fit=ends_on is None or ends_on >= first,
        sits_already=queries.sits_between(held, organisation, first, ends_on),
        is_chair=role == SeatRole.CHAIR,
        chair_then=queries.chairs_between(held, first, ends_on).exists(),
    ).or_refuse()
    facts = {"starts": starts, "starts_low": first, "ends_on": ends_on}
    facts |= {"holder": holder, "substitute": substitute}
    row = Seat(committee=held, organisation=organisation, role=role, **facts)
    row.save(force_insert=True)
    detail = {"organisation": str(organisation.pk), "role": str(role)}
    audit.record("seat_taken", by=by, about=held, fields=["seats"], detail=detail)
    return row


@transaction.atomic
def end_term(*, by: Any, seat: Seat, on: date) -> Seat:
    """Say the last day of a term."""
    committee = locked(seat.committee)
    held = Seat.objects.select_for_update().get(pk=seat.pk)
    held.committee = committee
    policies.can_end_term(held, by=by, on=on).or_refuse()
    held.ends_on = on
    held.save(update_fields=["ends_on"])
    detail = {"organisation": str(held.organisation_id)}
    audit.record("term_ended", by=by, about=committee, fields=["seats"], detail=detail)
    return held


def locked(committee: Committee) -> Committee:
    return Committee.objects.select_for_update().get(pk=committee.pk)
