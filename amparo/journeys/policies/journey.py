"""May a journey begin, may a step be said, may it be called off? Pure: asks no database."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.models import Case
from amparo.cases.policies import can_record
from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.enums import CHOSEN, SAYS, JourneyState, Pathway, Says, Side, StepKind
from amparo.journeys.models import Journey
from amparo.journeys.policies import thread
from amparo.journeys.policies.thread import Said
from amparo.organisations.models import Organisation

BEFORE_ARRIVAL = {
    JourneyState.PREPARING,
    JourneyState.ASKED,
    JourneyState.REFUSED,
    JourneyState.AGREED,
    JourneyState.UNDER_WAY,
}
# In which state what may be said; how far it is follows from what both said.
WHEN: dict[str, frozenset[str]] = {
    StepKind.REQUEST: frozenset(
        {JourneyState.PREPARING, JourneyState.REFUSED, JourneyState.AGREED, JourneyState.ASKED}
    ),
    StepKind.ANSWER: frozenset({JourneyState.ASKED, JourneyState.AGREED, JourneyState.REFUSED}),
    StepKind.DEPARTURE: frozenset({JourneyState.AGREED}),
    # She may stand at the door before the notice of her departure came.
    StepKind.ARRIVAL: frozenset({JourneyState.AGREED, JourneyState.UNDER_WAY}),
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
    journey: Journey, said: Collection[Said], *, by: Any, kind: str, day: date, today: date
) -> Decision:
    """Whether this end may say this now. Gates of departure are asked beside it."""
    may = _is_ours(journey, by=by)
    if not may:
        return may
    if kind not in SAYS[journey.side]:
        return Decision(_("The other office says this, and nobody says it in their place."))
    state = thread.standing(said).state
    if state not in WHEN[kind]:
        return _not_now(state, kind)
    if day > today:
        return Decision(_("This day lies ahead. Write it down when it has happened."))
    return _after_what_was_before(said, kind=kind, day=day)


def _not_now(state: str, kind: str) -> Decision:
    if state == JourneyState.CALLED_OFF:
        return Decision(_("This journey was called off. Begin another one if she wants it."))
    if state == JourneyState.CLOSED:
        return Decision(_("This journey has come to its end."))
    if kind in (StepKind.VISIT, StepKind.CLOSURE):
        return Decision(_("She has not arrived yet, by the account of who receives her."))
    if kind == StepKind.CALLED_OFF:
        return Decision(_("She has arrived, so there is no journey left to call off."))
    if kind == StepKind.DEPARTURE:
        return Decision(
            _(
                "The other office has not said yes to the last request. Nobody travels to where "
                "nobody waits for her."
            )
        )
    return Decision(_("That does not follow what was said last. Look at the timeline."))


def _after_what_was_before(said: Collection[Said], *, kind: str, day: date) -> Decision:
    left = max((each.day for each in said if each.kind == StepKind.DEPARTURE), default=None)
    there = max((each.day for each in said if each.kind == StepKind.ARRIVAL), default=None)
    if kind == StepKind.ARRIVAL and left is not None and day < left:
        return Decision(
            _(
                "This day lies before the day on which she set out. Look at both days; if theirs "
                "is wrong, call the other office."
            )
        )
    if kind in (StepKind.VISIT, StepKind.CLOSURE) and there is not None and day < there:
        return Decision(_("This day lies before the day on which she arrived."))
    return ALLOWED


def can_call_off(journey: Journey, said: Collection[Said], *, by: Any, ending: str) -> Decision:
    """Ending is always easier than beginning: no gate is asked, and no card is needed."""
    if ending not in CHOSEN:
        return Decision(_("Say why it is called off. The other office is not told."))
    may = _is_ours(journey, by=by)
    state = thread.standing(said).state
    return may and (ALLOWED if state in BEFORE_ARRIVAL else _not_now(state, StepKind.CALLED_OFF))


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
