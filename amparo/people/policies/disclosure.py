"""What may go to whom, block by block. Pure: asks no database, no clock, and sends nothing.

No basis, no block. Each rule here can only take away: a no, a withdrawal or a day that passed never
lets more go than before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.utils.translation import gettext as _

from amparo.agencies.enums import AgencyKind, Role
from amparo.core.decisions import ALLOWED, Decision
from amparo.people.enums import Answer, Basis, Block, DutyAge, Purpose, Recipient, Why
from amparo.people.legal_duties import Duty

BLOCKS = tuple(block for block in Block if block != Block.ALL)
# A yes to "another agency" or "somebody else" is a yes to one that she was told by name.
ONLY_BY_NAME = {Recipient.AGENCY, Recipient.OTHER}
TWO = {Role.COORDINATOR, Role.DATA_PROTECTION}
BY_TWO = {Basis.VITAL_INTEREST, Basis.COURT_ORDER}


class Answered(Protocol):
    """What is read of an answer about consent."""

    pk: Any
    purpose: str
    block: str
    recipient: str
    recipient_name: str
    answer: str
    given_on: date
    expires_on: date | None
    recorded_at: datetime
    withdrawn_at: datetime | None

    def is_live(self, on: date) -> bool: ...


@dataclass(frozen=True)
class Asked:
    """To whom, for what, on which day."""

    recipient: str
    purpose: str
    on: date
    name: str = ""


@dataclass(frozen=True)
class ByConsent:
    """Rests on what she said yes to."""


@dataclass(frozen=True)
class ByDuty:
    """Rests on a duty that the lawyer of the agency switched on."""

    duty: Duty
    kind: str
    age: str
    switch: Any


@dataclass(frozen=True)
class ByTwo:
    """Rests on what two people of two roles decided without her consent."""

    basis: str
    blocks: frozenset[str]
    reason: str
    first: Any
    second: Any
    until: date | None
    reference: str = ""


@dataclass(frozen=True)
class Verdict:
    """One block: whether it goes, why, until when, and whether she said no to it."""

    block: str
    goes: bool
    why: str
    until: date | None = None
    is_refused: bool = False
    consent: Any = None

    @property
    def label(self) -> str:
        return str(Block(self.block).label)

    @property
    def reason(self) -> str:
        return str(Why(self.why).label)


def is_a_whole_answer(answer: dict[str, Any]) -> Decision:
    """A no may be about everything. A yes names what it is about and what for."""
    wide = answer.get("block") == Block.ALL or answer.get("purpose") == Purpose.ANY
    if wide and answer.get("answer") == Answer.GRANTED:
        return Decision(
            _(
                "Only a no can be about everything or for whatever it may be. For a yes choose "
                "which information and what for, one answer for each."
            )
        )
    return ALLOWED


def decide(
    asked: Asked,
    basis: ByConsent | ByDuty | ByTwo,
    *,
    answers: Iterable[Answered],
    may_receive: Decision = ALLOWED,
) -> list[Verdict]:
    """What goes to this recipient on this day, block by block; to a name she fears, nothing."""
    held = list(answers)
    if not may_receive:
        return [
            Verdict(block, False, Why.NOT_TO_THEM, is_refused=refuses(block, asked, held))
            for block in BLOCKS
        ]
    rule = {ByConsent: _by_consent, ByDuty: _by_duty, ByTwo: _by_two}[type(basis)]
    return [rule(block, asked, basis, held) for block in BLOCKS]


def going(verdicts: Iterable[Verdict]) -> list[str]:
    return [verdict.block for verdict in verdicts if verdict.goes]


def _by_consent(block: str, asked: Asked, _basis: ByConsent, answers: list[Answered]) -> Verdict:
    refused_at = max((_when(each) for each in answers if _is_no(each, asked, block)), default=None)
    given = [each for each in answers if _is_yes(each, asked, block)]
    standing = [each for each in given if refused_at is None or _when(each) > refused_at]
    live = [each for each in standing if each.is_live(asked.on)]
    if not live:
        refused = refused_at is not None and not standing
        why = Why.REFUSED if refused else Why.ENDED if given else Why.NO_YES
        return Verdict(block, False, why, is_refused=refused)
    longest = max(live, key=lambda each: each.expires_on or date.max)
    return Verdict(block, True, Why.AGREED, until=longest.expires_on, consent=longest.pk)


def _by_duty(block: str, asked: Asked, basis: ByDuty, answers: list[Answered]) -> Verdict:
    said_no = refuses(block, asked, answers)
    holds = duty_holds(basis.duty, kind=basis.kind, age=basis.age, on=asked.on, switch=basis.switch)
    if not holds or asked.recipient != basis.duty.recipient:
        return Verdict(block, False, Why.DUTY_DOES_NOT_HOLD, is_refused=said_no)
    demanded = block in basis.duty.blocks
    why = Why.DEMANDED if demanded else Why.NOT_DEMANDED
    return Verdict(block, demanded, why, until=basis.duty.until, is_refused=said_no)


def _by_two(block: str, asked: Asked, basis: ByTwo, answers: list[Answered]) -> Verdict:
    said_no = refuses(block, asked, answers)
    if not decided_by_two(basis):
        return Verdict(block, False, Why.ALONE, is_refused=said_no)
    if basis.until is None or basis.until < asked.on:
        return Verdict(block, False, Why.OVER, is_refused=said_no)
    goes = block in basis.blocks
    why = Why.DECIDED_BY_TWO if goes else Why.NOT_DECIDED
    return Verdict(block, goes, why, until=basis.until, is_refused=said_no)


def refuses(block: str, asked: Asked, answers: Iterable[Answered]) -> bool:
    """Whether she said no to this recipient about this block, for whatever purpose, and her last
    word on it is still no."""
    held = list(answers)
    purposes = {each.purpose for each in held} | {asked.purpose}
    return any(
        _by_consent(block, Asked(asked.recipient, each, asked.on, asked.name), ByConsent(), held)
        .is_refused
        for each in purposes
    )  # fmt: skip


def duty_holds(duty: Duty, *, kind: str, age: str, on: date, switch: Any) -> Decision:
    """Whether an agency has this duty about this person today. `switch`: the lawyer's word."""
    if switch is None or switch.version != duty.version or switch.switched_off_on is not None:
        return Decision(_("The lawyer of this agency has not switched this legal duty on."))
    if kind == AgencyKind.INTERNATIONAL and not switch.said_explicitly:
        return Decision(
            _("An international organisation has no legal duty that its lawyer did not accept.")
        )
    if kind != AgencyKind.INTERNATIONAL and kind not in duty.kinds:
        return Decision(_("This legal duty is not one of agencies of this kind."))
    starts = max(duty.since, switch.switched_on)
    if on < starts or (duty.until is not None and on > duty.until):
        return Decision(_("This legal duty does not hold on this day."))
    if not concerns(duty, age):
        return Decision(_("This legal duty is not about people of her age."))
    return ALLOWED


def concerns(duty: Duty, age: str) -> bool:
    """By age. Where it is not known she is presumed younger than 18."""
    return duty.ages == DutyAge.ANY or duty.ages == (age or DutyAge.MINOR)


def decided_by_two(basis: ByTwo) -> bool:
    """A reason, two people, two roles; for an order of a court, which one."""
    if basis.basis not in BY_TWO or not basis.reason.strip():
        return False
    if basis.basis == Basis.COURT_ORDER and not basis.reference.strip():
        return False
    one, other = basis.first, basis.second
    return (
        one is not None
        and other is not None
        and one.pk != other.pk
        and {one.role, other.role} == TWO
    )


def _is_yes(each: Answered, asked: Asked, block: str) -> bool:
    if each.answer != Answer.GRANTED or each.recipient != asked.recipient:
        return False
    if each.block != block or each.purpose != asked.purpose:
        return False
    wanted, named = _plain(asked.name), _plain(each.recipient_name)
    if asked.recipient in ONLY_BY_NAME:
        return bool(wanted) and named == wanted
    return not named or named == wanted


def _is_no(each: Answered, asked: Asked, block: str) -> bool:
    """Also a no that was taken back: only a new yes opens what a no closed."""
    if each.answer != Answer.REFUSED or each.recipient != asked.recipient:
        return False
    if each.block not in (block, Block.ALL) or each.purpose not in (asked.purpose, Purpose.ANY):
        return False
    wanted, named = _plain(asked.name), _plain(each.recipient_name)
    return not named or not wanted or named == wanted


def _when(each: Answered) -> tuple[date, datetime]:
    return each.given_on, each.recorded_at


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
