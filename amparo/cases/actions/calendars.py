"""A member's calendar by a secret address: made, asked for, and ended."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies import actions as members
from amparo.agencies.actions import sessions
from amparo.agencies.models import Member
from amparo.cases import calendar_feed
from amparo.cases.models import CalendarFeed
from amparo.cases.policies import calendar as policies
from amparo.core import clock


@transaction.atomic
def make_calendar_address(*, by: Member) -> str:
    """A fresh address, shown this once. The one before ends."""
    Member.objects.select_for_update().get(pk=by.pk)
    policies.can_have(by=by).or_refuse()
    CalendarFeed.objects.filter(member=by).delete()
    secret = calendar_feed.fresh()
    digest = calendar_feed.digest(secret)
    CalendarFeed.objects.create(member=by, digest=digest, made_at=clock.now())
    audit.record("calendar_address_made", by=by, about=by)
    return secret


@transaction.atomic
def end_calendar_address(*, by: Any, member: Member) -> None:
    """From now on the address leads nowhere."""
    _end(member.pk, by=by, about=member)


@transaction.atomic
def note_calendar_asked(*, feed: CalendarFeed) -> None:
    """The log is told the first time of each day."""
    held = CalendarFeed.objects.select_for_update(of=("self",)).filter(pk=feed.pk).first()
    if held is None or held.used_on == clock.today():
        return
    held.used_on = clock.today()
    held.save(update_fields=["used_on"])
    audit.record("calendar_read", by=feed.member, about=feed.member)


@members.when_she_leaves_cases
def end_with_her_cases(*, by: Any, member: Member, why: str, to: Member | None = None) -> None:
    _end(member.pk, by=by, about=member)


@sessions.when_visits_end
def end_with_her_visits(member_id: Any) -> None:
    """A lost telephone holds the address too."""
    CalendarFeed.objects.filter(member=member_id).delete()


def _end(member_id: Any, *, by: Any, about: Member) -> None:
    if CalendarFeed.objects.filter(member=member_id).delete()[0]:
        audit.record("calendar_address_ended", by=by, about=about)
