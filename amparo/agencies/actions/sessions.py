"""The end of a member's sessions: whatever she has open, the next request lands at the door."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from amparo.core import clock


def end_sessions(member_id: Any) -> None:
    """End every session of a member, on whatever device."""
    for session in Session.objects.filter(expire_date__gte=clock.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(member_id):
            session.delete()
