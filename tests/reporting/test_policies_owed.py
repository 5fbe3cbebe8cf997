"""When a return is sent and an answer goes out. No database."""

from itertools import product
from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.roles import Permission
from amparo.reporting.enums import Answering, Sending
from amparo.reporting.policies import owed, transparency
from tests.somebody import TODAY, TOMORROW, YESTERDAY, allows, needs, refused

P = Permission
NOE, DORA = allows(P.PROPOSE_RELEASE, pk="noe"), allows(P.APPROVE_RELEASE, pk="dora")


def a_return(state=Sending.OWED):
    return Thing(state=state)


def a_request(state=Answering.OPEN, by="noe"):
    return Thing(state=state, proposed_by_id=by)


def test_who_writes_down_what_is_owed():
    needs(P.PROPOSE_RELEASE, lambda by: owed.can_keep(by=by))
    needs(P.PROPOSE_RELEASE, lambda by: owed.can_owe(by=by, known=False))
    refused(owed.can_owe(by=NOE, known=True), "This return is on the list")


@pytest.mark.parametrize("state", Sending)
def test_a_return_is_settled_once(state):
    for releases, published, words in product((0, 1, 2), (0, 1, 2), ("Portal", " ", "")):
        if published > releases:
            continue
        decision = owed.can_send(
            a_return(state), by=NOE, releases=releases, published=published, words=words
        )
        why = (
            "This was settled" if state != Sending.OWED
            else "A return takes its numbers" if not releases
            else "One of these releases" if published < releases
            else "" if words.strip() else "Say how it was sent"
        )  # fmt: skip
        refused(decision, why)
    for words in ("No hubo datos", " "):
        why = "" if words.strip() else "Say why it is not sent"
        why = why if state == Sending.OWED else "This was settled"
        refused(owed.can_drop(a_return(state), by=NOE, words=words), why)


def test_who_settles_a_return():
    facts = {"releases": 1, "published": 1, "words": "x"}
    needs(P.PROPOSE_RELEASE, lambda by: owed.can_send(a_return(), by=by, **facts))
    needs(P.PROPOSE_RELEASE, lambda by: owed.can_drop(a_return(), by=by, words="x"))


@pytest.mark.parametrize(
    ("known", "received_on", "why"),
    [
        (False, YESTERDAY, ""), (False, TODAY, ""), (False, TOMORROW, "This day lies ahead"),
        (True, TOMORROW, "A request with this folio"), (True, TODAY, "A request with this folio"),
    ],
)  # fmt: skip
def test_when_a_request_is_written_down(known, received_on, why):
    facts = {"known": known, "received_on": received_on, "today": TODAY}
    refused(transparency.can_receive(by=NOE, **facts), why)


def test_who_writes_requests_and_answers():
    days = {"received_on": TODAY, "today": TODAY}
    needs(P.PROPOSE_RELEASE, lambda by: transparency.can_keep(by=by))
    needs(P.PROPOSE_RELEASE, lambda by: transparency.can_receive(by=by, known=False, **days))
    facts = {"answer": "x", "published": True, "earlier": None, "why_other": ""}
    needs(P.PROPOSE_RELEASE, lambda by: transparency.can_propose(a_request(), by=by, **facts))


@pytest.mark.parametrize("state", Answering)
def test_when_an_answer_is_proposed(state):
    for answer, published, earlier, why_other in product(
        ("170", " 170 ", "175", " "), (True, False), (None, "170", "170 "), ("Otro corte", " ")
    ):
        decision = transparency.can_propose(
            a_request(state), by=NOE, answer=answer, published=published, earlier=earlier,
            why_other=why_other,
        )  # fmt: skip
        differs = earlier is not None and answer.strip() != "170" and not why_other.strip()
        why = (
            "An answer was written" if state != Answering.OPEN
            else "Write the answer" if not answer.strip()
            else "This release is not published" if not published
            else "The same question was answered" if differs else ""
        )  # fmt: skip
        refused(decision, why)


@pytest.mark.parametrize(("state", "by"), list(product(Answering, ("noe", "dora"))))
def test_when_an_answer_goes_out(state, by):
    asked = a_request(state, by)
    why = (
        "No answer waits" if state != Answering.PROPOSED
        else "Another person lets out" if by == "dora" else ""
    )  # fmt: skip
    refused(transparency.can_approve(asked, by=DORA), why)
    refused(transparency.can_return(asked, by=DORA, why="x"), why)
    refused(transparency.can_return(asked, by=DORA, why=" "), "Say what has to change")


def test_who_lets_an_answer_out():
    waits = a_request(Answering.PROPOSED)
    needs(P.APPROVE_RELEASE, lambda by: transparency.can_approve(waits, by=by))
    needs(P.APPROVE_RELEASE, lambda by: transparency.can_return(waits, by=by, why="x"))
