"""Referrals that come and go in packages: received, answered, stopped; and their answers here."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet

from amparo import audit
from amparo.agencies.models import Member
from amparo.core import clock
from amparo.referrals import kinds
from amparo.referrals.actions import packages
from amparo.referrals.enums import AnswerKind
from amparo.referrals.enums.package import IncomingState, Kind, Unopened
from amparo.referrals.envelope import LONGEST_NUMBER, CannotOpen
from amparo.referrals.models import Incoming, ReceivedPackage, SentPackage
from amparo.referrals.policies import incoming as policies

ANSWER_HOLDS = timedelta(days=31)


@kinds.takes(Kind.REFERRAL)
def came(*, by: Member, received: ReceivedPackage, said: kinds.Said) -> None:
    """Another office refers somebody. It waits for an answer; no case begins by itself."""
    number = _number(said)
    held = Incoming(package=received, agency=received.agency, number=number)
    before = _from_them(received, number).filter(state=IncomingState.STOPPED).first()
    if before is not None:
        # The notice to stop was opened first: files that are carried by hand overtake each other.
        held.state, held.stopped_at = IncomingState.STOPPED, before.stopped_at
    held.save(force_insert=True)
    if before is not None:
        _let_go(held)
    audit.record("incoming_referral_came", by=by, about=held, detail={"state": str(held.state)})


@transaction.atomic
def answer(
    *, by: Member, incoming: Incoming, kind: str, refusal: str = "", words: str = ""
) -> SentPackage:
    """Answer it: the answer is signed and sealed to the office that sent it."""
    held = _held(incoming)
    policies.can_answer(held, by=by, kind=kind, refusal=refusal).or_refuse()
    now = clock.now()
    said = {
        "referral": held.number, "kind": str(kind), "refusal": str(refusal),
        "words": words.strip(), "said_on": clock.today().isoformat(),
    }  # fmt: skip
    sealed = packages.seal(
        by=by, agency=held.agency, to=held.package.sender.organisation, kind=Kind.ANSWER,
        said=said, expires_at=now + ANSWER_HOLDS, answers=held.package,
    )  # fmt: skip
    if kind != AnswerKind.FEEDBACK:
        held.state, held.refusal = policies.MAKES[AnswerKind(kind)], refusal
        held.answered_by, held.answered_at = by, now
        held.save(update_fields=["state", "refusal", "answered_by", "answered_at"])
    if kind == AnswerKind.REFUSED:
        _let_go(held)
    detail = {"kind": str(kind)} | ({"refusal": str(refusal)} if refusal else {})
    audit.record("incoming_referral_answered", by=by, about=held, detail=detail)
    return sealed


@kinds.takes(Kind.STOP)
def stopped(*, by: Member, received: ReceivedPackage, said: kinds.Said) -> None:
    """The office that referred her says stop: what came with it is let go in this moment, however
    often it was sent and whichever agency here opened it. One that did not come yet is stopped
    when it comes."""
    number = _number(said)
    rows = _from_them(received, number).select_for_update(of=("self",))
    found = list(rows.select_related("package"))
    for each in found or [Incoming(package=received, agency=received.agency, number=number)]:
        each.state, each.refusal, each.stopped_at = IncomingState.STOPPED, "", clock.now()
        each.save()
        _let_go(each)
        audit.record("incoming_referral_stopped", by=by, about=each)


def _number(said: kinds.Said) -> str:
    """Under which the other office knows whom they tell of."""
    number = said.get("referral")
    if not isinstance(number, str) or not 0 < len(number) <= LONGEST_NUMBER:
        raise CannotOpen(Unopened.DAMAGED)
    return number


def _from_them(received: ReceivedPackage, number: str) -> QuerySet[Incoming]:
    """All that this office told of one, by whichever of its keys it signed."""
    there = received.sender.organisation_id
    return Incoming.objects.filter(number=number, package__sender__organisation=there)


def _let_go(held: Incoming) -> None:
    held.package.sealed = None
    held.package.save(update_fields=["sealed"])


def _held(incoming: Incoming) -> Incoming:
    rows = Incoming.objects.select_for_update(of=("self",))
    return rows.select_related("package__sender__organisation", "agency").get(pk=incoming.pk)
