"""Prepared by one, looked at, decided; without consent confirmed by a second. Nothing is sent."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies import actions as members
from amparo.agencies.models import Agency, Member
from amparo.audit.recorder import event as log_event
from amparo.cases import numbers
from amparo.cases.access import disclosure as access
from amparo.cases.actions.withholding import keeps_what_is_withheld, or_withhold
from amparo.cases.enums.disclosure import DisclosureState
from amparo.cases.models import Case, Disclosure, DisclosureReader
from amparo.cases.policies import disclosure as policies
from amparo.cases.queries import disclosure as queries
from amparo.core import clock
from amparo.people import legal_duties
from amparo.people.enums import Basis
from amparo.people.policies.disclosure import BLOCKS, BY_TWO
from amparo.people.queries import relations

_ended: list[Callable[..., None]] = []


def when_it_ends(rule: Callable[..., None]) -> Callable[..., None]:
    """Let a room above end what rests on a disclosure, in the same transaction."""
    _ended.append(rule)
    return rule


@transaction.atomic
def prepare_disclosure(
    *,
    by: Any,
    case: Case,
    recipient: str,
    purpose: str,
    basis: str,
    agency: Agency | None = None,
    recipient_name: str = "",
    duty_code: str = "",
    blocks: Collection[str] = (),
    reason: str = "",
    reference: str = "",
    expires_on: date | None = None,
    for_referral: bool = False,
) -> Disclosure:
    """Write down what somebody wants to share. It opens nothing: first it is looked at."""
    policies.can_prepare(
        case,
        by=by,
        basis=basis,
        recipient=recipient,
        agency=agency,
        reason=reason,
        reference=reference,
    ).or_refuse()
    duty = legal_duties.duties()[duty_code] if basis == Basis.DUTY else None
    asked = [block for block in BLOCKS if block in blocks] if basis in BY_TWO else []
    disclosure = Disclosure(
        case=case,
        number=queries.number_for(case, agency) or numbers.fresh(),
        recipient=recipient,
        recipient_name=agency.name if agency else recipient_name,
        agency=agency,
        purpose=purpose,
        basis=basis,
        blocks=asked,
        duty_code=duty.code if duty else "",
        duty_version=duty.version if duty else "",
        reason=reason,
        reference=reference if basis == Basis.COURT_ORDER else "",
        prepared_by=by,
        prepared_at=clock.now(),
        expires_on=expires_on,
        for_referral=for_referral,
    )
    disclosure.save(force_insert=True)
    _record("disclosure_prepared", disclosure, by)
    return disclosure


@transaction.atomic
def decide_disclosure(
    *, by: Any, disclosure: Disclosure, was_seen: Collection[str] | None, seen_at: datetime | None
) -> Disclosure:
    """Decide what was looked at. Without her consent it now waits for the second person."""
    held, today = _held(disclosure), clock.today()
    found = access.verdicts(held, on=today)
    going = queries.would_go(held, found)
    policies.can_decide(
        held,
        by=by,
        would_go=going,
        was_seen=was_seen,
        expires_on=held.expires_on,
        today=today,
        may_receive=access.may_receive(held),
    ).or_refuse()
    held.blocks, held.previewed_at = going, seen_at
    held.refused = [verdict.block for verdict in found if verdict.is_refused]
    held.consents = sorted({str(each.consent) for each in found if each.consent})
    held.decided_by, held.decided_at = by, clock.now()
    held.state = DisclosureState.WAITING if held.takes_two else DisclosureState.READY
    ends = [each.until for each in found if each.goes and each.until]
    held.expires_on = min(filter(None, [held.expires_on, *ends]), default=None)
    held.save()
    _record("disclosure_asked" if held.takes_two else "disclosure_decided", held, by)
    return held


@transaction.atomic
def confirm_disclosure(*, by: Any, disclosure: Disclosure) -> Disclosure:
    """The second person says yes to what another decided without her consent."""
    held = _held(disclosure)
    may_receive = access.may_receive(held)
    policies.can_confirm(held, by=by, today=clock.today(), may_receive=may_receive).or_refuse()
    held.state = DisclosureState.READY
    held.confirmed_by, held.confirmed_at = by, clock.now()
    held.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    _record("disclosure_confirmed", held, by)
    return held


@transaction.atomic
def call_off_disclosure(*, by: Any, disclosure: Disclosure) -> Disclosure:
    """Call off what was not decided yet. Nothing went."""
    held = _held(disclosure)
    policies.can_call_off(held, by=by).or_refuse()
    _end(held, DisclosureState.CALLED_OFF, by)
    _record("disclosure_called_off", held, by)
    return held


@transaction.atomic
def end_disclosure(*, by: Any, disclosure: Disclosure) -> Disclosure:
    """End what was decided: from the next click on nobody reads anything by it."""
    held = _held(disclosure)
    policies.can_end(held, by=by).or_refuse()
    _end(held, DisclosureState.ENDED, by)
    _record("disclosure_ended", held, by)
    return held


@keeps_what_is_withheld
@transaction.atomic
def name_reader(*, by: Any, disclosure: Disclosure, member: Member) -> DisclosureReader:
    """Say who of the receiving agency reads what a file for named people opens. Nobody else."""
    held = _held(disclosure)
    conflict = bool(relations.conflicts(held.case.person, member.display_name))
    policies.can_name_reader(held, by=by, member=member, conflict=False).or_refuse()
    or_withhold(
        policies.can_name_reader(held, by=by, member=member, conflict=conflict),
        log_event("conflict_withheld", by=by, about=member),
    )
    facts = {"named_by": by, "named_at": clock.now()}
    reader, made = DisclosureReader.objects.get_or_create(
        disclosure=held, member=member, defaults=facts
    )
    if made:
        audit.record("shared_reader_named", by=by, about=held, detail={"member": str(member.pk)})
    return reader


@transaction.atomic
def take_reader_off(*, by: Any, disclosure: Disclosure, member: Member) -> None:
    """She reads it no more, from the next click on."""
    held = _held(disclosure)
    policies.can_name_readers(held, by=by).or_refuse()
    gone, _kinds = DisclosureReader.objects.filter(disclosure=held, member=member).delete()
    if gone:
        detail = {"member": str(member.pk)}
        audit.record("shared_reader_taken_off", by=by, about=held, detail=detail)


@members.when_she_leaves_cases
def read_nothing_more(*, by: Any, member: Member, why: str, to: Member | None = None) -> None:
    """Given her access back, she reads nothing by her name of before: she is named anew."""
    named = DisclosureReader.objects.filter(member=member)
    held = [row.disclosure for row in named.select_related("disclosure__case")]
    named.delete()
    detail = {"member": str(member.pk), "why": why}
    audit.record_many(
        [log_event("shared_reader_taken_off", by=by, about=each, detail=detail) for each in held]
    )


def _end(held: Disclosure, state: str, by: Any) -> None:
    held.state, held.ended_by, held.ended_at = state, by, clock.now()
    held.save(update_fields=["state", "ended_by", "ended_at"])
    for rule in _ended:
        rule(by=by, disclosure=held)


def _held(disclosure: Disclosure) -> Disclosure:
    rows = Disclosure.objects.select_for_update(of=("self",))
    return rows.select_related("case__person", "case__agency", "decided_by").get(pk=disclosure.pk)


def _record(verb: str, disclosure: Disclosure, by: Any) -> None:
    detail = {
        "basis": disclosure.basis,
        "recipient": disclosure.recipient,
        "blocks": disclosure.blocks,
        "refused": disclosure.refused,
        "duty": disclosure.duty_code,
    }
    kept = {name: value for name, value in detail.items() if value}
    audit.record(verb, by=by, about=disclosure, detail=kept)
