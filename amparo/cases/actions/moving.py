"""A case goes to another agency for good: what is hers goes with it, what is theirs ends.

Whether it may go is not asked here; the room that lets it go asks (`referrals`).
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies import actions as members
from amparo.agencies.models import Agency, Member
from amparo.cases.models import Case, DisclosureReader, Event, Handover, Label, Task, Teammate
from amparo.core import resealing
from amparo.people.actions import moving
from amparo.people.models import Person

_moving: list[Callable[..., None]] = []


def when_it_moves(rule: Callable[..., None]) -> Callable[..., None]:
    """Let a room above end, in the same transaction, what the agency that held it keeps of her:
    `rule(case=, by=, to=)`, asked before anything changed."""
    _moving.append(rule)
    return rule


@transaction.atomic
def move(*, by: Any, case: Case, to: Agency, member: Member) -> Case:
    """From now on it is a case of the other agency, and `member` answers for it. Nobody of the
    former one opens it."""
    held = Case.objects.select_for_update(of=("self",)).select_related("person").get(pk=case.pk)
    former = held.agency_id
    for rule in _moving:
        rule(case=held, by=by, to=to)
    _end_what_was_theirs(held)
    moving.leave(held.person, to=to)
    # Who looks at an older page of it is told that it changed.
    Case.objects.filter(pk=held.pk).update(agency=to, version=held.version + 1)
    Event.objects.filter(person=held.person_id, agency=former).update(agency=to)
    resealing.bind_anew(held.person_id, former=former)
    moving.arrive(Person.objects.get(pk=held.person_id))
    Teammate.objects.create(case=held, member=member)
    fresh = Case.objects.select_related("agency", "person").get(pk=held.pk)
    detail = {"from": str(former), "to": str(to.pk)}
    audit.record("case_moved", by=by, about=fresh, detail=detail)
    audit.record("team_joined", by=by, about=fresh, detail={"member": str(member.pk)})
    return fresh


def _end_what_was_theirs(case: Case) -> None:
    """Their places on the team, their words for it, their names for readers, their half-filled
    forms. What is to be done stays, for whoever comes to it there."""
    Teammate.objects.filter(case=case).delete()
    Handover.objects.filter(case=case).delete()
    Label.objects.filter(case=case).delete()
    DisclosureReader.objects.filter(disclosure__case=case).delete()
    Task.objects.filter(case=case, done_at__isnull=True).update(assignee=None)
    events = Event.objects.filter(person=case.person_id).values_list("pk", flat=True)
    members.drop_drafts_about(ids=[case.pk, case.person_id, *events])
