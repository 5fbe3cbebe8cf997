"""The end of a member's sessions: whatever she has open, the next request lands at the door."""

from collections.abc import Callable
from typing import Any

from django.contrib.sessions.models import Session as SessionOfBefore
from django.db import connection, transaction

from amparo import audit
from amparo.agencies import policies, sessions
from amparo.agencies.models import Member, Session

_rules: list[Callable[[Any], None]] = []


def when_visits_end(rule: Callable[[Any], None]) -> Callable[[Any], None]:
    """Let a room above end what else a lost telephone holds: called with the id of the member."""
    if rule not in _rules:
        _rules.append(rule)
    return rule


def end_sessions(member_id: Any) -> None:
    """End every session of a member, on whatever device."""
    Session.objects.filter(member=member_id).delete()
    end_what_a_telephone_holds(member_id)


def end_what_a_telephone_holds(member_id: Any) -> None:
    """What rooms above gave her to come in by without a visit."""
    for rule in _rules:
        rule(member_id)


@transaction.atomic
def end_visits(*, by: Any, member: Member) -> None:
    """End whatever a member has open, at once: her telephone was lost. Her access stays."""
    policies.can_end_visits(member, by=by).or_refuse()
    end_sessions(member.pk)
    audit.record("visits_ended", by=by, about=member)


@transaction.atomic
def end_other_visits(*, by: Member, session_key: str) -> int:
    """End what she has open elsewhere; the visit from which she says so stays."""
    others = Session.objects.filter(member=by).exclude(session_key=sessions.digest(session_key))
    ended = others.delete()[0]
    end_what_a_telephone_holds(by.pk)
    audit.record("other_visits_ended", by=by, about=by, detail={"visits": ended})
    return ended


def end_every_session() -> None:
    """End those of everybody, in the tables of an earlier version too if a restore brought them."""
    there = connection.introspection.table_names()
    for kept in (Session, SessionOfBefore):
        if kept._meta.db_table in there:
            kept.objects.all().delete()
