"""Closing a case with two people, and taking it up again with a trail."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.cases.actions import retention
from amparo.cases.actions.changing import saved
from amparo.cases.before_closing import may_end
from amparo.cases.enums import Status
from amparo.cases.enums.closing import ClosingState
from amparo.cases.models import Case, Closing, Reopening
from amparo.cases.policies import closing as policies
from amparo.core import clock


@transaction.atomic
def ask(*, by: Any, case: Case, status: str, reason: str, words: str) -> Closing:
    """Ask for a case to be closed. It stays open until somebody else approves."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    waiting = Closing.objects.filter(case=held, state=ClosingState.ASKED).exists()
    policies.can_ask(held, by=by, waiting=waiting).or_refuse()
    policies.says_how(status=status, reason=reason, words=words).or_refuse()
    may_end(held, status=status, reason=reason).or_refuse()
    closing = Closing(
        case=held,
        to_status=status,
        reason=reason,
        words=words,
        asked_by=by,
        asked_on=clock.today(),
    )
    closing.save(force_insert=True)
    audit.record("closing_asked", by=by, about=closing, detail={"reason": str(reason)})
    return closing


@transaction.atomic
def approve(*, by: Any, closing: Closing) -> Case:
    """Approve a closing: now the case is closed."""
    case = Case.objects.select_for_update().get(pk=closing.case_id)
    held = _locked(closing)
    policies.can_answer(held, by=by).or_refuse()
    may_end(case, status=held.to_status, reason=held.reason).or_refuse()
    _answer(held, by, ClosingState.APPROVED)
    audit.record("closing_approved", by=by, about=held, detail={"reason": held.reason})
    closed = saved(case, ["status"], {"status": held.to_status}, "case_status_changed", by)
    retention.give_to(closed, by=by)
    return closed


@transaction.atomic
def send_back(*, by: Any, closing: Closing, words: str) -> Closing:
    """Return it with a reason: the case stays open."""
    held = _locked(closing)
    policies.can_answer(held, by=by).or_refuse()
    policies.returns_with_words(words).or_refuse()
    held.answer = words
    _answer(held, by, ClosingState.RETURNED)
    audit.record("closing_returned", by=by, about=held)
    return held


@transaction.atomic
def call_off(*, by: Any, closing: Closing) -> Closing:
    """Take a closing back that nobody answered yet."""
    held = _locked(closing)
    policies.can_call_off(held, by=by).or_refuse()
    _answer(held, by, ClosingState.CALLED_OFF)
    audit.record("closing_called_off", by=by, about=held)
    return held


@transaction.atomic
def reopen(*, by: Any, case: Case, reason: str, words: str) -> Case:
    """Take a closed case up again. Nobody need approve it: help does not wait."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    policies.can_reopen(held, by=by).or_refuse()
    policies.says_why_again(reason=reason, words=words).or_refuse()
    again = Reopening(
        case=held, reason=reason, words=words, reopened_by=by, reopened_on=clock.today()
    )
    again.save(force_insert=True)
    retention.take_from(held)
    audit.record("case_reopened", by=by, about=again, detail={"reason": str(reason)})
    return saved(held, ["status"], {"status": Status.ACTIVE}, "case_status_changed", by)


def _locked(closing: Closing) -> Closing:
    rows = Closing.objects.select_related("case").select_for_update(of=("self",))
    return rows.get(pk=closing.pk)


def _answer(closing: Closing, by: Any, state: ClosingState) -> None:
    closing.state, closing.answered_by, closing.answered_on = state, by, clock.today()
    closing.save(update_fields=["state", "answered_by", "answered_on", "answer"])
