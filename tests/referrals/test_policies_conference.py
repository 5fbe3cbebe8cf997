"""May a case be brought before a committee, heard, answered? Each condition both ways; no
database."""

from dataclasses import replace
from itertools import product
from types import SimpleNamespace as Thing

import pytest
from django.utils import translation

from amparo.agencies.roles import Permission as P
from amparo.committees.enums import SessionState
from amparo.core.decisions import ALLOWED, Decision
from amparo.people.enums import Block, Why
from amparo.people.policies.disclosure import BLOCKS, Verdict
from amparo.referrals.enums.conference import NOT_SAID, AgeSaid, Asks, Said, Waits
from amparo.referrals.enums.conference import needs as offered
from amparo.referrals.policies import conference as policies
from tests.somebody import (
    ANA,
    BRUNO,
    TODAY,
    TOMORROW,
    YESTERDAY,
    allows,
    case,
    needs,
    nobody,
    refused,
    said,
)

FREE = policies.Standing()
GOOD = {"sits": True, "is_there": False, "fears": ALLOWED, "somebody_hears": True}
WAITING = (SessionState.CALLED, SessionState.OPENED)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def session(state=SessionState.CALLED, on=TODAY):
    return Thing(state=state, on=on)


def of(**facts):
    return case(**{"disposal_id": None} | facts)


def bring(*, case=None, by=ANA, at=None, standing=FREE, **facts):
    facts = GOOD | facts
    return policies.can_bring(
        case or of(), by=by, session=at or session(), today=TODAY, standing=standing, **facts
    )


def test_it_is_brought_by_who_records_in_the_agency_that_holds_it():
    refused(bring(), "")
    refused(bring(by=BRUNO), "Only the agency that holds this case")
    needs(P.RECORD_CASES, lambda by: bring(by=by))


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"sits": False}, "Your organisation has no seat"),
        ({"is_there": True}, "This case is before this session already."),
        ({"fears": Decision("Feared.")}, "Feared."),
        ({"somebody_hears": False}, "She has said yes to no agency of this table"),
    ],
)
def test_each_condition_of_a_table_alone_bars_it(facts, why):
    refused(bring(**facts), why)


def test_all_of_them_together_and_one_reason():
    """Every combination: allowed when each holds, else one sentence."""
    for sits, is_there, feared, hears in product((True, False), repeat=4):
        facts = {"sits": sits, "is_there": is_there, "somebody_hears": hears}
        facts["fears"] = Decision("Feared.") if feared else ALLOWED
        fine = (sits, is_there, feared, hears) == (True, False, False, True)
        assert bool(bring(**facts)) is fine


@pytest.mark.parametrize(
    ("standing", "why"),
    [
        ({"hidden": True}, "She is hidden from the search"),
        ({"held": True}, "A legal hold stands on this record"),
        ({"erasing": True}, "Her erasure was asked for"),
        ({"named": True}, "A coordinator closed this file to named people"),
    ],
)
def test_what_stands_against_every_table(standing, why):
    bars = replace(FREE, **standing)
    refused(policies.may_stand(of(), standing=bars), why)
    refused(bring(standing=bars), why)


def test_a_closed_or_blocked_file_stands_at_no_table():
    refused(policies.may_stand(of(), standing=FREE), "")
    for closed in (of(is_open=False), of(disposal_id="x"), of(is_open=False, disposal_id="x")):
        refused(policies.may_stand(closed, standing=FREE), "This case is closed.")
        refused(bring(case=closed), "This case is closed.")


def test_a_session_that_lies_ahead_or_is_under_way():
    for state, on in product(SessionState, (YESTERDAY, TODAY, TOMORROW)):
        at = session(state, on)
        if state not in WAITING:
            why = "This session is over, or was called off."
        else:
            why = "The day of this session has passed." if on < TODAY else ""
        refused(policies.is_ahead(at, today=TODAY), why)
        refused(bring(at=at), why)


def test_a_table_is_looked_at_while_it_is_open_by_who_is_there():
    for state, on, here in product(SessionState, (YESTERDAY, TODAY, TOMORROW), (True, False)):
        found = policies.can_look(session(state, on), by=BRUNO, today=TODAY, is_here=here)
        if state != SessionState.OPENED or on < TODAY:
            refused(found, "Codes are read only while the session is open.")
        else:
            refused(found, "" if here else "Only agencies that were marked present")
    opened = session(SessionState.OPENED)
    needs(P.OPEN_CASES, lambda by: policies.can_look(opened, by=by, today=TODAY, is_here=True))
    assert not policies.can_look(opened, by=nobody(), today=TODAY, is_here=True)


def code(**facts):
    facts = {"age": "", "needed": ["Legal"], "waits": "", "asks": "offer"} | facts
    return said(policies.is_coded(**facts))


def test_every_code_of_the_lists_and_nothing_else():
    for age, waits, asks in product(["", *AgeSaid], ["", *Waits], Asks):
        assert code(age=age, waits=waits, asks=asks) == ""
    for each, _label in offered():
        assert code(needed=[each]) == ""
    wrong = [{"age": "x"}, {"waits": "x"}, {"asks": "x"}, {"asks": ""}, {"needed": ["x"]},
             {"needed": ["Legal", "x"]}, *({"needed": [each]} for each in NOT_SAID)]  # fmt: skip
    for facts in wrong:
        assert code(**facts).startswith("Only what stands in the lists"), facts


def test_one_to_three_needs():
    known = [each for each, _label in offered()]
    assert "Legal" in known
    assert not NOT_SAID & set(known)
    for number in range(6):
        found = code(needed=known[:number])
        assert found.startswith("" if 1 <= number <= 3 else "Say one to 3 services"), number
        assert bool(found) is not (1 <= number <= 3)
    assert code(needed=["Legal"] * 5) == ""


def test_of_all_blocks_coded_facts_alone_decide():
    for block in BLOCKS:
        found = [Verdict(each, each == block, Why.AGREED) for each in BLOCKS]
        assert policies.hears(found).goes is (block == Block.FACTS)


def test_nobody_is_feared_neither_an_agency_nor_anybody_in_it():
    refused(policies.nobody_is_feared(ALLOWED, members=[]), "")
    refused(policies.nobody_is_feared(Decision("No."), members=[]), "No.")
    refused(policies.nobody_is_feared(Decision("No."), members=[BRUNO]), "No.")
    refused(policies.nobody_is_feared(ALLOWED, members=[BRUNO]), "In an agency of this table")


@pytest.mark.parametrize(
    ("answer", "offers", "why"),
    [
        ("offers", "Legal", ""),
        ("offers", "Shelter", ""),
        ("offers", "Food", "Offer one of the services"),
        ("offers", "", "Offer one of the services"),
        ("ask_us", "", ""),
        ("ask_us", "Legal", "Only an offer names a service."),
        ("cannot", "", ""),
        ("cannot", "Legal", "Only an offer names a service."),
        ("", "", "Say what the answer is."),
        ("maybe", "Legal", "Say what the answer is."),
    ],
)
def test_an_answer_is_whole(answer, offers, why):
    found = policies.is_an_answer(said=answer, offers=offers, needed=["Legal", "Shelter"])
    refused(found, why)
    assert {each.value for each in Said} == {"offers", "ask_us", "cannot"}


def test_it_is_taken_back_once_by_who_records():
    refused(policies.can_take_back(of(), by=ANA, ended=False), "")
    refused(policies.can_take_back(of(), by=ANA, ended=True), "Nothing of it is at the table")
    refused(policies.can_take_back(of(), by=BRUNO, ended=False), "Only the agency that holds")
    assert not policies.can_take_back(of(), by=allows(P.OPEN_CASES), ended=False)
