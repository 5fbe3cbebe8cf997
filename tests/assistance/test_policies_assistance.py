"""What is written down about help: once it was given, by those who record, and never twice."""

from datetime import timedelta
from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.enums import Role
from amparo.agencies.roles import Permission
from amparo.assistance.enums.needs import Change
from amparo.assistance.policies import justice, ledger, medication, needs, plan
from amparo.people.enums import Answer, Block, Purpose, Recipient
from amparo.people.policies.disclosure import Verdict
from tests.somebody import FARO, NOW, TODAY, case, said, somebody
from tests.somebody import needs as it_needs

P = Permission
ANA, BRUNO = somebody(), somebody(at=FARO)
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
RECORDS = {
    "help": lambda by, on=TODAY: ledger.can_record(case(), by=by, given_on=on, today=TODAY),
    "needs": lambda by, on=TODAY: needs.can_assess(case(), by=by, assessed_on=on, today=TODAY),
    "notice": lambda by, on=TODAY: justice.can_record_notice(case(), by=by, on=on, today=TODAY),
}


@pytest.mark.parametrize("kind", RECORDS)
def test_it_is_recorded_once_it_happened(kind):
    rule = RECORDS[kind]
    it_needs(P.RECORD_CASES, rule)
    assert "Only the agency that holds this case" in said(rule(BRUNO))
    assert rule(ANA, YESTERDAY)
    assert " recorded once " in said(rule(ANA, TOMORROW)) or "once she was" in said(
        rule(ANA, TOMORROW)
    )
    if kind != "notice":
        assert rule(ANA, None)


def test_an_entry_that_stands_is_corrected():
    it_needs(P.RECORD_CASES, lambda by: ledger.can_correct(Thing(stands=True, case=case()), by=by))
    assert "corrected before" in said(ledger.can_correct(Thing(stands=False, case=case()), by=ANA))


# A consulate


def consulate(**more):
    facts = {
        "pk": "yes", "purpose": Purpose.DOCUMENT, "block": Block.IDENTITY,
        "recipient": Recipient.CONSULATE, "recipient_name": "", "answer": Answer.GRANTED,
        "given_on": TODAY, "expires_on": None, "recorded_at": NOW, "withdrawn_at": None,
        "is_live": lambda on: on <= TOMORROW,
    }  # fmt: skip
    return Thing(**facts | more)


@pytest.mark.parametrize(
    ("answers", "asked", "goes"),
    [
        ([consulate()], {}, True),
        ([], {}, False),
        ([consulate(block=Block.CONTACT)], {}, False),
        ([consulate(purpose=Purpose.TRACING)], {}, False),
        ([consulate(recipient=Recipient.PROSECUTOR)], {}, False),
        ([consulate(recipient_name="Tapachula")], {"consulate": "tapachula"}, True),
        ([consulate(recipient_name="Comitán")], {"consulate": "Tapachula"}, False),
        ([consulate()], {"on": TOMORROW}, True),
        ([consulate()], {"on": TOMORROW + timedelta(days=1)}, False),
        ([consulate(answer=Answer.REFUSED)], {}, False),
    ],
)
def test_a_consulate_is_told_of_her_if_she_said_yes(answers, asked, goes):
    facts = {"consulate": "", "purpose": Purpose.DOCUMENT, "on": TODAY, "answers": answers}
    verdict = justice.her_yes(**facts | asked)
    assert (verdict.block, verdict.goes) == (Block.IDENTITY, goes)
    decision = justice.can_tell_consulate(verdict)
    assert bool(decision) is goes
    if not goes:
        assert "only if she says yes" in said(decision)
        assert verdict.reason in said(decision)


def test_no_duty_stands_in_for_her_yes():
    assert not justice.can_tell_consulate(Verdict(Block.IDENTITY, True, "demanded"))
    assert not justice.can_tell_consulate(Verdict(Block.IDENTITY, False, "ended", consent="yes"))


# A dose

BETO = Thing(display_name="Beto Bambú")


def medicine(**more):
    facts = {"hours": ["08:00"], "begins_on": YESTERDAY, "ends_on": TOMORROW, "case": case()}
    return Thing(**facts | more)


def dose(by=ANA, of=None, **more):
    facts = {"day": TODAY, "hour": "08:00", "today": TODAY, "held": None}
    return medication.can_record_dose(of or medicine(), by=by, **facts | more)


@pytest.mark.parametrize(
    ("of", "asked", "why"),
    [
        (medicine(), {}, ""),
        (medicine(), {"day": YESTERDAY}, ""),
        (medicine(), {"hour": "09:00"}, "This medicine is not taken"),
        (medicine(begins_on=TOMORROW), {}, "This medicine is not taken"),
        (medicine(begins_on=TODAY), {}, ""),
        (medicine(ends_on=YESTERDAY), {}, "This medicine is not taken"),
        (medicine(ends_on=TODAY), {}, ""),
        (medicine(ends_on=None), {}, ""),
        (medicine(), {"day": TOMORROW}, "A dose is written down when its time has come"),
    ],
)
def test_when_a_dose_is_written_down(of, asked, why):
    answer = said(dose(of=of, **asked))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


def test_a_dose_is_given_once_and_says_who_gave_it():
    it_needs(P.RECORD_CASES, lambda by: dose(by=by))
    held = Thing(state="given", recorded_by=BETO)
    answer = said(dose(held=held))
    assert "This dose was written down already: Given, by Beto Bambú." in answer


@pytest.mark.parametrize(
    ("ends_on", "may"), [(None, True), (TODAY, True), (TOMORROW, True), (YESTERDAY, False)]
)
def test_a_medicine_that_is_taken_can_be_stopped(ends_on, may):
    stopping = medication.can_stop(medicine(ends_on=ends_on), by=ANA, today=TODAY)
    assert bool(stopping) is may
    assert not medication.can_stop(medicine(ends_on=ends_on), by=BRUNO, today=TODAY)
    assert said(stopping).startswith("" if may else "This medicine is no longer taken")


def test_stopping_a_medicine_is_for_those_who_record():
    it_needs(P.RECORD_CASES, lambda by: medication.can_stop(medicine(), by=by, today=TODAY))


# Needs, compared


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (None, "some", Change.FIRST),
        (None, "not_asked", Change.FIRST),
        ("some", "not_asked", Change.OPEN),
        ("not_asked", "not_asked", Change.OPEN),
        ("some", "some", Change.SAME),
        ("refused", "refused", Change.SAME),
        ("refused", "some", Change.OPEN),
        ("refused", "none", Change.OPEN),
        ("some", "refused", Change.OPEN),
        ("not_asked", "some", Change.OPEN),
        ("none", "some", Change.NEW),
        ("none", "urgent", Change.NEW),
        ("some", "none", Change.MET),
        ("urgent", "none", Change.MET),
        ("some", "urgent", Change.MORE),
        ("urgent", "some", Change.LESS),
    ],
)
def test_what_changed_in_one_domain(before, now, change):
    assert needs.change(before, now) == change


# A plan


def draft(**more):
    facts = {"is_working": True, "case": case(), "state": "draft", "agreed": "yes",
             "writers": ["ana"], "version": 3}  # fmt: skip
    return Thing(**facts | more)


def test_a_plan_is_begun_written_and_sent_by_those_who_record():
    it_needs(P.RECORD_CASES, lambda by: plan.can_begin(case(), by=by, working=False))
    it_needs(P.RECORD_CASES, lambda by: plan.can_write(draft(), by=by))
    it_needs(P.RECORD_CASES, lambda by: plan.can_send(draft(), by=by, goals=1))
    assert "being written already" in said(plan.can_begin(case(), by=ANA, working=True))
    assert "stays as it is" in said(plan.can_write(draft(is_working=False), by=ANA))


@pytest.mark.parametrize(
    ("changed", "goals", "why"),
    [
        ({}, 1, ""),
        ({"agreed": "in_part", "state": "returned"}, 2, ""),
        ({"state": "waiting"}, 1, "This version waits for approval already"),
        ({"state": "approved"}, 1, "This version waits for approval already"),
        ({"state": "replaced"}, 1, "This version waits for approval already"),
        ({}, 0, "A plan needs at least one goal"),
        ({"agreed": "no"}, 1, "A plan is made with her"),
        ({"agreed": "not_asked"}, 1, "A plan is made with her"),
        ({"is_working": False}, 1, "This version was approved"),
    ],
)
def test_when_a_plan_is_sent(changed, goals, why):
    answer = said(plan.can_send(draft(**changed), by=ANA, goals=goals))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


ALBA = somebody(Role.COORDINATOR, pk="alba")


@pytest.mark.parametrize(
    ("changed", "by", "why"),
    [
        ({}, ALBA, ""),
        ({"state": "draft"}, ALBA, "This version does not wait"),
        ({"case": case(FARO)}, ALBA, "Only the agency that holds this case"),
        ({"writers": ["ana", "alba"]}, ALBA, "You wrote or changed this version"),
        ({"writers": []}, ANA, "Your role does not allow"),
    ],
)
def test_who_approves_a_plan(changed, by, why):
    answer = said(plan.can_answer(draft(**{"state": "waiting"} | changed), by=by))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


def test_approving_needs_its_permission_and_what_was_read():
    it_needs(P.APPROVE_WORK, lambda by: plan.can_answer(draft(state="waiting"), by=by), pk="alba")
    assert plan.saw_this_version(draft(), seen_version=3)
    for seen in (2, 4):
        assert "changed after you opened it" in said(
            plan.saw_this_version(draft(), seen_version=seen)
        )
    assert plan.says_why("No goal for her health.")
    for words in ("", "  "):
        assert "Say why, so that" in said(plan.says_why(words))


def action(state="open", of="approved", at=None):
    goal = Thing(plan=Thing(state=of, case=case(at) if at else case()))
    return Thing(state=state, goal=goal)


def ends(by=ANA, of=None, state="done", reason=""):
    return plan.can_end_action(of or action(), by=by, state=state, reason=reason)


@pytest.mark.parametrize(
    ("of", "state", "reason", "why"),
    [
        (action(), "done", "", ""),
        (action(), "dropped", "She changed her mind.", ""),
        (action(), "dropped", " ", "Say why the action is dropped"),
        (action(of="draft"), "done", "", "Only an approved plan"),
        (action("done"), "done", "", "This action was ended before"),
        (action(), "open", "", "This action was ended before"),
        (action(at=FARO), "done", "", "Only the agency that holds this case"),
    ],
)
def test_when_an_action_is_ended(of, state, reason, why):
    answer = said(ends(of=of, state=state, reason=reason))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


def test_ending_an_action_is_for_those_who_record():
    it_needs(P.RECORD_CASES, lambda by: ends(by=by))
