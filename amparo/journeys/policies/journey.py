"""May a journey begin, may a step be said, may it be called off? Pure: asks no database."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.models import Case
from amparo.cases.policies import can_record
from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.enums import (
    CHOSEN,
    LEFT_ANYHOW,
    SAYS,
    Grown,
    JourneyEnding,
    JourneyState,
    Pathway,
    Riddle,
    Says,
    Side,
    StepKind,
)
from amparo.journeys.models import Journey
from amparo.journeys.policies import thread
from amparo.journeys.policies.thread import Said
from amparo.organisations.models import Organisation

BEFORE_ARRIVAL = {
    JourneyState.PREPARING,
    JourneyState.ASKED,
    JourneyState.REFUSED,
    JourneyState.AGREED,
    JourneyState.CLEARED,
    JourneyState.UNDER_WAY,
}
BEFORE_CLEARED = BEFORE_ARRIVAL - {JourneyState.CLEARED, JourneyState.UNDER_WAY}
# In which state what may be said; how far it is follows from what both said. Of a return nothing is
# ever cleared, so that state changes nothing there.
WHEN: dict[str, frozenset[str]] = {
    StepKind.REQUEST: frozenset(
        {
            JourneyState.PREPARING,
            JourneyState.REFUSED,
            JourneyState.AGREED,
            JourneyState.ASKED,
            JourneyState.CLEARED,
        }
    ),
    StepKind.ANSWER: frozenset(
        {JourneyState.ASKED, JourneyState.AGREED, JourneyState.REFUSED, JourneyState.CLEARED}
    ),
    StepKind.CLEARED: frozenset({JourneyState.AGREED}),
    StepKind.DEPARTURE: frozenset({JourneyState.AGREED, JourneyState.CLEARED}),
    # She may stand at the door before the notice of her departure came; her family too.
    StepKind.ARRIVAL: frozenset(
        {JourneyState.AGREED, JourneyState.CLEARED, JourneyState.UNDER_WAY}
    ),
    StepKind.VISIT: frozenset({JourneyState.ARRIVED}),
    StepKind.CLOSURE: frozenset({JourneyState.ARRIVED}),
    StepKind.CALLED_OFF: frozenset(BEFORE_ARRIVAL),
}


def can_begin(
    case: Case, *, by: Any, office: Organisation, pathway: str, country: str, is_another: bool
) -> Decision:
    """`is_another`: whether a journey of hers is not over yet."""
    may = can_record(case, by=by)
    if not may:
        return may
    if not case.is_open:
        return Decision(_("This case is closed. Take it up again first."))
    if is_another:
        return Decision(
            _(
                "She is on one way already, and nobody takes two at a time, or is received by two. "
                "Call the other one off first; nothing of her assistance changes with it."
            )
        )
    if pathway not in Pathway:
        return Decision(_("Say which way she wants to take."))
    if not (len(country) == 2 and country.isascii() and country.isupper()):
        return Decision(_("Choose the country from the list."))
    return _can_receive(office)


def _can_receive(office: Organisation) -> Decision:
    if not office.works:
        return Decision(_("This organisation works no longer. Choose another one."))
    if office.agency_id is not None:
        return Decision(
            _(
                "This agency signs in here, so nobody has to be asked by package. Refer her to it, "
                "or transfer the case."
            )
        )
    return ALLOWED


def can_say(
    journey: Journey,
    said: Collection[Said],
    *,
    by: Any,
    kind: str,
    day: date,
    today: date,
    facts: Mapping[str, Any] | None = None,
) -> Decision:
    """Whether this end may say this now. Gates of departure are asked beside it. `facts`: all that
    it would say, where that is known."""
    may = _is_ours(journey, by=by)
    if not may:
        return may
    if kind not in SAYS[journey.pathway][journey.side]:
        return Decision(_("The other office says this, and nobody says it in their place."))
    standing = thread.standing(said)
    state = standing.state
    if _waits_for_the_papers(journey, state, kind):
        return Decision(
            _(
                "Her office has not said yet that all papers are there. Nobody of the family sets "
                "out before it says so."
            )
        )
    if state not in WHEN[kind] and not _others_come_later(standing, kind):
        return _not_now(state, kind)
    if kind == StepKind.CLEARED and standing.riddle in LEFT_ANYHOW:
        return Decision(
            _(
                "By what they say somebody has set out already, so nobody is cleared after the "
                "fact. Call the other office now, and write down who arrives."
            )
        )
    if day > today:
        return Decision(_("This day lies ahead. Write it down when it has happened."))
    if facts is not None and _was_said(said, state=state, kind=kind, day=day, facts=facts):
        return Decision(
            _(
                "You have told them exactly this already, so it is not said twice. If the file was "
                "lost, seal it once more."
            )
        )
    return _after_what_was_before(said, kind=kind, day=day, facts=facts or {})


def _was_said(
    said: Collection[Said], *, state: str, kind: str, day: date, facts: Mapping[str, Any]
) -> bool:
    """Pressed twice, or sent again because no answer came: asking anew would undo their yes."""
    before = [each for each in said if each.kind == kind]
    if kind == StepKind.VISIT:
        return any(each.day == day and each.facts == facts for each in before)
    if kind not in (StepKind.REQUEST, StepKind.ANSWER):
        return False
    if kind == StepKind.REQUEST and state != JourneyState.ASKED:
        return False
    last = max(before, key=lambda each: each.number, default=None)
    return last is not None and last.facts == facts


def _waits_for_the_papers(journey: Journey, state: str, kind: str) -> bool:
    """A family sets out once her office said that it may, and not on a yes alone."""
    is_family = journey.pathway == Pathway.FAMILY
    return is_family and kind == StepKind.DEPARTURE and state in BEFORE_CLEARED


def _others_come_later(standing: thread.Standing, kind: str) -> bool:
    """Who is on the road, as one of a family that has not all arrived, or though it was called off
    or never agreed to, is written down on arriving."""
    on_the_road = LEFT_ANYHOW | {Riddle.NOT_ALL_ARRIVED, Riddle.CALLED_OFF_LEFT}
    return kind == StepKind.ARRIVAL and standing.riddle in on_the_road


def _not_now(state: str, kind: str) -> Decision:
    if state == JourneyState.CALLED_OFF:
        return Decision(_("This journey was called off. Begin another one if she wants it."))
    if state == JourneyState.CLOSED:
        return Decision(_("This journey has come to its end."))
    if kind in (StepKind.VISIT, StepKind.CLOSURE):
        return Decision(_("Nobody has arrived yet, by what the offices told."))
    if kind == StepKind.CALLED_OFF:
        return Decision(_("The arrival was told already, so there is no journey left to call off."))
    if kind == StepKind.DEPARTURE and state == JourneyState.UNDER_WAY:
        return Decision(_("You have told them already who set out. Look at the timeline."))
    if kind == StepKind.DEPARTURE:
        return Decision(
            _(
                "The other office has not said yes to the last request. Nobody travels to where "
                "nobody waits."
            )
        )
    return Decision(_("That does not follow what was said last. Look at the timeline."))


def _after_what_was_before(
    said: Collection[Said], *, kind: str, day: date, facts: Mapping[str, Any]
) -> Decision:
    asked = {
        StepKind.DEPARTURE: thread.last_request(said),
        # They may be on the road when somebody asks anew.
        StepKind.ARRIVAL: thread.first_request(said),
    }.get(StepKind(kind))
    if asked is not None and day < asked.day:
        return Decision(
            _(
                "This day lies before the day on which the other office was asked. Nobody sets out "
                "or arrives before that: look at the day again."
            )
        )
    if kind == StepKind.DEPARTURE and facts.get("expected", "9999") < day.isoformat():
        return Decision(
            _("The day of arrival lies before the day of departure. Change one of the two.")
        )
    left = max((each.day for each in said if each.kind == StepKind.DEPARTURE), default=None)
    there = max((each.day for each in said if each.kind == StepKind.ARRIVAL), default=None)
    if kind == StepKind.ARRIVAL and left is not None and day < left:
        return Decision(
            _(
                "This day lies before the day of departure. Look at both days; if theirs is "
                "wrong, call the other office."
            )
        )
    if kind in (StepKind.VISIT, StepKind.CLOSURE) and there is not None and day < there:
        return Decision(_("This day lies before the day of arrival."))
    return ALLOWED


def can_name(
    said: Collection[Said],
    *,
    kind: str,
    numbers: Collection[int],
    travel: Collection[Mapping[str, Any]] = (),
) -> Decision:
    """Whether these relatives are those that the step before it was about. `travel`: of the end
    that knows them, those who would travel now, as a request names them."""
    request, cleared = thread.last_request(said), thread.last_clearance(said)
    rows = request.facts.get("relatives", ()) if request else ()
    if kind == StepKind.CLEARED:
        if {each["number"] for each in travel} == set(numbers) and _are_those(travel, rows):
            return ALLOWED
        return Decision(
            _(
                "Those who would travel are others than those whom the other office was asked for. "
                "Ask it anew."
            )
        )
    may_leave = set(cleared.facts["relatives"]) if cleared else set()
    if kind == StepKind.DEPARTURE and not set(numbers) <= may_leave:
        return Decision(
            _("Somebody whom you name was not cleared to travel. Call the office that clears them.")
        )
    if kind == StepKind.DEPARTURE and thread.is_child_alone(
        numbers, may_leave=may_leave, grown=thread.grown_of(said)
    ):
        return Decision(
            _(
                "A child whom you name, or who may be one, would set out without any of the grown "
                "relatives. Name with whom it travels. If somebody else was cleared to go with "
                "it, her office asks you anew for the child."
            )
        )
    if not set(numbers) <= set(thread.grown_of(said)):
        return Decision(_("Somebody whom you name was not in the request. Look at the list."))
    return ALLOWED


def _are_those(travel: Collection[Mapping[str, Any]], asked: Collection[Mapping[str, Any]]) -> bool:
    """Whether those who would travel are the ones that were asked for. Whoever was an adult then is
    no child now; a day of birth that was found meanwhile asks nothing anew."""
    before = {each["number"]: each for each in asked}
    return {each["number"] for each in travel} == set(before) and all(
        each["kin"] == before[each["number"]]["kin"]
        and (before[each["number"]]["grown"] != Grown.ADULT or each["grown"] == Grown.ADULT)
        for each in travel
    )


def can_call_off(journey: Journey, said: Collection[Said], *, by: Any, ending: str) -> Decision:
    """Ending is always easier than beginning: no gate is asked, and no card is needed."""
    if ending not in CHOSEN:
        return Decision(_("Say why it is called off. The other office is not told."))
    may = _is_ours(journey, by=by)
    state = thread.standing(said).state
    return may and (ALLOWED if state in BEFORE_ARRIVAL else _not_now(state, StepKind.CALLED_OFF))


def can_switch(journey: Journey, said: Collection[Said], *, by: Any, pathway: str) -> Decision:
    """From one way to the other, in one go; not while somebody is on the way."""
    if journey.side != Side.SENDING:
        return Decision(_("Only the office that began this journey changes the way."))
    if pathway == journey.pathway:
        return Decision(_("She is on this way already."))
    standing = thread.standing(said)
    if standing.state == JourneyState.UNDER_WAY or standing.riddle in LEFT_ANYHOW:
        return Decision(
            _(
                "Somebody is on the way now, and is met first. Change the way when it is known "
                "where everybody is."
            )
        )
    return can_call_off(journey, said, by=by, ending=JourneyEnding.OTHER_WAY)


def can_send_again(journey: Journey, *, by: Any) -> Decision:
    """A file that was lost is made good, also after the end."""
    return _is_ours(journey, by=by)


def can_answer(host: str, says: str, *, is_child: bool) -> Decision:
    """A child is received where somebody looked at the place."""
    if says == Says.YES and host == "unsafe":
        return Decision(
            _("You found that it is not safe where she would live. Say no, or find another place.")
        )
    if says == Says.YES and is_child and host == "not_seen":
        return Decision(
            _(
                "She is younger than 18, or may be. Look first at where she would live, and with "
                "whom; then say yes."
            )
        )
    return ALLOWED


def may_leave_it(*, is_live: bool) -> Decision:
    """Whether a case may be closed or go to another agency. `is_live`: somebody awaits her."""
    if is_live:
        return Decision(
            _(
                "She is on her way, or announced: an office waits for her. Call the journey off, "
                "or wait until they say that she arrived."
            )
        )
    return ALLOWED


def can_link(journey: Journey, case: Case, *, by: Any, is_another: bool) -> Decision:
    """Our own case for somebody who came: her case here, under our number."""
    if journey.side != Side.RECEIVING or journey.case_id is not None:
        return Decision(_("This journey has its case already."))
    if case.agency_id != journey.agency_id:
        return Decision(_("That is no case of your agency."))
    if is_another:
        return Decision(_("This case has another journey that is not over. Look whose it is."))
    return can_record(case, by=by)


def _is_ours(journey: Journey, *, by: Any) -> Decision:
    if by.agency_id != journey.agency_id:
        return Decision(_("Only the agency that accompanies this journey writes in it."))
    return agencies.may(by, Permission.RECORD_CASES)
