"""One chair at a time, a quorum that is more than half, nothing done without evidence. No
database."""

from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.roles import Permission
from amparo.committees.enums import Fulfilment
from amparo.committees.policies import commitment as commitments
from amparo.committees.policies import committee as policies
from tests.somebody import TODAY, TOMORROW, YESTERDAY, allows, needs, refused

P = Permission
SARA = allows(P.KEEP_COMMITTEES)
MEETS, ENDED = Thing(ended_on=None), Thing(ended_on=TODAY)
SEAT = {
    "works": True, "sits_already": False, "is_chair": True, "chair_then": False, "days_fit": True,
}  # fmt: skip


def test_keeping_needs_its_permission():
    needs(P.KEEP_COMMITTEES, lambda by: policies.can_keep(by=by))
    needs(P.KEEP_COMMITTEES, lambda by: policies.can_change(MEETS, by=by))
    needs(P.KEEP_COMMITTEES, lambda by: policies.can_end(MEETS, by=by, on=TODAY, today=TODAY))
    needs(P.KEEP_COMMITTEES, lambda by: policies.can_seat(MEETS, by=by, **SEAT))
    term = Thing(ends_on=None, starts_low=TODAY, committee=MEETS)
    needs(P.KEEP_COMMITTEES, lambda by: policies.can_end_term(term, by=by, on=TODAY))
    needs(P.KEEP_COMMITTEES, lambda by: commitments.can_keep(by=by))
    needs(
        P.KEEP_COMMITTEES,
        lambda by: commitments.can_write(by=by, made_somewhere=True, due_on=None, made_low=TODAY),
    )
    waits = Thing(state=Fulfilment.OPEN)
    needs(P.KEEP_COMMITTEES, lambda by: commitments.can_settle(waits, by=by, evidence="x"))
    needs(P.KEEP_COMMITTEES, lambda by: commitments.can_lead_on(waits, by=by, earlier=True))


def test_what_ended_stays_as_it_is():
    refused(policies.can_change(ENDED, by=SARA), "This committee has ended")
    refused(policies.can_end(MEETS, by=SARA, on=TOMORROW, today=TODAY), "This day lies ahead")
    refused(policies.can_end(ENDED, by=SARA, on=TODAY, today=TODAY), "This committee has ended")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({}, ""),
        ({"works": False}, "This organisation works no longer"),
        ({"days_fit": False}, "The term would end before"),
        ({"sits_already": True}, "This organisation sits here"),
        ({"chair_then": True}, "Another organisation chairs"),
        ({"chair_then": True, "is_chair": False}, ""),
    ],
)
def test_taking_a_seat(facts, words):
    refused(policies.can_seat(MEETS, by=SARA, **SEAT | facts), words)
    refused(policies.can_seat(ENDED, by=SARA, **SEAT | facts), words or "This committee has ended")


def test_ending_a_term():
    term = Thing(ends_on=None, starts_low=TODAY, committee=MEETS)
    refused(policies.can_end_term(term, by=SARA, on=TODAY), "")
    refused(policies.can_end_term(term, by=SARA, on=YESTERDAY), "The term would end before")
    term.ends_on = TODAY
    refused(policies.can_end_term(term, by=SARA, on=TODAY), "This term has its last day")


@pytest.mark.parametrize(
    ("present", "seats", "percent", "reached"),
    [
        (5, 10, 50, False),
        (6, 10, 50, True),
        (5, 9, 50, True),
        (4, 9, 50, False),
        (0, 0, 50, False),
        (2, 3, 66, True),
        (66, 100, 66, False),
        (67, 100, 66, True),
        (1, 9, 0, True),
        (0, 9, 0, False),
        (1, 1, 50, True),
    ],
)
def test_a_quorum_is_more_than_its_share(present, seats, percent, reached):
    found = policies.has_quorum(present=present, seats=seats, percent=percent)
    refused(found, "" if reached else "Too few of those who vote")


def test_commitments():
    refused(
        commitments.can_write(by=SARA, made_somewhere=False, due_on=None, made_low=TODAY),
        "Say where it was made",
    )
    for due, words in ((TODAY, ""), (YESTERDAY, "It would be due before")):
        refused(
            commitments.can_write(by=SARA, made_somewhere=True, due_on=due, made_low=TODAY), words
        )
    waits, done = Thing(state=Fulfilment.OPEN), Thing(state=Fulfilment.DONE)
    refused(commitments.can_settle(waits, by=SARA, evidence=" "), "Say what shows")
    refused(commitments.can_settle(done, by=SARA, evidence="x"), "This was settled")
    refused(commitments.can_lead_on(waits, by=SARA, earlier=False), "The agreement was signed")
