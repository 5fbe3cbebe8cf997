"""When an agreement stands, who keeps it, what opens a way for data. No database."""

from datetime import date
from itertools import product
from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.roles import Permission
from amparo.agreements.enums import Delivery, Light, Standing
from amparo.agreements.policies import agreement as policies
from amparo.agreements.policies import data_clause as clauses
from amparo.agreements.policies import deliverable as promises
from tests.somebody import TODAY, TOMORROW, YESTERDAY, allows, needs, refused

P = Permission
SARA = allows(P.KEEP_AGREEMENTS, pk="sara")
FINA = allows(P.SET_DUTIES, pk="fina")


def agreement(**facts):
    facts = {
        "signed": "2020", "signed_high": date(2020, 12, 31), "starts_high": None,
        "ends_low": None, "ended_on": None,
    } | facts  # fmt: skip
    return Thing(**facts)


def clause(**facts):
    facts = {
        "ended_at": None, "confirmed_at": TODAY, "starts_on": TODAY, "ends_on": TODAY,
        "agreement": agreement(), "proposed_by_id": "alba",
    } | facts  # fmt: skip
    return Thing(**facts)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, Standing.IN_FORCE),
        ({"signed": ""}, Standing.DRAFT),
        ({"signed_high": TOMORROW}, Standing.AHEAD),
        ({"signed_high": TODAY}, Standing.IN_FORCE),
        ({"starts_high": TOMORROW}, Standing.AHEAD),
        ({"starts_high": TODAY, "signed_high": TOMORROW}, Standing.IN_FORCE),
        ({"ends_low": YESTERDAY}, Standing.EXPIRED),
        ({"ends_low": TODAY}, Standing.EXPIRES),
        ({"ends_low": TODAY + policies.SOON}, Standing.EXPIRES),
        ({"ends_low": TOMORROW + policies.SOON}, Standing.IN_FORCE),
        ({"ended_on": TODAY}, Standing.ENDED),
        ({"ended_on": TOMORROW}, Standing.IN_FORCE),
        ({"ended_on": YESTERDAY, "signed": ""}, Standing.ENDED),
        ({"signed_high": None, "starts_high": None}, Standing.IN_FORCE),
    ],
)
def test_how_an_agreement_stands(facts, expected):
    held = agreement(**facts)
    assert policies.standing(held, on=TODAY) == expected
    opens = expected in (Standing.IN_FORCE, Standing.EXPIRES)
    words = {
        Standing.DRAFT: "This agreement is not signed",
        Standing.AHEAD: "This agreement is not in force yet",
        Standing.EXPIRED: "This agreement has expired",
        Standing.ENDED: "This agreement was ended",
    }
    refused(policies.is_in_force(held, on=TODAY), "" if opens else words[expected])


def test_keeping_needs_its_permission():
    held = agreement()
    needs(P.KEEP_AGREEMENTS, lambda by: policies.can_keep(by=by))
    needs(P.KEEP_AGREEMENTS, lambda by: policies.can_change(held, by=by))
    needs(
        P.KEEP_AGREEMENTS,
        lambda by: policies.can_end(held, by=by, on=TODAY, today=TODAY, why="x"),
    )
    needs(
        P.KEEP_AGREEMENTS,
        lambda by: policies.can_add_party(held, by=by, works=True, there=False),
    )
    draft = agreement(signed="")
    needs(P.KEEP_AGREEMENTS, lambda by: policies.can_remove_party(draft, by=by, in_clauses=False))
    needs(P.KEEP_AGREEMENTS, lambda by: promises.can_promise(held, by=by, owner_is_party=True))
    open_row = Thing(state=Delivery.PROMISED)
    needs(P.KEEP_AGREEMENTS, lambda by: promises.can_accept(open_row, by=by, evidence="x"))
    needs(P.KEEP_AGREEMENTS, lambda by: promises.can_call_off(open_row, by=by, why="x"))


def test_what_was_ended_stays_as_it_is():
    refused(policies.can_change(agreement(ended_on=TODAY), by=SARA), "This agreement was ended, so")


@pytest.mark.parametrize(
    ("held", "on", "why", "words"),
    [
        (agreement(), TODAY, "x", ""),
        (agreement(ended_on=TODAY), TODAY, "x", "This agreement was ended already"),
        (agreement(signed=""), TODAY, "x", "This agreement was never signed"),
        (agreement(), TOMORROW, "x", "This day lies ahead"),
        (agreement(), TODAY, " ", "Say why it ended"),
    ],
)
def test_it_is_ended_once_with_a_reason(held, on, why, words):
    refused(policies.can_end(held, by=SARA, on=on, today=TODAY, why=why), words)


def test_parties():
    held, draft = agreement(), agreement(signed="")
    refused(policies.can_add_party(held, by=SARA, works=True, there=True), "This organisation is")
    refused(policies.can_add_party(held, by=SARA, works=False, there=False), "This organisation w")
    refused(policies.can_remove_party(held, by=SARA, in_clauses=False), "Who signed stays")
    refused(policies.can_remove_party(draft, by=SARA, in_clauses=True), "A data-sharing clause")


FIRST, LAST = (TODAY, TODAY), (TOMORROW, TOMORROW)


@pytest.mark.parametrize(
    ("signed", "starts", "ends", "words"),
    [
        (None, None, None, ""),
        (FIRST, FIRST, FIRST, ""),
        (None, LAST, FIRST, "It would end before it begins"),
        (LAST, None, FIRST, "It would end before it was signed"),
        (None, FIRST, LAST, ""),
        # Vague days that may fit, fit.
        ((YESTERDAY, TOMORROW), None, FIRST, ""),
        (None, (YESTERDAY, TOMORROW), FIRST, ""),
        ((TOMORROW, None), None, (None, TODAY), "It would end before it was signed"),
        ((None, TOMORROW), None, (TODAY, None), ""),
        (None, (TOMORROW, None), (None, TODAY), "It would end before it begins"),
        (None, (None, TOMORROW), (TODAY, None), ""),
    ],
)
def test_dates_that_fit(signed, starts, ends, words):
    refused(policies.dates_fit(signed=signed, starts=starts, ends=ends), words)


OPENS = {
    "confirmed": ([TODAY, None], "The data-sharing clause waits"),
    "ended": ([None, TODAY], "The data-sharing clause was ended"),
    "starts": ([YESTERDAY, TODAY, TOMORROW], "The data-sharing clause does not hold yet"),
    "ends": ([TOMORROW, TODAY, YESTERDAY], "The data-sharing clause has run out"),
    "agreement": ([agreement(), agreement(ends_low=YESTERDAY)], "This agreement has expired"),
}


@pytest.mark.parametrize("parts", list(product(*(values for values, _ in OPENS.values()))))
def test_a_way_is_open_only_when_everything_holds(parts):
    confirmed, ended, starts, ends, held = parts
    found = clauses.opens(
        clause(confirmed_at=confirmed, ended_at=ended, starts_on=starts, ends_on=ends,
               agreement=held),
        on=TODAY,
    )  # fmt: skip
    holds = [
        ended is None, confirmed is not None, starts <= TODAY, ends >= TODAY,
        held.ends_low is None,
    ]  # fmt: skip
    words = [OPENS[name][1] for name in ("ended", "confirmed", "starts", "ends", "agreement")]
    first = next((w for ok, w in zip(holds, words, strict=True) if not ok), "")
    refused(found, first)


def test_two_people_open_a_way():
    waits = clause(confirmed_at=None)
    needs(P.SET_DUTIES, lambda by: clauses.can_confirm(waits, by=by, gives=True))
    refused(clauses.can_confirm(clause(), by=FINA, gives=True), "This clause was confirmed")
    gone = clause(confirmed_at=None, ended_at=TODAY)
    refused(clauses.can_confirm(gone, by=FINA, gives=True), "This clause was ended")
    own = clause(confirmed_at=None, proposed_by_id="fina")
    refused(clauses.can_confirm(own, by=FINA, gives=True), "Another person confirms")
    refused(clauses.can_confirm(waits, by=FINA, gives=False), "Only who answers")


def test_one_person_shuts_it():
    for by in (SARA, FINA):
        refused(clauses.can_end(clause(), by=by), "")
    refused(clauses.can_end(clause(), by=allows(P.OPEN_CASES)), "Your role does not allow")
    refused(clauses.can_end(clause(ended_at=TODAY), by=SARA), "This clause was ended already")


def test_proposing():
    held = agreement(ends_low=TOMORROW)

    def may(**facts):
        facts = {
            "by": SARA, "parties": True, "starts_on": TODAY, "ends_on": TOMORROW,
            "overlaps": False,
        } | facts  # fmt: skip
        return clauses.can_propose(held, **facts)

    needs(P.KEEP_AGREEMENTS, lambda by: may(by=by))
    refused(may(parties=False), "Both organisations must be")
    refused(may(ends_on=YESTERDAY), "The clause would end before")
    refused(may(starts_on=TODAY, ends_on=TODAY), "")
    after = TOMORROW + (TOMORROW - TODAY)
    refused(may(ends_on=after), "The clause would outlive")
    refused(may(overlaps=True), "A clause for the same block")
    held.ends_low = None
    refused(may(ends_on=after), "")


def test_what_was_promised_is_settled_once():
    done = Thing(state=Delivery.ACCEPTED)
    waits = Thing(state=Delivery.PROMISED)
    refused(promises.can_accept(done, by=SARA, evidence="x"), "This was settled")
    refused(promises.can_call_off(done, by=SARA, why="x"), "This was settled")
    refused(promises.can_accept(waits, by=SARA, evidence=" "), "Say what shows")
    refused(promises.can_call_off(waits, by=SARA, why=" "), "Say why it is called off")
    refused(promises.can_promise(agreement(), by=SARA, owner_is_party=False), "Who owes it")


def test_the_traffic_light():
    soon = TODAY + promises.SOON
    for done, due, expected in (
        (True, YESTERDAY, Light.DONE),
        (False, None, Light.NO_DAY),
        (False, YESTERDAY, Light.OVERDUE),
        (False, TODAY, Light.SOON),
        (False, soon, Light.SOON),
        (False, soon + (TOMORROW - TODAY), Light.ON_TIME),
    ):
        assert promises.light(done=done, due_high=due, on=TODAY) == expected
