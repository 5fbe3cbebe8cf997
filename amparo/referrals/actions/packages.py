"""Seal a package to another office, take it out, take one in. Each way is signed and counted."""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Agency, Member
from amparo.core import clock
from amparo.organisations.models import Organisation
from amparo.referrals import envelope, kinds
from amparo.referrals.enums.package import Kind, Unopened
from amparo.referrals.envelope import CannotOpen, Header, Opened
from amparo.referrals.models import Correspondent, OfficeKeys, ReceivedPackage, SentPackage
from amparo.referrals.policies import package as policies
from amparo.referrals.queries import correspondence as queries

RECEIPT_HOLDS = timedelta(days=31)


@transaction.atomic
def seal(
    *,
    by: Any,
    agency: Agency,
    to: Organisation,
    kind: str,
    said: dict[str, Any],
    purpose: str = "",
    basis: str = "",
    expires_at: datetime,
    answers: ReceivedPackage | None = None,
) -> SentPackage:
    """Sign and seal. Whether anything of a person may go is asked by whoever calls this."""
    keys, correspondent = queries.our_keys(), queries.standing(to)
    policies.can_seal_to(correspondent, has_keys=keys is not None).or_refuse()
    now = clock.now()
    policies.can_hold_for(now, expires_at).or_refuse()
    package = SentPackage(
        to=correspondent, agency=agency, kind=kind, made_by=by if isinstance(by, Member) else None,
        made_at=now, expires_at=expires_at, answers=answers,
    )  # fmt: skip
    package.content = _sealed(keys, package, said, purpose=purpose, basis=basis)
    package.sha256 = hashlib.sha256(package.content).hexdigest()
    package.save(force_insert=True)
    audit.record("package_sealed", by=by, about=package, detail=_detail(package.to, kind))
    return package


def _sealed(
    keys: OfficeKeys, package: SentPackage, said: dict[str, Any], *, purpose: str, basis: str
) -> bytes:
    payload = json.dumps(said, ensure_ascii=False).encode()
    header = Header(
        sender=keys.keys.card(queries.our_name()).code,
        recipient=package.to.code,
        number=package.pk.hex,
        kind=str(package.kind),
        purpose=str(purpose),
        basis=str(basis),
        made_at=package.made_at.isoformat(),
        expires_at=package.expires_at.isoformat(),
        sha256=hashlib.sha256(payload).hexdigest(),
    )
    return envelope.seal(keys.keys, package.to.card, header, payload)


@transaction.atomic
def take_out(*, by: Member, package: SentPackage) -> bytes:
    """The file. From now on it may have gone, and stands outside our control."""
    held = (
        SentPackage.objects.select_for_update(of=("self",)).select_related("to").get(pk=package.pk)
    )
    (policies.can_take_out(held, by=by, now=clock.now()) and kinds.may_leave(held)).or_refuse()
    if held.taken_out_at is None:
        held.taken_out_at = clock.now()
        held.save(update_fields=["taken_out_at"])
    audit.record("package_taken_out", by=by, about=held, detail=_detail(held.to, held.kind))
    return bytes(held.content)


def take_in(*, by: Member, content: bytes) -> ReceivedPackage:
    """Open a package that came. Refused, it leaves a line in the log and nothing else."""
    try:
        return _take_in(by=by, content=content)
    except CannotOpen as refused:
        with transaction.atomic():
            audit.record("package_refused", by=by, detail={"reason": refused.reason.value})
        raise


@transaction.atomic
def _take_in(*, by: Member, content: bytes) -> ReceivedPackage:
    policies.can_take_in(by=by).or_refuse()
    now = clock.now()
    keys, codes = queries.opening(now)
    if keys is None:
        raise CannotOpen(Unopened.NOT_FOR_US)
    opened = envelope.open_sealed(keys, content)
    # Locked: the same package sent in twice at one moment is taken once.
    rows = Correspondent.objects.select_for_update().filter(code=opened.header.sender)
    sender = rows.first()
    _or_refuse(policies.sender_counts(sender))
    opened.check(sender.card)
    _or_refuse(policies.why_not(opened.header, ours=codes, now=now))
    if ReceivedPackage.objects.filter(sender=sender, number=opened.header.number).exists():
        raise CannotOpen(Unopened.REPLAYED)
    return _taken(opened, sender, content, by=by, now=now)


def _or_refuse(reason: Unopened | None) -> None:
    if reason is not None:
        raise CannotOpen(reason)


def _taken(
    opened: Opened, sender: Correspondent, content: bytes, *, by: Member, now: datetime
) -> ReceivedPackage:
    header, taker = opened.header, kinds.taker_of(opened.header.kind)
    said = _said(opened.payload)
    if taker is None:
        raise CannotOpen(Unopened.UNKNOWN_KIND)
    received = ReceivedPackage(
        sender=sender, number=header.number, agency=by.agency, kind=header.kind,
        purpose=header.purpose[:20], basis=header.basis[:20], made_at=header.begins(),
        expires_at=header.ends(), sha256=hashlib.sha256(content).hexdigest(), received_by=by,
        received_at=now,
    )  # fmt: skip
    received.seal(opened.payload)
    received.save(force_insert=True)
    audit.record("package_received", by=by, about=received, detail=_detail(sender, header.kind))
    taker(by=by, received=received, said=said)
    if header.kind != Kind.RECEIPT:
        _acknowledge(received, by=by, now=now)
    return received


def _said(payload: bytes) -> dict[str, Any]:
    try:
        said = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise CannotOpen(Unopened.DAMAGED) from error
    if not isinstance(said, dict):
        raise CannotOpen(Unopened.DAMAGED)
    return said


def _acknowledge(received: ReceivedPackage, *, by: Member, now: datetime) -> SentPackage:
    """Signed by us: that exactly this file came, and when."""
    said = {"number": received.number, "sha256": received.sha256, "at": now.isoformat()}
    return seal(
        by=by, agency=received.agency, to=received.sender.organisation, kind=Kind.RECEIPT,
        said=said, expires_at=now + RECEIPT_HOLDS, answers=received,
    )  # fmt: skip


@kinds.takes(Kind.RECEIPT)
def acknowledged(*, by: Member, received: ReceivedPackage, said: kinds.Said) -> None:
    """The other office signed that it holds what we sent: exactly this file."""
    package = sent_to(received, said)
    if package.sha256 != said.get("sha256"):
        raise CannotOpen(Unopened.NO_QUESTION)
    if package.acknowledged_at is None:
        package.acknowledged_at, package.content = clock.now(), None
        package.save(update_fields=["acknowledged_at", "content"])
    audit.record(
        "package_acknowledged", by=by, about=package, detail=_detail(received.sender, package.kind)
    )


def sent_to(received: ReceivedPackage, said: kinds.Said) -> SentPackage:
    """Which of our packages a reply names, if it comes from the office to which that one went."""
    number = said.get("number")
    if not isinstance(number, str):
        raise CannotOpen(Unopened.NO_QUESTION)
    rows = SentPackage.objects.select_for_update(of=("self",)).filter(
        to__organisation=received.sender.organisation_id, agency=received.agency
    )
    found = next((row for row in rows.filter(pk__in=_as_key(number))), None)
    if found is None:
        raise CannotOpen(Unopened.NO_QUESTION)
    return found


def _as_key(number: str) -> list[str]:
    return [number] if len(number) == 32 and set(number) <= set("0123456789abcdef") else []


@transaction.atomic
def let_go(*, by: Any, now: datetime | None = None) -> int:
    """Files whose time is over: those that nobody needs any more, on both sides."""
    now = now or clock.now()
    sent = SentPackage.objects.filter(content__isnull=False, expires_at__lte=now)
    came = ReceivedPackage.objects.filter(
        sealed__isnull=False, expires_at__lte=now - policies.LONGEST
    )
    number = sent.update(content=None) + came.update(sealed=None)
    if number:
        audit.record("packages_let_go", by=by, detail={"number": number})
    return number


def _detail(correspondent: Correspondent, kind: str) -> dict[str, str]:
    return {"organisation": str(correspondent.organisation_id), "kind": str(kind)}
