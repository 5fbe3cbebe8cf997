"""A case proposed to another agency, confirmed by a second person, accepted there; or refused,
withdrawn, ended by her no."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Agency, Member
from amparo.audit.recorder import event as log_event
from amparo.cases.actions import moving
from amparo.cases.actions.withholding import keeps_what_is_withheld, or_withhold
from amparo.cases.models import Case
from amparo.core import clock, resealing
from amparo.people.actions import consents
from amparo.people.enums import Basis
from amparo.people.models import Person
from amparo.people.policies.disclosure import BY_TWO
from amparo.referrals import notify
from amparo.referrals.enums.transfer import PENDING, TransferEnding, TransferState
from amparo.referrals.models import Transfer
from amparo.referrals.policies import may_go
from amparo.referrals.policies import transfer as policies
from amparo.referrals.queries import transfer as queries

# For so long somebody who opened a page before may still write as of the former agency.
LATE = timedelta(hours=2)


@transaction.atomic
def propose(
    *,
    by: Any,
    case: Case,
    to: Agency | None,
    reason_code: str,
    basis: str = Basis.CONSENT,
    reason: str = "",
    reference: str = "",
    expires_on: date | None = None,
) -> Transfer:
    """Propose that a case goes to another agency for good. Nothing goes: a second person confirms
    it, and the other agency accepts it."""
    held = Case.objects.select_for_update(of=("self",)).select_related("agency", "person")
    case, today = held.get(pk=case.pk), clock.today()
    made = Transfer(
        case=case,
        from_agency=case.agency,
        to_agency=to,
        reason_code=reason_code,
        basis=basis,
        reason=reason.strip() if basis in BY_TWO else "",
        reference=reference.strip() if basis == Basis.COURT_ORDER else "",
        expires_on=expires_on if basis in BY_TWO else None,
        proposed_by=by,
        proposed_at=clock.now(),
    )
    policies.can_propose(
        case,
        by=by,
        responsible=queries.is_responsible(case, by),
        pending=queries.pending(case) is not None,
        there=queries.there(to),
        reason_code=reason_code,
        basis=basis,
        reason=reason,
        reference=reference,
        expires_on=expires_on,
        today=today,
        standing=queries.standing(case),
        stays=queries.stays(made, on=today) if to is not None else [],
        feared=queries.is_feared_there(case, to),
    ).or_refuse()
    made.save(force_insert=True)
    _record("transfer_proposed", made, by)
    return made


@transaction.atomic
def confirm(*, by: Any, transfer: Transfer) -> Transfer:
    """The second person of the agency lets it go, if the other one takes it."""
    held = _held(transfer)
    policies.may_confirm(held, by=by).or_refuse()
    # As it would stand with this yes: where two decide, she is one of them.
    held.confirmed_by, held.confirmed_at = by, clock.now()
    feared = queries.is_feared_there(held.case, held.to_agency)
    policies.can_confirm(held, by=by, feared=feared, **_as_it_stands(held)).or_refuse()
    held.state, held.blocks = TransferState.WAITING, queries.holds(held.case)
    held.save(update_fields=["state", "blocks", "confirmed_by", "confirmed_at"])
    _record("transfer_confirmed", held, by)
    transaction.on_commit(partial(notify.transfer_waits, held.pk))
    return held


@keeps_what_is_withheld
@transaction.atomic
def accept(*, by: Any, transfer: Transfer, member: Member | None) -> Case:
    """The other agency takes it: from this moment it is theirs, and `member` answers for it.
    Nobody of the agency that gave it opens it."""
    # In the order of her no, which holds her before what rests on her yes.
    Person.objects.select_for_update(of=("self",)).get(pk=transfer.case.person_id)
    Case.objects.select_for_update(of=("self",)).get(pk=transfer.case_id)
    held = _held(transfer)
    asked = {"by": by, "member": member, **_as_it_stands(held)}
    policies.can_accept(held, barred=False, **asked).or_refuse()
    there = [by, member, *queries.would_open(held.case, held.to_agency)]
    or_withhold(
        policies.can_accept(held, barred=queries.bars(held.case, there), **asked),
        log_event("conflict_withheld", by=by, about=member),
    )
    held.state, held.given_to = TransferState.ACCEPTED, member
    held.answered_by, held.answered_at = by, clock.now()
    held.save(update_fields=["state", "given_to", "answered_by", "answered_at"])
    # Before it moves, so that the agency that gave it finds this in its own log.
    _record("transfer_accepted", held, by)
    moved = moving.move(by=by, case=held.case, to=held.to_agency, member=member)
    transaction.on_commit(partial(notify.transfer_answered, held.pk))
    return moved


@transaction.atomic
def refuse(*, by: Any, transfer: Transfer, refusal: str) -> Transfer:
    """The other agency does not take it, and says why. The case stays where it is."""
    held = _held(transfer)
    policies.can_refuse(held, by=by, refusal=refusal).or_refuse()
    held.state, held.refusal = TransferState.REFUSED, refusal
    held.answered_by, held.answered_at = by, clock.now()
    held.save(update_fields=["state", "refusal", "answered_by", "answered_at"])
    _record("transfer_refused", held, by, refusal=refusal)
    transaction.on_commit(partial(notify.transfer_answered, held.pk))
    return held


@transaction.atomic
def withdraw(*, by: Any, transfer: Transfer) -> Transfer:
    """The agency that gives it takes its proposal back."""
    held = _held(transfer)
    policies.can_withdraw(held, by=by).or_refuse()
    _end(held, TransferEnding.WITHDRAWN, by=by)
    return held


@consents.when_she_says_no
def end_what_she_took_back(*, by: Any, person: Person) -> None:
    """What rests on her yes ends with her own no, in its transaction."""
    for held in _rows().filter(case__person=person, state__in=PENDING):
        found = queries.verdicts(held, on=clock.today())
        if policies.can_end_by_her_no(held) and may_go.lost(found, queries.holds(held.case)):
            _end(held, TransferEnding.HER_NO, by=by)


def bind_late_rows() -> None:
    """What somebody wrote into a file in the moment in which it moved lies sealed for the former
    agency. It is bound anew, as long as such a page may still have been open."""
    recent = Transfer.objects.filter(
        state=TransferState.ACCEPTED, answered_at__gte=clock.now() - LATE
    )
    for person, former in recent.values_list("case__person", "from_agency"):
        with transaction.atomic():
            resealing.bind_anew(person, former=former)


def _end(held: Transfer, ending: str, *, by: Any) -> None:
    held.state, held.ending, held.ended_at = TransferState.ENDED, ending, clock.now()
    held.save(update_fields=["state", "ending", "ended_at"])
    _record("transfer_ended", held, by, ending=str(ending))


def _as_it_stands(held: Transfer) -> dict[str, Any]:
    return {
        "there": queries.there(held.to_agency),
        "standing": queries.standing(held.case),
        "stays": queries.stays(held, on=clock.today()),
    }


def _record(verb: str, transfer: Transfer, by: Any, **more: str) -> None:
    detail = {
        "from": str(transfer.from_agency_id),
        "to": str(transfer.to_agency_id),
        "reason": str(transfer.reason_code),
        "basis": str(transfer.basis),
    }
    audit.record(verb, by=by, about=transfer, detail=detail | more)


def _rows() -> Any:
    people = (
        "case__person", "case__agency", "from_agency", "to_agency", "proposed_by", "confirmed_by",
    )  # fmt: skip
    return Transfer.objects.select_related(*people).select_for_update(of=("self",))


def _held(transfer: Transfer) -> Transfer:
    return _rows().get(pk=transfer.pk)
