"""One session for a calendar. Calendars are read by telephones and by those who look over them: it
names neither the committee nor what is dealt with."""

import hashlib
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from amparo.committees.models import Session
from amparo.core import clock

LINES = {"es": "Reunión", "en": "Meeting"}
# The name of the program that wrote the file, in the form the standard asks for: a neutral one.
WRITTEN_BY = "-//Agenda//ES"
LASTS = timedelta(hours=2)


def file(session: Session, *, language: str, now: datetime) -> str:
    begins = datetime.combine(session.on, session.starts_at, tzinfo=clock.programme_zone())
    calendar = Calendar(version="2.0", prodid=WRITTEN_BY, method="PUBLISH")
    # The number of the row stays in the house.
    named = hashlib.sha256(f"session:{session.pk}".encode()).hexdigest()[:32]
    entry = Event(uid=named, summary=LINES.get(language, LINES["es"]))
    entry.add("dtstamp", now.astimezone(UTC))
    entry.add("dtstart", begins.astimezone(UTC))
    entry.add("dtend", (begins + LASTS).astimezone(UTC))
    entry.add("location", session.place or session.link)
    entry.add("class", "PRIVATE")
    calendar.add_component(entry)
    return calendar.to_ical().decode()
