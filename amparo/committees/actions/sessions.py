from collections.abc import Callable
from datetime import date, time
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.committees.actions import agenda
from amparo.committees.actions.committees import locked as locked_committee
from amparo.committees.enums import SessionState
from amparo.committees.models import Attendance, Commitment, Committee, Erratum, Seat, Session
from amparo.committees.policies import session as policies
from amparo.committees.writing import minutes
from amparo.core import clock
from amparo.organisations.actions import papers

_ended: list[Callable[..., None]] = []


def when_it_ends(rule: Callable[..., None]) -> Callable[..., None]:
    """Let a room above take away what stood with a session, in the transaction that ends it."""
    _ended.append(rule)
    return rule


@transaction.atomic
def call(
    *,
    by: Member,
    committee: Committee,
    kind: str,
    on: date,
    starts_at: time,
    place: str = "",
    link: str = "",
    points: list[str] | None = None,
    about: list[Commitment] | None = None,
) -> Session:
    """Call a session with its agenda: points in words, then commitments that are late."""
    held = locked_committee(committee)
    policies.can_call(held, by=by, somewhere=bool(place.strip() or link)).or_refuse()
    facts = {"kind": kind, "on": on, "starts_at": starts_at, "place": place, "link": link}
    session = Session(committee=held, called_on=clock.today(), called_by=by, **facts)
    session.save(force_insert=True)
    audit.record("session_called", by=by, about=session, fields=sorted(facts))
    if points or about:
        agenda.add(by=by, session=session, points=points or [], about=about or [])
    return session


@transaction.atomic
def change(*, by: Any, session: Session, **facts: Any) -> Session:
    """Another day, hour or place, while it has not begun."""
    held = locked(session)
    somewhere = facts.get("place", held.place).strip() or facts.get("link", held.link)
    policies.can_call(held.committee, by=by, somewhere=bool(somewhere)).or_refuse()
    policies.can_change(held, by=by).or_refuse()
    changed = sorted(name for name, value in facts.items() if getattr(held, name) != value)
    for name in changed:
        setattr(held, name, facts[name])
    if "on" in changed:
        # Another day is called anew.
        held.called_on = clock.today()
    held.save()
    if changed:
        audit.record("session_changed", by=by, about=held, fields=changed)
    return held


@transaction.atomic
def begin(*, by: Any, session: Session, at: time) -> Session:
    """It begins: now those who came can be written down, and then it resolves."""
    held = locked(session)
    policies.can_open(held, by=by, today=clock.today()).or_refuse()
    held.state, held.opened_at = SessionState.OPENED, at
    held.save(update_fields=["state", "opened_at"])
    audit.record("session_begun", by=by, about=held, fields=["opened_at", "state"])
    return held


@transaction.atomic
def attend(*, by: Any, session: Session, roll: dict[Seat, tuple[str, bool]]) -> Session:
    """Write down for each seat who came, and whether they have left."""
    held = locked(session)
    policies.can_attend(held, by=by).or_refuse()
    for seat, (came_as, left) in roll.items():
        Attendance.objects.update_or_create(
            session=held, seat=seat, defaults={"came_as": came_as, "left": left and bool(came_as)}
        )
    audit.record("attendance_taken", by=by, about=held, fields=["attendance"])
    return held


@transaction.atomic
def close(*, by: Any, session: Session, at: time) -> Session:
    """Close it. From now on the words of its minutes are fixed, in every language."""
    held = locked(session)
    came = held.attendance.exclude(came_as="").exists()
    policies.can_close(held, by=by, somebody_came=came, at=at).or_refuse()
    held.closed_at = at
    held.minutes = minutes.in_every_language(held)
    held.state = SessionState.CLOSED
    held.save(update_fields=["closed_at", "minutes", "state"])
    audit.record("session_closed", by=by, about=held, fields=["closed_at", "minutes", "state"])
    _tell(held, by=by)
    return held


@transaction.atomic
def call_off(*, by: Any, session: Session, why: str) -> Session:
    held = locked(session)
    policies.can_call_off(held, by=by, why=why).or_refuse()
    held.state, held.called_off_why = SessionState.CALLED_OFF, why
    held.save(update_fields=["state", "called_off_why"])
    audit.record("session_called_off", by=by, about=held, fields=["called_off_why", "state"])
    _tell(held, by=by)
    return held


def _tell(held: Session, *, by: Any) -> None:
    for rule in _ended:
        rule(by=by, session=held)


@transaction.atomic
def sign(*, by: Member, session: Session, content: bytes, file_type: str) -> Session:
    """Keep the minutes as they were signed."""
    held = locked(session)
    policies.can_sign(held, by=by).or_refuse()
    held.paper = papers.keep(by=by, content=content, file_type=file_type)
    held.state, held.signed_on = SessionState.SIGNED, clock.today()
    held.save(update_fields=["paper", "state", "signed_on"])
    audit.record("minutes_signed", by=by, about=held, fields=["paper", "signed_on", "state"])
    return held


@transaction.atomic
def correct(*, by: Member, session: Session, text: str) -> Erratum:
    """Write a correction after the fixed words, and leave them as they are."""
    held = locked(session)
    policies.can_correct(held, by=by, text=text).or_refuse()
    note = Erratum(session=held, number=held.errata.count() + 1, text=text)
    note.written_by, note.written_on = by, clock.today()
    note.save(force_insert=True)
    audit.record("minutes_corrected", by=by, about=held, fields=["errata"])
    return note


def locked(session: Session) -> Session:
    rows = Session.objects.select_related("committee").select_for_update(of=("self",))
    return rows.get(pk=session.pk)
