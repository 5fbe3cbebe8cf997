"""What the other office answers in a sealed file to a referral that went as one."""

from datetime import date
from typing import Any

from amparo.agencies.models import Member
from amparo.core import clock
from amparo.referrals import kinds
from amparo.referrals.actions.referral import held_for_change, take_down
from amparo.referrals.enums import AnsweredBy, AnswerKind, Refusal
from amparo.referrals.enums.package import Kind, Unopened
from amparo.referrals.envelope import CannotOpen
from amparo.referrals.models import ReceivedPackage, Referral
from amparo.referrals.policies import referral as policies

LONGEST = 1000


@kinds.takes(Kind.ANSWER)
def answered(*, by: Member, received: ReceivedPackage, said: kinds.Said) -> None:
    """Kept with the referral that it names, of the office to which that one went. One that comes
    too late is kept beside and changes nothing."""
    held = held_for_change(_named(received, said))
    kind, refusal = said.get("kind"), said.get("refusal")
    if kind not in AnswerKind or kind == AnswerKind.RECEIVED:
        raise CannotOpen(Unopened.DAMAGED)
    refusal = refusal if kind == AnswerKind.REFUSED and refusal in Refusal else ""
    if kind == AnswerKind.REFUSED and not refusal:
        refusal = Refusal.OTHER.value
    take_down(
        held,
        by=by,
        kind=kind,
        refusal=refusal,
        words=_words(said.get("words")),
        said_on=_day(said.get("said_on"), held),
        by_way=AnsweredBy.FILE,
        counts=bool(policies.follows(held, kind=kind, refusal=refusal)),
    )


def _named(received: ReceivedPackage, said: kinds.Said) -> Referral:
    number = said.get("referral")
    found = None
    if isinstance(number, str):
        found = Referral.objects.filter(
            disclosure__number=number,
            agency=received.agency,
            package__to__organisation=received.sender.organisation_id,
        ).first()
    if found is None:
        raise CannotOpen(Unopened.NO_QUESTION)
    return found


def _words(value: Any) -> str:
    return value[:LONGEST] if isinstance(value, str) else ""


def _day(value: Any, held: Referral) -> date:
    """The day that they say, where it can be one; else today."""
    today = clock.today()
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return today
    return day if policies.is_a_day(day, sent_at=held.sent_at, today=today) else today
