"""No quorum, no vote; what is closed is fixed; a number is given once. No database."""

from datetime import time, timedelta
from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.roles import Permission
from amparo.committees.enums import Fulfilment, RanOut, SessionState
from amparo.committees.policies import committee as committees
from amparo.committees.policies import plan
from amparo.committees.policies import resolution as resolutions
from amparo.committees.policies import session as policies
from amparo.core.decisions import ALLOWED, Decision
from tests.somebody import TODAY, TOMORROW, YESTERDAY, allows, needs, refused

P, S = Permission, SessionState
SARA = allows(P.KEEP_COMMITTEES)
MEETS, ENDED = Thing(ended_on=None), Thing(ended_on=TODAY)
TEN, ELEVEN = time(10), time(11)
WHY = {
    S.CALLED: "This session has not begun",
    S.OPENED: "This session has begun",
    S.CLOSED: "This session is closed",
    S.SIGNED: "The minutes of this session are signed",
    S.CALLED_OFF: "This session was called off",
}


def session(state, **facts):
    return Thing(**{"state": state, "on": TODAY, "called_on": TODAY, "opened_at": TEN} | facts)


RULES = {
    "change": ({S.CALLED}, policies.can_change),
    "arrange": ({S.CALLED, S.OPENED}, policies.can_arrange),
    "remove": ({S.CALLED, S.OPENED}, lambda s, by: policies.can_remove(s, by=by, resolved=False)),
    "open": ({S.CALLED}, lambda s, by: policies.can_open(s, by=by, today=TODAY)),
    "attend": ({S.OPENED}, policies.can_attend),
    "close": (
        {S.OPENED},
        lambda s, by: policies.can_close(s, by=by, somebody_came=True, at=ELEVEN),
    ),
    "call off": ({S.CALLED}, lambda s, by: policies.can_call_off(s, by=by, why="x")),
    "sign": ({S.CLOSED}, policies.can_sign),
    "correct": ({S.CLOSED, S.SIGNED}, lambda s, by: policies.can_correct(s, by=by, text="x")),
    "resolve": ({S.OPENED}, lambda s, by: resolutions.can_resolve(s, by=by, quorum=ALLOWED)),
    "put right": (
        {S.OPENED},
        lambda s, by: resolutions.can_correct(Thing(struck_why="", session=s), by=by),
    ),
    "strike": (
        {S.OPENED},
        lambda s, by: resolutions.can_strike(
            Thing(struck_why="", session=s), by=by, why="x", owed=False
        ),
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_what_may_be_done_in_each_state(name):
    states, rule = RULES[name]
    for state in S:
        refused(rule(session(state), by=SARA), "" if state in states else WHY[state])
        if state in states:
            needs(P.KEEP_COMMITTEES, lambda by, state=state: rule(session(state), by=by))


def test_calling():
    needs(P.KEEP_COMMITTEES, lambda by: policies.can_keep(by=by))
    needs(P.KEEP_COMMITTEES, lambda by: policies.can_call(MEETS, by=by, somewhere=True))
    refused(policies.can_call(MEETS, by=SARA, somewhere=False), "Say where it meets")
    refused(policies.can_call(ENDED, by=SARA, somewhere=True), "This committee has ended")


@pytest.mark.parametrize(
    ("state", "days", "kept"),
    [(S.CALLED, 3, True), (S.CALLED, 2, False), (S.CALLED, -1, False), (S.OPENED, 0, True)],
)
def test_short_notice_is_said(state, days, kept):
    called = session(state, on=TODAY + timedelta(days=days))
    found = policies.notice_is_kept(called, days=3)
    refused(found, "" if kept else f"It was called {max(days, 0)} days ahead, and this committee")


def test_opening_waits_for_its_day():
    for day, words in ((TOMORROW, "Its day lies ahead"), (TODAY, ""), (YESTERDAY, "")):
        found = policies.can_open(session(S.CALLED, on=day), by=SARA, today=TODAY)
        refused(found, words)


def test_closing():
    def close(came=True, at=ELEVEN, began=TEN):
        held = session(S.OPENED, opened_at=began)
        return policies.can_close(held, by=SARA, somebody_came=came, at=at)

    refused(close(came=False), "Say first who came")
    refused(close(at=time(9, 59)), "It would end before it began")
    refused(close(at=TEN), "")
    refused(close(at=TEN, began=None), "")


def test_words_are_asked():
    refused(policies.can_call_off(session(S.CALLED), by=SARA, why=" "), "Say why")
    refused(policies.can_correct(session(S.CLOSED), by=SARA, text=" "), "Say what the minutes")
    held = session(S.OPENED)
    refused(policies.can_remove(held, by=SARA, resolved=True), "Something was resolved")
    row = Thing(struck_why="", session=held)
    refused(resolutions.can_strike(row, by=SARA, why=" ", owed=False), "Say why it is struck")
    refused(resolutions.can_strike(row, by=SARA, why="x", owed=True), "A commitment rests on it")
    row.struck_why = "x"
    refused(resolutions.can_strike(row, by=SARA, why="x", owed=False), "This resolution was struck")
    refused(resolutions.can_correct(row, by=SARA), "This resolution was struck")


def test_without_quorum_nothing_is_resolved():
    few = Decision("Too few")
    refused(resolutions.can_resolve(session(S.OPENED), by=SARA, quorum=few), "Too few")
    # What bars everything is said before what bars a vote.
    refused(resolutions.can_resolve(session(S.CLOSED), by=SARA, quorum=few), WHY[S.CLOSED])


@pytest.mark.parametrize(
    ("votes", "here", "chair", "words"),
    [
        ((3, 0, 0), 3, False, ""),
        ((2, 1, 0), 3, False, ""),
        ((1, 0, 2), 3, False, ""),
        ((2, 0, 0), 3, False, "Those with vote who are here: 3. Votes counted: 2."),
        ((2, 1, 1), 3, True, "Those with vote who are here: 3. Votes counted: 4."),
        ((1, 2, 0), 3, True, "It was not carried"),
        ((1, 1, 1), 3, False, "It was not carried"),
        ((1, 1, 1), 3, True, ""),
        ((0, 0, 3), 3, True, "It was not carried"),
    ],
)
def test_votes(votes, here, chair, words):
    names = ("in_favour", "against", "abstained")
    counted = dict(zip(names, votes, strict=True))
    refused(resolutions.was_carried(**counted, here=here, chair_decides=chair), words)


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({"ends_low": TODAY}, RanOut.THAT_DAY),
        ({"ends_low": YESTERDAY}, RanOut.BEFORE),
        ({"ends_low": TOMORROW}, None),
        ({"ends_low": None}, None),
        ({"ended_on": YESTERDAY}, RanOut.ENDED),
        ({"ended_on": TODAY}, RanOut.ENDED),
        ({"ended_on": TOMORROW}, None),
    ],
)
def test_an_agreement_that_runs_out(facts, found):
    signed = {"ended_on": None, "signed": "2020", "ends_low": None}
    dates = {"starts_high": None, "signed_high": YESTERDAY}
    assert resolutions.ran_out(Thing(**signed | dates | facts), on=TODAY) == found


@pytest.mark.parametrize(
    ("seats", "percent", "needed"), [(3, 50, 2), (10, 50, 6), (9, 50, 5), (3, 66, 2), (3, 67, 3),
                                     (0, 50, 1), (10, 0, 1)],
)  # fmt: skip
def test_how_many_are_needed(seats, percent, needed):
    assert committees.needed(seats=seats, percent=percent) == needed
    if seats:
        few = committees.has_quorum(present=needed - 1, seats=seats, percent=percent)
        assert not few
        assert committees.has_quorum(present=needed, seats=seats, percent=percent)


def test_the_plan():
    needs(P.KEEP_COMMITTEES, lambda by: plan.can_draw_line(MEETS, by=by, known=False))
    refused(plan.can_draw_line(MEETS, by=SARA, known=True), "The plan has this line")
    refused(plan.can_draw_line(ENDED, by=SARA, known=False), "This committee has ended")
    waits, done = Thing(state=Fulfilment.OPEN), Thing(state=Fulfilment.DONE)
    needs(P.KEEP_COMMITTEES, lambda by: plan.can_put_in_line(waits, by=by, same_committee=True))
    refused(plan.can_put_in_line(waits, by=SARA, same_committee=False), "This line is of the plan")
    refused(plan.can_put_in_line(done, by=SARA, same_committee=True), "This was settled")
    assert plan.late_since(Thing(escalate_days=1), on=TODAY) == YESTERDAY
