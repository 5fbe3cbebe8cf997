"""Which agency held a case when: what a transfer changed is told by the transfers themselves."""

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from amparo.agencies.models import Agency
from amparo.core import clock
from amparo.referrals.enums.transfer import TransferState
from amparo.referrals.models import Transfer

# From a day, to the day before another; None: from its beginning, until now.
Spell = tuple[date | None, date | None]


def spells(agency: Agency) -> dict[UUID, list[Spell]]:
    """Of the cases that ever came to an agency or left it by a transfer: when it held them."""
    found: dict[UUID, list[Spell]] = defaultdict(list)
    for case, came_from, went_to, on in _accepted(Q(from_agency=agency) | Q(to_agency=agency)):
        if came_from == agency.pk:
            since = found[case].pop()[0] if found[case] else None
            found[case].append((since, on))
        if went_to == agency.pk:
            found[case].append((on, None))
    return dict(found)


def within(spell: Spell, *, first: date, last: date) -> bool:
    since, until = spell
    return (since is None or since <= last) and (until is None or until > first)


def held_by(agency: Agency, *, first: date, last: date) -> Q:
    """Cases that were an agency's on some of these days."""
    moved = spells(agency)
    some = [
        case
        for case, held in moved.items()
        if any(within(spell, first=first, last=last) for spell in held)
    ]
    return Q(agency=agency) & ~Q(pk__in=list(moved)) | Q(pk__in=some)


def recorded_by_others() -> dict[UUID, Any]:
    """Of each case that was ever transferred, the agency that had recorded it."""
    first: dict[UUID, Any] = {}
    for case, came_from, _went_to, _on in _accepted(Q()):
        first.setdefault(case, came_from)
    return first


def _accepted(which: Q) -> list[tuple[UUID, Any, Any, date]]:
    rows = Transfer.objects.filter(which, state=TransferState.ACCEPTED).order_by("answered_at")
    named = rows.values_list("case", "from_agency", "to_agency", "answered_at")
    return [(*row, at.astimezone(clock.programme_zone()).date()) for *row, at in named]
