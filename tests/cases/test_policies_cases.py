"""Who writes in a case, who works on it, and how it ends. No database: files in the air."""

from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.enums import Role
from amparo.agencies.roles import Permission
from amparo.cases import policies
from amparo.cases.enums import Status
from amparo.cases.policies import closing, note, rights, risk, tasks
from amparo.core.decisions import Decision
from tests.somebody import (
    ALBA,
    ANA,
    BRUNO,
    FARO,
    TODAY,
    TOMORROW,
    YESTERDAY,
    agency,
    allows,
    case,
    needs,
    said,
    somebody,
)

P = Permission


def test_the_agency_that_holds_it_writes_in_it():
    needs(P.RECORD_CASES, lambda by: policies.can_open(agency(), by=by))
    needs(P.RECORD_CASES, lambda by: policies.can_open(agency(), by=by), at=None)
    needs(P.RECORD_CASES, lambda by: policies.can_record(case(), by=by))
    needs(P.RECORD_CASES, lambda by: policies.can_record(case(), by=by), at=None)
    assert "own agency only" in said(policies.can_open(agency(), by=BRUNO))
    assert "can write in it" in said(policies.can_record(case(), by=BRUNO))


def test_who_works_on_it_is_decided_by_its_agency():
    needs(P.ASSIGN_TEAM, lambda by: policies.can_assign(case(), by=by, member=ANA))
    needs(P.ASSIGN_TEAM, lambda by: policies.can_hand_over(case(), by=by))
    for by in (somebody(Role.COORDINATOR, at=FARO), somebody(Role.COORDINATOR, at=None)):
        assert "decides who works" in said(policies.can_assign(case(), by=by, member=ANA))
        assert "decides who works" in said(policies.can_hand_over(case(), by=by))
    assert "of another agency" in said(policies.can_assign(case(), by=ALBA, member=BRUNO))
    noe = somebody(Role.ANALYST, pk="noe")
    assert "does not open cases" in said(policies.can_assign(case(), by=ALBA, member=noe))


@pytest.mark.parametrize(
    ("is_open", "before", "status", "why"),
    [
        (True, Status.ACTIVE, Status.FOLLOW_UP, ""),
        (True, Status.ACTIVE, Status.CLOSED, "A case is closed with a reason"),
        (True, Status.ACTIVE, Status.CLOSED_REFERRED, "A case is closed with a reason"),
        (False, Status.CLOSED, Status.ACTIVE, "A case is closed with a reason"),
        (True, Status.ACTIVE, Status.ACTIVE, "A case cannot go from its present status"),
    ],
)
def test_from_which_status_to_which(is_open, before, status, why):
    file = case(is_open=is_open, status=before)
    answer = said(policies.can_change_status(file, by=ANA, status=status))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)
    assert not policies.can_change_status(file, by=BRUNO, status=status)


# Palermo


@pytest.mark.parametrize(
    ("acts", "means", "purposes", "minor", "needed", "missing"),
    [
        (["a"], ["m"], ["p"], False, True, []),
        ([], [], [], False, True, ["act", "means", "purpose"]),
        (["a"], [], ["p"], True, False, []),
        (["a"], [], ["p"], False, True, ["means"]),
        (["a"], [], ["p"], None, None, ["means"]),
        (["a"], ["m"], ["p"], None, None, []),
        (["a"], ["m"], [], True, False, ["purpose"]),
        ([], ["m"], ["p"], True, False, ["act"]),
    ],
)
def test_which_elements_are_missing(acts, means, purposes, minor, needed, missing):
    found = policies.palermo(acts=acts, means=means, purposes=purposes, minor=minor)
    assert (found.act, found.means, found.purpose) == (bool(acts), bool(means), bool(purposes))
    assert found.means_needed is needed
    assert found.missing == missing


# Closing and taking up again


def asked(**more):
    return Thing(**{"state": "asked", "case": case(), "asked_by_id": "ana"} | more)


def test_a_closing_is_asked_for_and_called_off_by_those_who_record():
    needs(P.RECORD_CASES, lambda by: closing.can_ask(case(), by=by, waiting=False))
    needs(P.RECORD_CASES, lambda by: closing.can_call_off(asked(), by=by))
    needs(P.RECORD_CASES, lambda by: closing.can_reopen(case(is_open=False), by=by))
    shut = case(is_open=False)
    assert "closed already" in said(closing.can_ask(shut, by=ANA, waiting=False))
    assert "waits for approval already" in said(closing.can_ask(case(), by=ANA, waiting=True))
    assert "answered before" in said(closing.can_call_off(asked(state="approved"), by=ANA))
    assert "This case is open" in said(closing.can_reopen(case(), by=ANA))


@pytest.mark.parametrize(
    ("by", "of", "why"),
    [
        (ALBA, asked(), ""),
        (ALBA, asked(state="returned"), "This closing was answered before"),
        (ALBA, asked(case=case(FARO)), "Only the agency that holds this case closes it"),
        (ALBA, asked(asked_by_id="alba"), "You asked for this closing"),
    ],
)
def test_who_approves_a_closing(by, of, why):
    answer = said(closing.can_answer(of, by=by))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


def test_approving_a_closing_needs_its_permission():
    needs(P.APPROVE_WORK, lambda by: closing.can_answer(asked(), by=by), pk="alba")


@pytest.mark.parametrize(
    ("rule", "given", "may"),
    [
        (closing.says_how, {"status": "Closed", "reason": "she_asked", "words": "Done."}, True),
        (closing.says_how, {"status": "Active", "reason": "she_asked", "words": "Done."}, False),
        (closing.says_how, {"status": "Closed", "reason": "x", "words": "Done."}, False),
        (closing.says_how, {"status": "Closed", "reason": "she_asked", "words": " "}, False),
        (closing.says_why_again, {"reason": "new_risk", "words": "He is back."}, True),
        (closing.says_why_again, {"reason": "x", "words": "He is back."}, False),
        (closing.says_why_again, {"reason": "new_risk", "words": " "}, False),
        (closing.returns_with_words, {"words": "Her health is missing."}, True),
        (closing.returns_with_words, {"words": " "}, False),
    ],
)
def test_it_is_said_why(rule, given, may):
    assert bool(rule(**given)) is may
    words = {"says_how": "A case is closed with a reason", "returns_with_words": "Say why, so",
             "says_why_again": "Say why the case is taken up"}  # fmt: skip
    assert said(rule(**given)).startswith("" if may else words[rule.__name__])


# Notes


def written(**more):
    facts = {"case": case(), "level": "team", "author_id": "ana", "is_struck": False}
    return Thing(**facts | more)


BEA = somebody(pk="bea")


@pytest.mark.parametrize(
    ("by", "level", "reads"),
    [
        (ANA, "team", True),
        (BEA, "team", True),
        (BRUNO, "team", False),
        (ANA, "supervision", True),
        (BEA, "supervision", False),
        (ALBA, "supervision", True),
        (somebody(Role.COORDINATOR, at=FARO), "supervision", False),
    ],
)
def test_who_reads_a_note(by, level, reads):
    assert note.reads(written(level=level), by=by) is reads


def test_reading_in_supervision_needs_its_permission():
    rest = allows(*set(P) - {P.OPEN_AGENCY_CASES}, pk="bea")
    assert not note.reads(written(level="supervision"), by=rest)
    assert note.reads(written(level="supervision"), by=allows(P.OPEN_AGENCY_CASES, pk="bea"))


def test_notes_are_written_and_masked_by_those_who_record():
    needs(P.RECORD_CASES, lambda by: note.can_write(case(), by=by))
    needs(P.RECORD_CASES, lambda by: note.can_correct(written(), by=by))
    needs(P.RECORD_CASES, lambda by: note.can_strike(written(), by=by, reason="twice"))
    needs(P.RECORD_CASES, lambda by: note.can_mask(case(), by=by, words=["x"] * 200))
    assert "Shorten them" in said(note.can_mask(case(), by=ANA, words=["x"] * 201))


@pytest.mark.parametrize(
    ("by", "of", "reason", "correct", "strike"),
    [
        (ANA, written(), "wrong", "", ""),
        (ANA, written(is_struck=True), "wrong", "This note was struck", "This note was struck"),
        (BEA, written(), "wrong", "Only who wrote a note corrects", "Only who wrote a note, or"),
        (ALBA, written(), "wrong", "Only who wrote a note corrects", ""),
        (ANA, written(), "because", "", "Say why the note is struck"),
        (allows(*set(P) - {P.OPEN_AGENCY_CASES}, pk="bea"), written(), "wrong", "Only", "Only who"),
    ],
)
def test_who_corrects_and_strikes_a_note(by, of, reason, correct, strike):
    for answer, why in (
        (said(note.can_correct(of, by=by)), correct),
        (said(note.can_strike(of, by=by, reason=reason)), strike),
    ):
        assert answer.startswith(why)
        assert bool(answer) is bool(why)


# What she asks about her data


def request(**more):
    facts = {"case": case(), "standing": "open", "is_open": True, "is_extended": False}
    return Thing(**facts | more)


HERS = {
    "take": lambda by: rights.can_take_request(case(), by=by, received_on=TODAY, today=TODAY),
    "answer": lambda by: rights.can_answer(request(), by=by, standing="answered", reason=""),
    "extend": lambda by: rights.can_extend(request(), by=by),
    "copy": lambda by: rights.can_give_copy(case(), by=by),
}


@pytest.mark.parametrize("kind", HERS)
def test_her_requests_are_for_who_records_or_answers_for_the_records(kind):
    rule = HERS[kind]
    for by in (allows(P.RECORD_CASES), allows(P.ERASE_PEOPLE)):
        assert rule(by)
    assert "can write in it" in said(rule(BRUNO))
    rest = allows(*set(P) - {P.RECORD_CASES, P.ERASE_PEOPLE})
    assert said(rule(rest)).startswith("Your role does not allow you to record people")


def test_a_copy_goes_through_nobody_who_may_not_represent_her():
    by = allows(P.RECORD_CASES)
    nobody = Decision("Nobody represents her.")
    assert said(rights.can_give_copy(case(), by=by, represented=nobody)) == nobody.reason
    assert "can write in it" in said(rights.can_give_copy(case(), by=BRUNO, represented=nobody))


@pytest.mark.parametrize(
    ("of", "asked", "why"),
    [
        (request(), ("refused", "No."), ""),
        (request(), ("refused", " "), "A refusal needs its reason"),
        (request(), ("answered", " "), ""),
        (request(), ("open", ""), "This request was answered before"),
        (request(standing="refused"), ("answered", ""), "This request was answered before"),
    ],
)
def test_when_a_request_is_answered(of, asked, why):
    standing, reason = asked
    answer = said(rights.can_answer(of, by=ANA, standing=standing, reason=reason))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


def test_when_a_request_is_taken_and_extended():
    taken = {"by": ANA, "today": TODAY}
    assert rights.can_take_request(case(), received_on=YESTERDAY, **taken)
    later = rights.can_take_request(case(), received_on=TOMORROW, **taken)
    assert "still to come" in said(later)
    assert "answered before" in said(rights.can_extend(request(is_open=False), by=ANA))
    assert "extended once already" in said(rights.can_extend(request(is_extended=True), by=ANA))


# Risk


def test_risk_is_seen_by_who_plans_safety_and_assessed_by_who_records_too():
    needs(P.PLAN_SAFETY, lambda by: risk.can_see(case(), by=by))
    assert "plans her safety" in said(risk.can_see(case(), by=BRUNO))
    asked = {"today": TODAY, "next_due_on": TODAY}
    assert risk.can_assess(case(), by=allows(P.PLAN_SAFETY, P.RECORD_CASES), **asked)
    for missing in (P.PLAN_SAFETY, P.RECORD_CASES):
        assert not risk.can_assess(case(), by=allows(*set(P) - {missing}), **asked)
    late = risk.can_assess(case(), by=ANA, today=TODAY, next_due_on=YESTERDAY)
    assert "cannot lie in the past" in said(late)


def test_as_before_is_said_of_what_she_was_shown():
    assert risk.can_say_unchanged(Thing(pk=7), "7")
    assert "Nothing was assessed yet" in said(risk.can_say_unchanged(None, "7"))
    assert "A colleague assessed it anew" in said(risk.can_say_unchanged(Thing(pk=8), "7"))


@pytest.mark.parametrize(
    ("due", "contacts", "why"),
    [
        (TODAY, (), ""),
        (TODAY, [None, None], ""),
        (TOMORROW, [None, TODAY], "Somebody was in contact"),
        (YESTERDAY, (), "Her risk was to be assessed again"),
    ],
)
def test_until_when_an_assessment_is_relied_on(due, contacts, why):
    newest = Thing(next_due_on=due)
    answer = said(risk.is_current(newest, on=TODAY, contacts=contacts))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)
    if not contacts:
        assert said(risk.is_current(newest, on=TODAY)) == answer
    assert "not assessed yet" in said(risk.is_current(None, on=TODAY, contacts=contacts))


# Tasks


def test_tasks_are_for_those_who_record_and_for_the_team():
    needs(P.RECORD_CASES, lambda by: tasks.can_add(case(), by=by, open_now=199))
    assert "Finish some of them first" in said(tasks.can_add(case(), by=ANA, open_now=200))
    for to, on_team in ((None, False), (ANA, True), (None, True)):
        needs(
            P.RECORD_CASES,
            lambda by, t=to, o=on_team: tasks.can_assign(case(), by=by, to=t, is_on_team=o),
        )
    other = tasks.can_assign(case(), by=ANA, to=ANA, is_on_team=False)
    assert "somebody of the team" in said(other)
    to_do, done = Thing(is_done=False, case=case()), Thing(is_done=True, case=case())
    needs(P.RECORD_CASES, lambda by: tasks.can_finish(to_do, by=by))
    needs(P.RECORD_CASES, lambda by: tasks.can_reopen(done, by=by))
    assert "done already" in said(tasks.can_finish(done, by=ANA))
    assert "not done yet" in said(tasks.can_reopen(to_do, by=ANA))
