from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.committees.actions import commitments, sessions
from amparo.committees.actions.committees import locked as locked_committee
from amparo.committees.enums import Fulfilment, Origin
from amparo.committees.models import Commitment, Line, Point, Resolution, Session
from amparo.committees.policies import resolution as policies
from amparo.committees.queries import sessions as queries
from amparo.organisations.models import Organisation


@transaction.atomic
def resolve(
    *,
    by: Any,
    session: Session,
    text: str,
    point: Point | None = None,
    line: Line | None = None,
    unanimous: bool = False,
    in_favour: int = 0,
    against: int = 0,
    abstained: int = 0,
) -> Resolution:
    """Resolve by a counted vote, and give it the next number of the committee and the year."""
    # The committee first: its numbers are given one after the other.
    committee = locked_committee(session.committee)
    held = sessions.locked(session)
    quorum = queries.quorum(held)
    policies.can_resolve(held, by=by, quorum=quorum.reached).or_refuse()
    if unanimous:
        in_favour, against, abstained = quorum.here, 0, 0
    votes = {"in_favour": in_favour, "against": against, "abstained": abstained}
    policies.was_carried(
        **votes,
        here=quorum.here,
        chair_decides=committee.casting_vote and quorum.chair_is_here,
    ).or_refuse()
    year = held.on.year
    number = queries.next_number(committee, year=year)
    row = Resolution(
        session=held,
        committee=committee,
        year=year,
        number=number,
        shown="/".join(filter(None, [committee.code, str(number), str(year)])),
        point=point,
        line=line,
        text=text,
        seats=quorum.seats,
        ran_out=_ran_out(held, point),
        **votes,
    )
    row.save(force_insert=True)
    fields = ["against", "abstained", "in_favour", "number", "text"]
    audit.record("resolution_adopted", by=by, about=row, fields=fields)
    return row


@transaction.atomic
def promise(
    *, by: Any, resolution: Resolution, text: str, owner: Organisation, due_on: date | None = None
) -> Commitment:
    """Write down what an organisation promised by this resolution."""
    return commitments.write(
        by=by,
        text=text,
        owner=owner,
        origin=Origin.COMMITTEE,
        committee=resolution.committee,
        made=resolution.session.on.isoformat(),
        due_on=due_on,
        resolution=resolution,
        line=resolution.line,
    )


@transaction.atomic
def correct(
    *,
    by: Any,
    resolution: Resolution,
    text: str,
    point: Point | None = None,
    line: Line | None = None,
    in_favour: int,
    against: int = 0,
    abstained: int = 0,
) -> Resolution:
    """Put its words and its count right while the session lasts. As many vote as then."""
    committee = locked_committee(resolution.committee)
    held = _locked(resolution)
    policies.can_correct(held, by=by).or_refuse()
    votes = {"in_favour": in_favour, "against": against, "abstained": abstained}
    policies.was_carried(**votes, here=held.voted, chair_decides=committee.casting_vote).or_refuse()
    facts = {"text": text, "point": point, "line": line, **votes}
    changed = sorted(name for name, value in facts.items() if getattr(held, name) != value)
    for name in changed:
        setattr(held, name, facts[name])
    held.ran_out = _ran_out(held.session, point)
    held.save()
    audit.record("resolution_corrected", by=by, about=held, fields=changed)
    return held


@transaction.atomic
def strike(*, by: Any, resolution: Resolution, why: str) -> Resolution:
    """It does not hold. It stays with its number, which is not given again."""
    held = _locked(resolution)
    owed = held.commitments.filter(state=Fulfilment.OPEN).exists()
    policies.can_strike(held, by=by, why=why, owed=owed).or_refuse()
    held.struck_why = why
    held.save(update_fields=["struck_why"])
    audit.record("resolution_struck", by=by, about=held, fields=["struck_why"])
    return held


def _ran_out(session: Session, point: Point | None) -> str:
    if point is None or point.agreement is None:
        return ""
    return policies.ran_out(point.agreement, on=session.on) or ""


def _locked(resolution: Resolution) -> Resolution:
    # The session first: while it is being closed nothing in it changes.
    session = sessions.locked(resolution.session)
    held = Resolution.objects.select_for_update().get(pk=resolution.pk)
    held.session = session
    return held
