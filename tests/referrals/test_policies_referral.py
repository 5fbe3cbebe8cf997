"""When a referral may be drafted, sent, answered, closed. No database."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace as Thing

import pytest
from django.utils import translation

from amparo.agencies.enums import Role
from amparo.agencies.roles import Permission as P
from amparo.directory.enums import Status
from amparo.referrals.enums import (
    CHOSEN,
    LEADS_TO,
    NEXT_REFERRAL,
    AnswerKind,
    Ending,
    ReferralState,
    Refusal,
)
from amparo.referrals.policies import referral as policies
from tests.somebody import (
    ALBA,
    ANA,
    BRUNO,
    FARO,
    LUZ,
    NOW,
    TODAY,
    TOMORROW,
    YESTERDAY,
    allows,
    case,
    needs,
    nobody,
    refused,
    said,
    somebody,
)

FULL = {"kind": "refused", "refusal": "full"}
STATES = list(ReferralState)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def to(**facts):
    return Thing(**{"agency_id": FARO, "works": True} | facts)


def service(status=Status.ACTIVE):
    return Thing(status=status)


def draft(*, of=None, by=ANA, basis="consent", **facts):
    facts = {
        "organisation": to(), "service": service(), "on_its_way": False, "need": "Legal",
    } | facts  # fmt: skip
    return policies.can_draft(of or case(), by=by, basis=basis, **facts)


def referral(state="drafted", **facts):
    facts = {
        "state": state, "case": case(), "to_agency_id": FARO, "channel": "in_system",
        "sent_at": NOW, "stopped_at": None, "disclosure": Thing(state="prepared"),
    } | facts  # fmt: skip
    return Thing(**facts)


def test_who_drafts_to_whom():
    refused(draft(), "")
    needs(P.RECORD_CASES, lambda by: draft(by=by))
    refused(draft(by=BRUNO), "Only the agency that holds this case")
    refused(draft(organisation=None), "The agency through which one asks")
    refused(draft(organisation=to(agency_id=LUZ)), "This is a service of your own agency")
    refused(draft(organisation=to(agency_id=None)), "")
    refused(draft(organisation=to(works=False)), "This service takes nobody now")
    for status in Status:
        why = "" if status == Status.ACTIVE else "This service takes nobody now"
        refused(draft(service=service(status)), why)
    refused(draft(on_its_way=True), "A referral to this service is on its way")
    refused(draft(basis="none"), "A disclosure rests on one of the bases")


def test_an_organisation_itself_is_asked_for_a_need_of_the_list():
    def itself(**facts):
        return draft(service=None, **facts)

    refused(itself(), "")
    refused(itself(organisation=to(agency_id=None)), "")
    for need in ("", "no such need"):
        refused(itself(need=need), "Say what she needs there")
        refused(draft(need=need), "")
    refused(itself(organisation=None), "The agency through which one asks")
    refused(itself(organisation=to(agency_id=LUZ)), "This is a service of your own agency")
    refused(itself(organisation=to(works=False)), "This organisation works no longer")
    refused(itself(on_its_way=True), "A referral to this organisation is on its way")
    refused(itself(by=BRUNO), "Only the agency that holds this case")


def test_without_her_consent_it_takes_who_may_override():
    for basis in ("duty", "vital_interest", "court_order"):
        refused(draft(basis=basis), "Your role does not allow you to")
        refused(draft(basis=basis, by=ALBA), "")


def send(held, *, by=ANA, going=("identity",), was_seen=("identity",)):
    return policies.can_send(held, by=by, going=going, was_seen=was_seen)


def test_what_was_seen_is_sent_once():
    refused(send(referral()), "")
    for state in STATES:
        why = "" if state == "drafted" else "This referral was sent or closed before"
        refused(send(referral(state)), why)
    waits = referral(disclosure=Thing(state="waiting"))
    refused(send(waits), "It waits for the second person")
    refused(send(referral(disclosure=Thing(state="ready"))), "")
    needs(P.RECORD_CASES, lambda by: send(referral(), by=by))
    refused(send(referral(), by=BRUNO), "Only the agency that holds this case")
    refused(send(referral(), going=[], was_seen=[]), "The package is empty")
    for seen in (None, [], ["health"], ["identity", "health"]):
        refused(send(referral(), was_seen=seen), "What would go is no longer")
    refused(send(referral(), going=["a", "b"], was_seen=["b", "a"]), "")


def test_who_sent_it_closes_it_with_a_reason_of_hers():
    for state in STATES:
        may = ReferralState.CLOSED in NEXT_REFERRAL.get(state, set())
        why = "" if may else "This referral has come to its end"
        refused(policies.can_close(referral(state), by=ANA, ending="mistake"), why)
    for ending in Ending:
        why = "" if ending in CHOSEN else "Say why it is closed"
        refused(policies.can_close(referral("sent"), by=ANA, ending=ending), why)
    needs(P.RECORD_CASES, lambda by: policies.can_close(referral(), by=by, ending="mistake"))
    refused(
        policies.can_close(referral(), by=BRUNO, ending="mistake"),
        "Only the agency that holds this case",
    )


def answer(held, *, by=BRUNO, kind="accepted", **facts):
    return policies.can_answer(held, by=by, kind=kind, **facts)


def test_who_received_it_answers():
    refused(answer(referral("sent")), "")
    for by in (ANA, ALBA, somebody(at="norte")):
        refused(answer(referral("sent"), by=by), "Only the agency that received this referral")
    needs(P.OPEN_CASES, lambda by: answer(referral("sent"), by=by), at=FARO)
    away = referral("sent", to_agency_id=None)
    refused(answer(away, by=somebody(at=None)), "Only the agency that received this referral")
    refused(answer(referral("sent"), kind="received"), "A stamp is written down")
    nurse = somebody(Role.SHELTER_WORKER, at=FARO)
    refused(answer(referral("sent"), by=nurse), "Your role does not allow you to")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("kind", AnswerKind)
def test_what_may_follow(state, kind):
    refusal = "full" if kind == "refused" else ""
    decision = policies.follows(referral(state), kind=kind, refusal=refusal)
    if kind == AnswerKind.FEEDBACK:
        assert bool(decision) == (state in ("accepted", "done"))
        assert decision or said(decision).startswith("Feedback follows")
    elif kind == AnswerKind.RECEIVED:
        assert bool(decision) == (state in ("sent", "accepted"))
        assert decision or said(decision).startswith("It has come to its end")
    else:
        assert bool(decision) == (LEADS_TO[kind] in NEXT_REFERRAL.get(state, set()))
        if not decision:
            closed = state == "closed"
            why = "Whoever sent this referral has closed it" if closed else "This referral was"
            assert said(decision).startswith(why)


def test_a_refusal_has_a_reason_of_the_list_and_nothing_else_has_one():
    refused(policies.is_whole(kind="later"), "Say what the answer is")
    for kind in AnswerKind:
        for refusal in ("", "because", *Refusal):
            whole = (kind == "refused") == (refusal in Refusal)
            decision = policies.is_whole(kind=kind, refusal=refusal)
            refused(decision, "" if whole else "A refusal needs a reason")
    refused(policies.follows(referral("sent"), kind="refused"), "A refusal needs a reason")
    refused(answer(referral("sent"), **FULL), "")


def test_a_stop_is_confirmed_once_by_who_received_it_or_told_them():
    over = referral("closed")
    see = policies.can_see_the_stop
    refused(see(over, by=BRUNO), "")
    refused(see(over, by=ANA), "Only the agency that received this referral confirms")
    needs(P.OPEN_CASES, lambda by: see(over, by=by), at=FARO)
    away = referral("closed", to_agency_id=None)
    refused(see(away, by=somebody(at=None)), "Only the agency that received this")
    paper = referral("closed", channel="on_paper", to_agency_id=None)
    refused(see(paper, by=ANA), "")
    needs(P.RECORD_CASES, lambda by: see(paper, by=by))
    refused(see(paper, by=BRUNO), "Only the agency that holds this case")
    for by, channel in ((BRUNO, "in_system"), (ANA, "on_paper")):
        for state in STATES:
            why = "" if state == "closed" else "Nobody has stopped"
            refused(see(referral(state, channel=channel), by=by), why)
        never = referral("closed", channel=channel, sent_at=None)
        refused(see(never, by=by), "Nobody has stopped")
        twice = referral("closed", channel=channel, stopped_at=NOW)
        refused(see(twice, by=by), "This was confirmed before")


def test_it_is_read_while_it_is_on_its_way():
    assert policies.may_be_read(None) is False
    assert {state: policies.may_be_read(referral(state)) for state in STATES} == {
        state: state in ("sent", "accepted") for state in STATES
    }


def test_what_came_on_paper_is_written_down_where_it_was_sent():
    def write(held, *, by=ANA, kind="accepted", **facts):
        return policies.can_write_down(held, by=by, kind=kind, **facts)

    paper = referral("sent", channel="on_paper")
    refused(write(paper), "")
    refused(write(referral("sent")), "The other agency signs in here")
    needs(P.RECORD_CASES, lambda by: write(paper, by=by))
    refused(write(paper, by=BRUNO), "Only the agency that holds this case")
    refused(write(paper, kind="refused"), "A refusal needs a reason")
    refused(write(paper, **FULL), "")
    refused(write(paper, kind="feedback"), "Feedback follows")
    refused(write(paper, by=nobody()), "Your role does not allow you to")
    refused(write(paper, by=allows(P.RECORD_CASES)), "")


def test_a_day_lies_between_the_letter_and_today():
    def day(said_on, sent_at=NOW):
        return policies.is_a_day(said_on, sent_at=sent_at, today=TODAY)

    refused(day(TODAY), "")
    refused(day(TOMORROW), "This day has not come yet")
    refused(day(YESTERDAY), "Nobody could answer before")
    refused(day(YESTERDAY, sent_at=NOW - timedelta(days=1)), "")
    refused(day(TODAY, sent_at=None), "Nobody could answer before")
    # Late in the evening of the programme it is the next day in Greenwich.
    evening = datetime(2026, 3, 10, 3, tzinfo=UTC)
    refused(day(YESTERDAY, sent_at=evening), "")


def test_a_scan_is_of_its_own_case():
    own, other = Thing(case_id="case"), Thing(case_id="another")
    refused(policies.is_of_the_case(None, case=case()), "")
    refused(policies.is_of_the_case(own, case=case()), "")
    refused(policies.is_of_the_case(other, case=case()), "The scanned paper is a document of")


def test_a_slip_counts_once_and_says_why_it_does_not():
    def counts(held, used_at=None, kind="accepted", refusal=""):
        return policies.slip_counts(held, used_at=used_at, kind=kind, refusal=refusal)

    refused(counts(referral("sent")), "")
    again = counts(referral("sent"), used_at=datetime(2026, 3, 10, 3, tzinfo=UTC))
    refused(again, "This slip was used on")
    assert "9" in said(again)
    assert "10" not in said(again)
    refused(counts(referral("sent"), kind="refused", refusal="full"), "")
    late = counts(referral("done"))
    refused(late, "What you typed was kept, and changed nothing: This referral was answered")
