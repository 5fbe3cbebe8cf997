"""Brought before a session under a code, answered there, and gone with the session."""

import secrets
from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Agency, Member
from amparo.cases import numbers
from amparo.cases.actions import moving
from amparo.cases.models import Case
from amparo.committees.actions import sessions as committees
from amparo.committees.enums import SessionState
from amparo.committees.models import Session
from amparo.core import clock
from amparo.people.actions import consents, relations
from amparo.people.models import Person
from amparo.referrals.access import conference as access
from amparo.referrals.enums.conference import ConferenceEnd, Said
from amparo.referrals.models import Conference, Hearer, OnTheTable
from amparo.referrals.policies import conference as policies
from amparo.referrals.queries import conference as queries

CODE_LENGTH = 4


@transaction.atomic
def bring(
    *,
    by: Member,
    case: Case,
    session: Session,
    needed: Collection[str],
    asks: str,
    age: str = "",
    waits: str = "",
) -> Conference:
    """Put a case before a session: a code of its own, and what was chosen of the lists."""
    # First the session, so that none is brought while it closes.
    sitting = committees.locked(session)
    held = Case.objects.select_for_update(of=("self",)).select_related("person", "agency")
    case, today = held.get(pk=case.pk), clock.today()
    found = queries.sitting(case, sitting, on=today)
    policies.can_bring(
        case,
        by=by,
        session=sitting,
        today=today,
        standing=access.standing_of(case),
        sits=queries.sits(case, sitting),
        is_there=queries.is_there(case, sitting),
        fears=access.nobody_is_feared(case, [each.agency for each in found.there]),
        somebody_hears=bool(found.hearers),
    ).or_refuse()
    policies.is_coded(age=age, needed=needed, waits=waits, asks=asks).or_refuse()
    made = Conference(
        case=case, committee=sitting.committee, on=sitting.on, brought_by=by,
        recorded_at=clock.now(),
    )  # fmt: skip
    made.save(force_insert=True)
    table = OnTheTable(conference=made, session=sitting, code=_fresh(sitting), needs=list(needed))
    table.age, table.waits, table.asks = age, waits, asks
    table.save(force_insert=True)
    for agency in found.hearers:
        Hearer(conference=made, agency=agency).save(force_insert=True)
    fields = ["age", "asks", "needs", "waits"]
    audit.record("conference_brought", by=by, about=made, fields=fields)
    return made


def _fresh(session: Session) -> str:
    """By chance alone; none that lies at this table already."""
    taken = set(OnTheTable.objects.filter(session=session).values_list("code", flat=True))
    while True:
        code = "".join(secrets.choice(numbers.ALPHABET) for _ in range(CODE_LENGTH))
        if code not in taken:
            return code


@transaction.atomic
def answer(*, by: Any, session: Session, row: Hearer, said: str, offers: str = "") -> Hearer:
    """What her agency says to one code. It may say another thing while the session is open."""
    sitting = committees.locked(session)
    access.may_look(by, sitting).or_refuse()
    held = access.heard_or_404(by, sitting, row.pk)
    table = held.conference.table
    policies.is_an_answer(said=said, offers=offers, needed=table.needs).or_refuse()
    held.said, held.offers = said, offers
    held.save(update_fields=["said", "offers"])
    audit.record("conference_answered", by=by, about=held.conference, fields=["offers", "said"])
    return held


@transaction.atomic
def take_back(*, by: Any, conference: Conference) -> Conference:
    """Take it off the table before the session ends."""
    held = Conference.objects.select_related("case__agency").select_for_update(of=("self",))
    found = held.get(pk=conference.pk)
    policies.can_take_back(found.case, by=by, ended=bool(found.ending)).or_refuse()
    _end(_at_tables().filter(conference=found), ConferenceEnd.TAKEN_BACK, by=by)
    return found


@committees.when_it_ends
def clear_the_table(*, by: Any, session: Session) -> None:
    """Codes, facts and answers go with the session; that it was heard, and offers, stay."""
    off = session.state == SessionState.CALLED_OFF
    ending = ConferenceEnd.CALLED_OFF if off else ConferenceEnd.HEARD
    _end(_at_tables().filter(session=session), ending, by=by)


@transaction.atomic
def clear_what_is_over(*, by: Any) -> None:
    """Of sessions whose day passed and which nobody closed."""
    over = _at_tables().filter(session__on__lt=clock.today())
    _end(over, ConferenceEnd.DAY_OVER, by=by)


@consents.when_she_says_no
def take_off_what_she_took_back(*, by: Any, person: Person) -> None:
    """One agency that may not hear of her any more, and it is off the table for all."""
    rows = _at_tables().filter(conference__case__person=person)
    today = clock.today()
    lost = [each for each in rows if not _all_may_hear(each, today)]
    _end(lost, ConferenceEnd.HER_NO, by=by)


def _all_may_hear(row: OnTheTable, today: Any) -> bool:
    case, hearers = row.conference.case, row.conference.hearers.select_related("agency")
    return all(access.verdict(case, each.agency, on=today).goes for each in hearers)


@moving.when_it_moves
def take_off_what_went(*, by: Any, case: Case, to: Agency) -> None:
    """It is no case of the agency that brought it any more."""
    _end(_at_tables().filter(conference__case=case), ConferenceEnd.TAKEN_BACK, by=by)


@relations.when_around_her_changed
def take_off_what_is_feared(*, by: Any, person: Person) -> None:
    """Who was written down today as somebody who endangers her may sit at the table."""
    feared = []
    for row in _at_tables().filter(conference__case__person=person):
        case = row.conference.case
        there = queries.agencies_at(row.session, but=case.agency_id)
        if not access.nobody_is_feared(case, there):
            feared.append(row)
    _end(feared, ConferenceEnd.FEARED, by=by)


def _at_tables() -> Any:
    whole = ("session__committee", "conference__case__person", "conference__case__agency")
    return OnTheTable.objects.select_related(*whole).select_for_update(of=("self",))


def _end(rows: Iterable[OnTheTable], ending: str, *, by: Any) -> None:
    for row in rows:
        held = row.conference
        held.on, held.ending, held.ended_at = row.session.on, ending, clock.now()
        held.hearers.exclude(said=Said.OFFERS).delete()
        row.delete()
        held.save(update_fields=["on", "ending", "ended_at"])
        audit.record("conference_ended", by=by, about=held, detail={"ending": str(ending)})
