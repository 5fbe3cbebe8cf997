"""May a case be brought before a committee, heard there, answered? Pure: asks no database.

Asked when it is brought and again at every look: what was right in the morning may not be read at
noon.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.models import Case
from amparo.cases.policies import can_record
from amparo.committees.enums import SessionState
from amparo.committees.models import Session
from amparo.core.decisions import ALLOWED, Decision
from amparo.people import policies as people
from amparo.people.enums import Block
from amparo.people.policies.disclosure import Verdict
from amparo.referrals.enums.conference import MOST_NEEDS, AgeSaid, Asks, Said, Waits, needs


@dataclass(frozen=True)
class Standing:
    """What of her and her file bars every table today."""

    hidden: bool = False
    held: bool = False
    erasing: bool = False
    named: bool = False


def can_bring(
    case: Case,
    *,
    by: Any,
    session: Session,
    today: date,
    standing: Standing,
    sits: bool,
    is_there: bool,
    fears: Decision,
    somebody_hears: bool,
) -> Decision:
    """`sits`: her agency has a seat on that day. `is_there`: the case is at this table already.
    `fears`: whether nobody at the table is feared. `somebody_hears`: she said yes to one there."""
    may = can_record(case, by=by) and may_stand(case, standing=standing)
    if not may:
        return may
    if not sits:
        return Decision(_("Your organisation has no seat in this committee on that day."))
    ahead = is_ahead(session, today=today)
    if not ahead:
        return ahead
    if is_there:
        return Decision(_("This case is before this session already."))
    if not fears:
        return fears
    if not somebody_hears:
        return Decision(
            _(
                "She has said yes to no agency of this table, so nobody there may hear of her. Ask "
                "her, agency by agency, about coded facts without identity for a referral."
            )
        )
    return ALLOWED


def may_stand(case: Case, *, standing: Standing) -> Decision:
    """Whether this file may be before any table today."""
    if not case.is_open or case.disposal_id is not None:
        return Decision(_("This case is closed. Nothing of it is brought before a committee."))
    if standing.erasing:
        return Decision(
            _("Her erasure was asked for. Until it is decided nothing new goes out about her.")
        )
    if standing.hidden:
        return Decision(
            _("She is hidden from the search, because somebody looks for her. Use a referral.")
        )
    if standing.named:
        return Decision(
            _("A coordinator closed this file to named people with a reason. Use a referral.")
        )
    return people.not_held(held=standing.held)


def is_ahead(session: Session, *, today: date) -> Decision:
    """Called or under way, and its day has not passed."""
    if session.state not in (SessionState.CALLED, SessionState.OPENED):
        return Decision(_("This session is over, or was called off."))
    if session.on < today:
        return Decision(_("The day of this session has passed."))
    return ALLOWED


def is_coded(*, age: str, needed: Collection[str], waits: str, asks: str) -> Decision:
    """Nothing goes but codes of the lists, and of needs few: many together point at somebody."""
    offered = {code for code, _label in needs()}
    known = set(needed) <= offered and (not age or age in AgeSaid) and (not waits or waits in Waits)
    if not known or asks not in Asks:
        return Decision(_("Only what stands in the lists is brought before a committee."))
    if not 1 <= len(set(needed)) <= MOST_NEEDS:
        return Decision(
            _("Say one to %(most)s services. More of them together point at one person.")
            % {"most": MOST_NEEDS}
        )
    return ALLOWED


def hears(found: Iterable[Verdict]) -> Verdict:
    """What the rule about her consent says of coded facts for one agency."""
    return next(each for each in found if each.block == Block.FACTS)


def nobody_is_feared(names: Decision, *, members: Collection[Any]) -> Decision:
    """`names`: what the file says against the names of the agencies. `members`: of theirs, who
    bears a feared name."""
    if not names:
        return names
    if members:
        return Decision(
            _(
                "In an agency of this table somebody bears the name of one who endangers her. "
                "Nothing of her goes there: talk with her, and go by referral to another."
            )
        )
    return ALLOWED


def can_look(session: Session, *, by: Any, today: date, is_here: bool) -> Decision:
    """Who works on cases in an agency that sits at the table and was marked present; only while
    the session is open."""
    if session.state != SessionState.OPENED or session.on < today:
        return Decision(_("Codes are read only while the session is open."))
    if not is_here:
        return Decision(_("Only agencies that were marked present at this session read the codes."))
    return agencies.may(by, Permission.OPEN_CASES)


def is_an_answer(*, said: str, offers: str, needed: Collection[str]) -> Decision:
    if said not in Said:
        return Decision(_("Say what the answer is."))
    if said == Said.OFFERS and offers not in needed:
        return Decision(_("Offer one of the services that were asked for."))
    if said != Said.OFFERS and offers:
        return Decision(_("Only an offer names a service."))
    return ALLOWED


def can_take_back(case: Case, *, by: Any, ended: bool) -> Decision:
    if ended:
        return Decision(_("Nothing of it is at the table any more."))
    return can_record(case, by=by)
