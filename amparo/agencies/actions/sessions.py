"""The end of a member's sessions: whatever she has open, the next request lands at the door."""

from typing import Any

from django.contrib.sessions.models import Session as SessionOfBefore
from django.db import connection

from amparo.agencies.models import Session


def end_sessions(member_id: Any) -> None:
    """End every session of a member, on whatever device."""
    Session.objects.filter(member=member_id).delete()


def end_every_session() -> None:
    """End those of everybody, in the tables of an earlier version too if a restore brought them."""
    there = connection.introspection.table_names()
    for kept in (Session, SessionOfBefore):
        if kept._meta.db_table in there:
            kept.objects.all().delete()
