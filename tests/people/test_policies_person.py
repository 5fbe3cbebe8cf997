"""Who records, reveals, holds and erases. No database: people in the air."""

from datetime import timedelta
from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.enums import AgencyKind, Role
from amparo.agencies.roles import Permission
from amparo.people import policies
from amparo.people.enums import ErasureState, Ground
from tests.somebody import (
    FARO,
    NOW,
    TODAY,
    agency,
    allows,
    needs,
    person,
    said,
    somebody,
)  # fmt: skip

P = Permission
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
ANA, BRUNO = somebody(), somebody(at=FARO)
ALBA = somebody(Role.COORDINATOR, pk="alba")
FINA = somebody(Role.DATA_PROTECTION, pk="fina")
OFFICE = agency("programme", AgencyKind.OFFICE)
FELIX = somebody(Role.DATA_PROTECTION, pk="felix", at="programme", agency=OFFICE)


def test_her_own_agency_records_and_reads_with_the_one_permission_for_it():
    needs(P.RECORD_CASES, lambda by: policies.can_register(agency(), by=by))
    needs(P.RECORD_CASES, lambda by: policies.can_register(agency(), by=by), at=None)
    needs(P.RECORD_CASES, lambda by: policies.can_revise(person(), by=by))
    needs(P.REVEAL_IDENTITY, lambda by: policies.can_reveal(person(), by=by))
    needs(
        P.RECORD_CASES,
        lambda by: policies.can_record_consent(person(), by=by, given_on=TODAY, today=TODAY),
    )
    given = Thing(withdrawn_at=None, person=person())
    needs(P.RECORD_CASES, lambda by: policies.can_withdraw(given, by=by))


def test_another_agency_does_not():
    assert "of your own agency only" in said(policies.can_register(agency(), by=BRUNO))
    assert "can change it" in said(policies.can_revise(person(), by=BRUNO))
    assert "can see who the person is" in said(policies.can_reveal(person(), by=BRUNO))


def test_a_consent_is_of_today_or_earlier_and_is_withdrawn_once():
    for day, may in ((YESTERDAY, True), (TODAY, True), (TOMORROW, False)):
        asked = policies.can_record_consent(person(), by=ANA, given_on=day, today=TODAY)
        assert bool(asked) is may
    over = Thing(withdrawn_at=NOW, person=person())
    assert "withdrawn before" in said(policies.can_withdraw(over, by=ANA))


@pytest.mark.parametrize(
    ("by", "own", "all_of_them"),
    [
        (ANA, True, False),
        (FINA, True, False),
        (BRUNO, False, False),
        (FELIX, True, True),
        (somebody(Role.COORDINATOR, at="programme", agency=OFFICE), False, False),
        (somebody(Role.DATA_PROTECTION, at=FARO, agency=agency(FARO)), False, False),
    ],
)
def test_who_answers_for_records(by, own, all_of_them):
    assert policies.answers_for(agency(), by=by) is own
    assert policies.answers_for_all(by=by) is all_of_them


def test_keeping_needs_to_answer_for_the_agency_and_the_permission():
    needs(P.ERASE_PEOPLE, lambda by: policies.can_keep(agency(), by=by))
    foreign = allows(P.ERASE_PEOPLE, at=FARO)
    assert "do not answer for the records" in said(policies.can_keep(agency(), by=foreign))
    assert policies.can_keep(agency(), by=FELIX)


def test_periods_need_both_permissions():
    both = allows(P.SET_PERIODS, P.ERASE_PEOPLE)
    assert policies.can_set_period(agency(), by=both)
    assert not policies.can_set_period(agency(FARO), by=both)
    for missing in (P.SET_PERIODS, P.ERASE_PEOPLE):
        assert not policies.can_set_period(agency(), by=allows(*set(P) - {missing}))


def test_what_is_held_is_not_erased():
    assert policies.not_held(held=False)
    assert "A legal hold stands on this record" in said(policies.not_held(held=True))


@pytest.mark.parametrize(
    ("by", "changed", "why"),
    [
        (ALBA, {}, ""),
        (FINA, {}, ""),
        (FELIX, {}, ""),
        (ANA, {}, "Your role does not allow"),
        (ALBA, {"waiting": True}, "Somebody has asked for this already"),
        (ALBA, {"held": True}, "A legal hold stands"),
        (ALBA, {"ground": "because"}, "An erasure needs one of the grounds"),
        (ALBA, {"ground": Ground.PERIOD_ENDED}, "The period of keeping has not ended"),
        (ALBA, {"ground": Ground.PERIOD_ENDED, "has_ended": True}, ""),
        (ALBA, {"ground": Ground.MISTAKE}, ""),
    ],
)
def test_who_asks_for_an_erasure(by, changed, why):
    facts = {"ground": Ground.SHE_ASKED, "held": False, "waiting": False, "has_ended": False}
    answer = said(policies.can_ask_erasure(person(), by=by, **facts | changed))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


def asked(**more):
    facts = {"agency": agency(), "state": ErasureState.ASKED, "asked_by_id": "alba",
             "asked_by": ALBA, "ground": Ground.SHE_ASKED}  # fmt: skip
    return Thing(**facts | more)


GONE = somebody(Role.COORDINATOR, pk="alba", is_active=False)


@pytest.mark.parametrize(
    ("erasure", "by", "changed", "why"),
    [
        (asked(), FINA, {}, ""),
        (asked(), FELIX, {}, ""),
        (asked(asked_by=FINA, asked_by_id="fina"), ALBA, {}, ""),
        (asked(), ANA, {}, "Your role does not allow"),
        (asked(agency=agency(FARO)), FINA, {}, "You do not answer for the records"),
        (asked(state=ErasureState.CALLED_OFF), FINA, {}, "This request was answered before"),
        (asked(), ALBA, {}, "Nobody confirms her own request"),
        (asked(), somebody(Role.COORDINATOR, pk="alma"), {}, "It takes two"),
        (asked(asked_by=GONE), FINA, {}, "It takes two"),
        (asked(), FINA, {"held": True}, "A legal hold stands"),
        (asked(ground="because"), FINA, {}, "An erasure needs one of the grounds"),
        (asked(ground=Ground.PERIOD_ENDED), FINA, {}, "The period of keeping has not ended"),
        (asked(ground=Ground.PERIOD_ENDED), FINA, {"has_ended": True}, ""),
    ],
)
def test_who_confirms_an_erasure(erasure, by, changed, why):
    facts = {"held": False, "has_ended": False}
    answer = said(policies.can_erase(erasure, by=by, **facts | changed))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


def test_what_waits_is_called_off_and_a_hold_is_lifted_once():
    needs(P.ERASE_PEOPLE, lambda by: policies.can_call_off(asked(), by=by))
    done = asked(state=ErasureState.CONFIRMED)
    assert "answered before" in said(policies.can_call_off(done, by=ALBA))
    hold = Thing(lifted_at=None, person=person())
    needs(P.ERASE_PEOPLE, lambda by: policies.can_lift(hold, by=by))
    lifted = Thing(lifted_at=NOW, person=person())
    assert "lifted before" in said(policies.can_lift(lifted, by=ALBA))
