"""The secret in the address of a calendar, and the file behind it, which says days and no more."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from amparo.core.keyring import ring

BYTES = 32
AHEAD = timedelta(days=60)
AN_HOUR = 30
LINES = {"es": "Pendiente", "en": "To do"}
# The name of the program that wrote the file, in the form the standard asks for: a neutral one.
WRITTEN_BY = "-//Agenda//ES"


def fresh() -> str:
    return secrets.token_urlsafe(BYTES)


def digest(secret: str) -> str:
    """Under the key ring: who reads the table has no address."""
    key = ring().subkey("calendar addresses")
    return hmac.new(key, secret.encode(), hashlib.sha256).hexdigest()


def file(days: Iterable[date], *, feed: str, language: str, now: datetime) -> str:
    """One entry a day, whatever and however much is due then. `feed` is the digest of its address:
    with it the name of an entry stays the same from one look to the next, and says nothing."""
    calendar = Calendar(version="2.0", prodid=WRITTEN_BY, method="PUBLISH")
    for day in sorted(set(days)):
        entry = Event(
            uid=hashlib.sha256(f"{feed}:{day}".encode()).hexdigest()[:32],
            summary=LINES.get(language, LINES["es"]),
            transp="TRANSPARENT",
        )
        entry.add("dtstamp", now.astimezone(UTC))
        entry.add("dtstart", day)
        entry.add("class", "PRIVATE")
        calendar.add_component(entry)
    return calendar.to_ical().decode()
