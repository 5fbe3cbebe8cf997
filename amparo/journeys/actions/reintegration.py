"""Every change to how somebody is accompanied."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from amparo import audit
from amparo.cases.actions import closing
from amparo.cases.enums import YesNo
from amparo.cases.enums.closing import ReopeningReason
from amparo.cases.models import Case
from amparo.core import clock
from amparo.journeys import life
from amparo.journeys.enums.lost_contact import SearchEnd
from amparo.journeys.enums.reintegration import (
    Dimension,
    Ending,
    LifeAnswer,
    Opinion,
    VisitOutcome,
)
from amparo.journeys.models import (
    ActionDimension,
    LostContact,
    Reintegration,
    Visit,
    VisitDay,
)
from amparo.journeys.policies import reintegration as policies
from amparo.journeys.queries import reintegration as queries
from amparo.people.actions import contact as contacts
from amparo.people.enums.contact import Began, Channel, Outcome
from amparo.people.policies.contact import can_contact_her
from amparo.people.queries.keeping import day_of
from amparo.taxonomy.models import Place

# What the log of contacts says of a visit.
SAID = {
    VisitOutcome.DONE: Outcome.REACHED,
    VisitOutcome.NOT_NOW: Outcome.REACHED,
    VisitOutcome.AWAY: Outcome.NOBODY,
    VisitOutcome.LOST: Outcome.OTHER,
}


@transaction.atomic
def begin(
    *, by: Any, case: Case, where: str, begun_on: date, place: Place | None = None
) -> Reintegration:
    """Begin to accompany her. From now on her visits are among what is due."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    has_one = Reintegration.objects.filter(case=held, ended_on__isnull=True).exists()
    policies.can_begin(
        held, by=by, begun_on=begun_on, today=clock.today(), has_one=has_one
    ).or_refuse()
    made = Reintegration(case=held, where=where, begun_on=begun_on, begun_by=by)
    made.place = place.pk if place is not None else ""
    made.save(force_insert=True)
    VisitDay.objects.bulk_create(
        VisitDay(reintegration=made, months=months, due_on=due_on)
        for months, due_on in policies.days_of_visits(begun_on)
    )
    audit.record("reintegration_begun", by=by, about=made, fields=["where", "place"])
    return made


@transaction.atomic
def correct_beginning(
    *,
    by: Any,
    reintegration: Reintegration,
    where: str,
    begun_on: date,
    place: Place | None = None,
) -> Reintegration:
    """Where it began, and since when, was written down wrongly. The visits count from the right
    day."""
    held = _locked(reintegration)
    policies.can_correct_beginning(
        held,
        by=by,
        begun_on=begun_on,
        today=clock.today(),
        first_visit=queries.first_visit_on(held),
    ).or_refuse()
    said = {"where": where, "begun_on": begun_on, "place": place.pk if place is not None else ""}
    changed = [name for name, value in said.items() if getattr(held, name) != value]
    if not changed:
        return held
    for name in changed:
        setattr(held, name, said[name])
    held.save(update_fields=changed)
    if "begun_on" in changed:
        for months, due_on in policies.days_of_visits(begun_on):
            VisitDay.objects.filter(reintegration=held, months=months).update(due_on=due_on)
    audit.record("reintegration_corrected", by=by, about=held, fields=changed)
    return held


@transaction.atomic
def record_visit(
    *,
    by: Any,
    reintegration: Reintegration,
    at: datetime,
    channel: str,
    began: str,
    outcome: str,
    months: int | None = None,
    phrase: str = YesNo.NOT_ASKED,
    opinion: str = Opinion.NOT_ASKED,
    answers: Mapping[str, str] | None = None,
    note: str = "",
) -> Visit:
    """Keep a visit or an attempt, and write it into the log of contacts, which asks her rules."""
    held = _locked(reintegration)
    person, said, she_came = held.case.person, dict(answers or {}), began == Began.HER
    policies.can_record_visit(
        held,
        by=by,
        held_on=day_of(at),
        lies_ahead=at > clock.now(),
        months=months,
        settled=queries.settled(held),
        outcome=outcome,
        answers=said,
    ).or_refuse()
    rules, others = queries.rules_at(person, at)
    may = can_contact_her(rules, others, channel=channel, at=at)
    policies.may_have_been(may_contact=may, she_came=she_came, outcome=outcome).or_refuse()
    policies.is_she(
        channel=channel, outcome=outcome, has_phrase=queries.has_phrase(person), phrase=phrase
    ).or_refuse()
    visit = Visit(
        reintegration=held,
        months=months,
        at=at,
        held_on=day_of(at),
        channel=channel,
        began=began,
        outcome=outcome,
        phrase=phrase,
        opinion=opinion,
        list_version=life.newest(),
        answers={
            each.code: said[each.code]
            for each in life.questions(life.newest())
            if said.get(each.code, LifeAnswer.NOT_ASKED) != LifeAnswer.NOT_ASKED
        },
        note=note,
        visited_by=by,
    )
    visit.save(force_insert=True)
    contacts.log_contact(
        by=by,
        person=person,
        channel=Channel(channel),
        began=Began(began),
        outcome=SAID[VisitOutcome(outcome)],
        at=at,
    )
    audit.record("visit_recorded", by=by, about=visit, fields=["outcome", "answers", "note"])
    return visit


@transaction.atomic
def strike_visit(*, by: Any, visit: Visit) -> Visit:
    """It was not held, or was another's: it stays, struck, and its day is due again."""
    _locked(visit.reintegration)
    held = Visit.objects.select_related("reintegration__case").get(pk=visit.pk)
    policies.can_strike(held, by=by).or_refuse()
    held.struck_at, held.struck_by = clock.now(), by
    held.save(update_fields=["struck_at", "struck_by"])
    audit.record("visit_struck", by=by, about=held, fields=["struck_at"])
    return held


@transaction.atomic
def sort_plan(*, by: Any, reintegration: Reintegration, sides: Mapping[UUID, str]) -> Reintegration:
    """Say to which side of her life each action of her plan belongs. The plan stays as it is."""
    held = _locked(reintegration)
    policies.can_write(held, by=by).or_refuse()
    known = {each.thread for each in queries.plan_actions(held.case)}
    asked = {thread: side for thread, side in sides.items() if thread in known}
    ActionDimension.objects.filter(reintegration=held, thread__in=asked).delete()
    ActionDimension.objects.bulk_create(
        ActionDimension(reintegration=held, thread=thread, dimension=Dimension(side))
        for thread, side in asked.items()
        if side
    )
    audit.record("reintegration_sorted", by=by, about=held, fields=["dimension"])
    return held


@transaction.atomic
def end(*, by: Any, reintegration: Reintegration, ending: str, words: str = "") -> Reintegration:
    """End accompanying her. Nothing that she was given is asked back."""
    held = _locked(reintegration)
    standing = queries.standing(held)
    policies.can_end(held, by=by, ending=ending, standing=standing).or_refuse()
    return close(held, by=by, ending=ending, words=words)


@transaction.atomic
def tell_trafficked_again(
    *, by: Any, reintegration: Reintegration, on: date, words: str = ""
) -> Reintegration:
    """She was trafficked again, and is back. The case is open to her whatever had ended; her risk
    is due today; what was promised to her stands, and nothing is asked back."""
    case = Case.objects.select_for_update().get(pk=reintegration.case_id)
    held = _locked(reintegration)
    policies.can_tell_again(held, by=by, on=on, today=clock.today()).or_refuse()
    held.again_on, held.again_at, held.again_by = on, clock.now(), by
    held.again_words = words
    held.save(update_fields=["again_on", "again_at", "again_by", "again_words"])
    if held.is_open:
        close(held, by=by, ending=Ending.AGAIN)
    if not case.is_open:
        closing.reopen(
            by=by,
            case=case,
            reason=ReopeningReason.NEW_RISK,
            words=gettext("She is in danger again, or came out of it, and needs help."),
        )
    audit.record("way_back_opened", by=by, about=held, fields=["again_on", "again_words"])
    return held


def close(held: Reintegration, *, by: Any, ending: str, words: str = "") -> Reintegration:
    """The end itself, once a rule allowed it. Who is with us, or wants to be let alone, is no
    longer looked for."""
    today = clock.today()
    for search in LostContact.objects.filter(reintegration=held, ended_on__isnull=True):
        search.reintegration = held
        lost = ending == Ending.LOST
        search.end = SearchEnd.LOST if lost else SearchEnd.FOUND
        search.ended_on, search.ended_by = today, by
        search.words = words if lost else ""
        search.save(update_fields=["end", "ended_on", "ended_by", "words"])
    held.ending, held.ended_on, held.ended_by, held.end_words = ending, today, by, words
    held.save(update_fields=["ending", "ended_on", "ended_by", "end_words"])
    audit.record("reintegration_ended", by=by, about=held, detail={"ending": str(ending)})
    return held


def _locked(reintegration: Reintegration) -> Reintegration:
    rows = Reintegration.objects.select_related("case__person", "case__agency")
    return rows.select_for_update(of=("self",)).get(pk=reintegration.pk)
