"""What takes two: one administrator asks, a second one confirms, and only then it happens.

Each kind is carried out by the action that it belongs to: `@carries_out(RequestKind.ROLE)`.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from amparo import audit
from amparo.agencies import OPERATOR, policies, queries
from amparo.agencies.enums import RequestKind, RequestState
from amparo.agencies.models import AccessRequest, Member
from amparo.core import clock

_carriers: dict[RequestKind, Callable[..., str | None]] = {}
# Of somebody who was never let in nothing stays.
_WIPED = {"username": "", "display_name": "", "email": ""}


def carries_out(kind: RequestKind) -> Callable:
    """Let an action carry out a kind of request, called with request=, by=, address=. It returns a
    code to hand over, if it made one."""

    def register(carrier: Callable[..., str | None]) -> Callable[..., str | None]:
        _carriers[kind] = carrier
        return carrier

    return register


@transaction.atomic
def ask(*, by: Member, kind: RequestKind, member: Member | None = None, **wanted: Any):
    """Ask for what gives somebody access. Nothing happens before a second person's yes."""
    _lapse(queries.stale_requests(), by=OPERATOR)
    waits = member is not None and queries.waits(kind, member)
    policies.not_waiting(waits).or_refuse()
    request = AccessRequest.objects.create(
        kind=kind, member=member, asked_by=by, asked_at=clock.now(), **wanted
    )
    _record("access_asked", request, by)
    return request


@transaction.atomic
def confirm(*, by: Any, request: AccessRequest, address: str) -> str | None:
    """Say yes to what another asked for: it takes effect now. Returns the code to hand over."""
    held = AccessRequest.objects.select_for_update().get(pk=request.pk)
    policies.can_confirm(held, by=by, now=clock.now()).or_refuse()
    _record("access_confirmed", held, by)
    code = _carriers[RequestKind(held.kind)](request=held, by=by, address=address)
    _answer(held, RequestState.CONFIRMED, by)
    return code


@transaction.atomic
def refuse(*, by: Any, request: AccessRequest) -> AccessRequest:
    """Say no, or call off what one asked for oneself. Nothing changes for anybody."""
    held = AccessRequest.objects.select_for_update().get(pk=request.pk)
    policies.can_refuse(held, by=by).or_refuse()
    _record("access_refused", held, by)
    _answer(held, RequestState.REFUSED, by)
    return held


@transaction.atomic
def lapse_requests() -> int:
    """End what nobody answered in time."""
    return _lapse(queries.stale_requests(), by=OPERATOR)


def lapse_requests_about(member: Member, *, by: Any) -> None:
    """Her access ended: whatever waits about her is asked for anew, should it come back."""
    _lapse(AccessRequest.objects.filter(state=RequestState.WAITING, member=member), by=by)


def lapse_requests_asked_by(member: Member, *, by: Any) -> None:
    """She manages no members any more, so what she asked for is nobody's wish."""
    _lapse(AccessRequest.objects.filter(state=RequestState.WAITING, asked_by=member), by=by)


def _lapse(requests: QuerySet[AccessRequest], *, by: Any) -> int:
    found = list(requests.select_for_update(of=("self",)))
    for request in found:
        _record("access_lapsed", request, by)
        _answer(request, RequestState.LAPSED, by)
    return len(found)


def _answer(request: AccessRequest, state: RequestState, by: Any) -> None:
    facts = _WIPED | {"state": state, "answered_at": clock.now(), "member": request.member}
    facts["answered_by"] = by if isinstance(by, Member) else None
    for name, value in facts.items():
        setattr(request, name, value)
    request.save(update_fields=list(facts))


def _record(verb: str, request: AccessRequest, by: Any) -> None:
    detail = {"kind": request.kind, "request": str(request.pk), "role": request.role}
    if by != request.asked_by:
        detail["asked_by"] = str(request.asked_by_id)
    detail = {name: value for name, value in detail.items() if value}
    audit.record(verb, by=by, about=request.member or request, detail=detail)
