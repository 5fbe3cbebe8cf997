"""The agenda of a session: its points, in their order."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.committees.models import Commitment, Point, Session
from amparo.committees.policies import session as policies


@transaction.atomic
def add(
    *, by: Any, session: Session, points: list[str], about: list[Commitment] | None = None
) -> list[Point]:
    """Add points after the last, one for each of these words, then one for each commitment."""
    held = _locked(session)
    policies.can_arrange(held, by=by).or_refuse()
    last = held.points.count()
    wanted: list[tuple[str, Commitment | None]] = [(text, None) for text in points]
    wanted += [(each.text[:300], each) for each in about or []]
    rows = [
        Point(session=held, number=last + place, text=text, commitment=commitment)
        for place, (text, commitment) in enumerate(wanted, 1)
    ]
    for row in rows:
        row.save(force_insert=True)
    audit.record("points_added", by=by, about=held, fields=["points"])
    return rows


@transaction.atomic
def change(*, by: Any, point: Point, **facts: Any) -> Point:
    """Its words, what was said about it, and what it is about."""
    session = _locked(point.session)
    policies.can_arrange(session, by=by).or_refuse()
    held = Point.objects.select_for_update().get(pk=point.pk)
    changed = sorted(name for name, value in facts.items() if getattr(held, name) != value)
    for name in changed:
        setattr(held, name, facts[name])
    held.save()
    if changed:
        audit.record("point_changed", by=by, about=session, fields=changed)
    return held


@transaction.atomic
def move(*, by: Any, point: Point, up: bool) -> None:
    """One place up or down; at the end of the list it stays."""
    session = _locked(point.session)
    policies.can_arrange(session, by=by).or_refuse()
    rows = list(session.points.all())
    place = rows.index(point)
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
        _number(rows)
        audit.record("point_moved", by=by, about=session, fields=["points"])


@transaction.atomic
def remove(*, by: Any, point: Point) -> None:
    session = _locked(point.session)
    policies.can_remove(session, by=by, resolved=point.resolutions.exists()).or_refuse()
    point.delete()
    _number(list(session.points.all()))
    audit.record("point_removed", by=by, about=session, fields=["points"])


def _number(rows: list[Point]) -> None:
    for number, row in enumerate(rows, 1):
        if row.number != number:
            row.number = number
            row.save(update_fields=["number"])


def _locked(session: Session) -> Session:
    return Session.objects.select_for_update().get(pk=session.pk)
