"""What protects a child, asked without a database. Doubt favours the child, wherever it is."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import translation

from amparo.agencies import roles
from amparo.agencies.enums import Role
from amparo.cases.enums import Status
from amparo.cases.enums.children import BestOutcome, MeasureKind, Question, Right
from amparo.cases.enums.closing import ClosingReason
from amparo.cases.models import BestInterests, Case
from amparo.cases.policies import children as policy
from amparo.cases.policies import disclosure as sharing
from amparo.core.decisions import ALLOWED, Decision
from amparo.people.enums.children import AgeSaid, ByDates, StandsBy, Suspected
from amparo.people.models import AgeFinding, Guardian
from amparo.people.policies import children as people
from tests.somebody import allows


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def somebody(pk, agency, role=Role.CASEWORKER, **facts):
    card = roles.ROLES[role]
    facts = {"is_active": True, "opens_cases": card.opens_cases} | facts
    return SimpleNamespace(
        pk=pk, agency_id=agency, role=role, may=lambda wanted: wanted in card.permissions, **facts
    )


ANA, ALBA = somebody(1, "luz"), somebody(2, "luz", Role.COORDINATOR)
BRUNO, GALA = somebody(3, "faro"), somebody(4, "faro", Role.COORDINATOR)


# Opened to another agency


def shared(*, agency="faro", state="ready", named_only=True):
    case = Case(named_only=named_only)
    return SimpleNamespace(agency_id=agency, state=state, case=case)


@pytest.mark.parametrize(
    ("named_only", "named", "conflict", "opens"),
    [
        (False, False, True, True),
        (True, True, False, True),
        (True, False, False, False),
        (True, True, True, False),
        (True, False, True, False),
    ],
)
def test_a_childs_file_opens_there_to_the_named_alone(named_only, named, conflict, opens):
    case = Case(named_only=named_only)
    assert sharing.opens_to(case, named=named, conflict=conflict) is opens


@pytest.mark.parametrize(
    ("held", "by", "words"),
    [
        (shared(agency=None), GALA, "Only the agency it was opened to"),
        (shared(agency="luz"), GALA, "Only the agency it was opened to"),
        (shared(state="waiting"), GALA, "Only what was decided"),
        (shared(named_only=False), GALA, "All who work on cases"),
        (shared(), BRUNO, "role"),
    ],
)
def test_who_says_who_reads_it_there(held, by, words):
    assert words in sharing.can_name_readers(held, by=by).reason
    assert sharing.can_name_reader(held, by=by, member=BRUNO, conflict=False).reason
    assert sharing.can_name_readers(shared(), by=GALA)


@pytest.mark.parametrize(
    ("member", "conflict", "words"),
    [
        (GALA, False, "Nobody names herself"),
        (ANA, False, "of your agency"),
        (somebody(5, "faro", is_active=False), False, "of your agency"),
        (somebody(6, "faro", Role.ANALYST), False, "of your agency"),
        (BRUNO, True, "cannot be named to this file"),
    ],
)
def test_who_is_named_there(member, conflict, words):
    said = sharing.can_name_reader(shared(), by=GALA, member=member, conflict=conflict)
    assert words in said.reason
    assert sharing.can_name_reader(shared(), by=GALA, member=BRUNO, conflict=False)


# Her age: doubt favours the child

DAY = date(2026, 3, 10)


def assessed(youngest, *, on=DAY):
    return AgeFinding(said=AgeSaid.ASSESSED, found_on=on, youngest=youngest, oldest=30)


DOUBT = AgeFinding(said=AgeSaid.PRESUMED, found_on=DAY)


@pytest.mark.parametrize(
    ("dates", "finding", "child"),
    [
        (ByDates.CHILD, None, True),
        (ByDates.OPEN, None, True),
        (ByDates.ADULT, None, False),
        (ByDates.SILENT, None, False),
        *[(dates, DOUBT, True) for dates in ByDates],
        (ByDates.CHILD, assessed(18), True),
        (ByDates.OPEN, assessed(18), False),
        (ByDates.SILENT, assessed(18), False),
        (ByDates.OPEN, assessed(17), True),
        (ByDates.SILENT, assessed(17), True),
        (ByDates.ADULT, assessed(17), True),
        (ByDates.ADULT, assessed(25), False),
    ],
)
def test_who_is_treated_as_a_child(dates, finding, child):
    assert people.is_treated_as_child(dates, finding, on=DAY) is child


@pytest.mark.parametrize(
    ("youngest", "on", "day"),
    [
        (18, DAY, DAY),
        (40, DAY, DAY),
        (17, DAY, date(2027, 3, 10)),
        (0, DAY, date(2044, 3, 10)),
        (17, date(2024, 2, 29), date(2025, 3, 1)),
    ],
)
def test_from_which_day_an_assessment_says_that_she_is_of_age(youngest, on, day):
    finding = assessed(youngest, on=on)
    assert people.of_age_on(finding) == day
    before = day - timedelta(days=1)
    assert not people.is_treated_as_child(ByDates.OPEN, finding, on=day)
    assert people.is_treated_as_child(ByDates.OPEN, finding, on=before)


HERS = SimpleNamespace(agency_id="luz", agency=SimpleNamespace(pk="luz"))
WHOLE = {
    "body": "Procuraduría inventada",
    "method": "interview",
    "found_on": DAY,
    "reasons": "Dos entrevistas.",
    "youngest": 17,
    "oldest": 20,
}


@pytest.mark.parametrize(
    ("said", "changed", "allowed"),
    [
        (AgeSaid.ASSESSED, {}, True),
        (AgeSaid.PRESUMED, {}, True),
        (AgeSaid.PRESUMED, {"body": "", "method": "", "youngest": None}, True),
        (AgeSaid.PRESUMED, {"reasons": " "}, False),
        ("guessed", {}, False),
        (AgeSaid.ASSESSED, {"reasons": " "}, False),
        (AgeSaid.ASSESSED, {"found_on": DAY + timedelta(days=1)}, False),
        (AgeSaid.ASSESSED, {"body": " "}, False),
        (AgeSaid.ASSESSED, {"method": ""}, False),
        (AgeSaid.ASSESSED, {"youngest": None}, False),
        (AgeSaid.ASSESSED, {"oldest": None}, False),
        (AgeSaid.ASSESSED, {"youngest": 21}, False),
        (AgeSaid.ASSESSED, {"youngest": 20}, True),
        (AgeSaid.ASSESSED, {"youngest": 0}, True),
        (AgeSaid.ASSESSED, {"youngest": -1}, False),
        (AgeSaid.ASSESSED, {"oldest": 120}, True),
        (AgeSaid.ASSESSED, {"oldest": 121}, False),
    ],
)
def test_an_assessment_has_body_day_method_reasons_and_margin(said, changed, allowed):
    facts = WHOLE | changed
    assert bool(people.can_find_age(HERS, by=ANA, said=said, facts=facts, today=DAY)) is allowed
    assert not people.can_find_age(HERS, by=BRUNO, said=said, facts=facts, today=DAY)


def test_an_assessment_of_which_nobody_says_who_made_it_is_none():
    assert people.is_whole_assessment(WHOLE)
    for missing in ("body", "method", "youngest", "oldest"):
        facts = {name: value for name, value in WHOLE.items() if name != missing}
        assert not people.is_whole_assessment(facts)


# Who stands for her


def guardian(suspected=Suspected.NO, **facts):
    return Guardian(suspected=suspected, **facts)


@pytest.mark.parametrize(
    ("held", "conflict", "words"),
    [
        (guardian(), False, ""),
        (guardian(Suspected.YES), False, "at once"),
        (guardian(Suspected.YES, not_the_same="Es otro."), True, "at once"),
        (guardian(Suspected.NOT_KNOWN), False, "not known"),
        (guardian(""), False, "not known"),
        (guardian(), True, "at once"),
        (guardian(not_the_same=" "), True, "at once"),
        (guardian(not_the_same="Se vio su acta."), True, ""),
        (guardian(Suspected.NOT_KNOWN), True, "at once"),
        (guardian(since=DAY), False, ""),
        (guardian(since=DAY + timedelta(days=1)), False, "on this day"),
        (guardian(until=DAY), False, ""),
        (guardian(until=DAY - timedelta(days=1)), False, "on this day"),
    ],
)
def test_who_may_represent_a_child(held, conflict, words):
    said = people.can_represent(held, conflict=conflict, on=DAY)
    assert words in said.reason
    assert bool(said) is (words == "")
    assert people.is_unsafe(held, conflict=conflict) is (words == "at once")


STANDS = {
    "suspected": Suspected.NO,
    "basis": StandsBy.PARENT,
    "since": DAY,
    "until": DAY,
    "not_the_same": "",
}


@pytest.mark.parametrize(
    ("changed", "conflict", "words"),
    [
        ({}, False, ""),
        ({"suspected": ""}, False, "yes, no or not"),
        ({"basis": "friendship"}, False, "yes, no or not"),
        ({"until": DAY - timedelta(days=1)}, False, "before the first"),
        ({"until": None}, False, ""),
        ({"since": None}, False, ""),
        ({}, True, "bears a name like this one"),
        ({"not_the_same": " "}, True, "bears a name like this one"),
        ({"not_the_same": "Es su hermano, se vio su acta."}, True, ""),
        ({"suspected": Suspected.YES}, True, ""),
        ({"suspected": Suspected.NOT_KNOWN}, True, ""),
    ],
)
def test_what_is_written_of_a_guardian(changed, conflict, words):
    facts = STANDS | changed
    said = people.can_keep_guardian(HERS, by=ANA, facts=facts, conflict=conflict)
    assert words in said.reason
    assert bool(said) is (words == "")
    assert not people.can_keep_guardian(HERS, by=BRUNO, facts=STANDS, conflict=False)


def test_whether_anybody_represents_her():
    no = Decision("No.")
    assert people.represents([no, ALLOWED])
    assert "Nobody who may represent her" in people.represents([no]).reason
    assert not people.represents([])


# Her own word


@pytest.mark.parametrize(
    ("answer", "says", "changed", "words"),
    [
        ("refused", "", {"representative": None}, ""),
        ("refused", "refused", {"representative": ALLOWED}, ""),
        ("granted", "granted", {}, ""),
        ("granted", "refused", {}, "said no herself"),
        ("granted", "refused", {"explained": "", "words": ""}, "said no herself"),
        ("granted", "", {}, "takes her own"),
        ("granted", "granted", {"explained": " "}, "takes her own"),
        ("granted", "granted", {"words": " "}, "takes her own"),
        ("granted", "granted", {"representative": None}, "who may represent her"),
        ("granted", "granted", {"representative": Decision("A suspect.")}, "A suspect."),
    ],
)
def test_a_yes_of_a_child_takes_two_and_her_no_is_enough(answer, says, changed, words):
    facts = {"explained": "Con dibujos.", "words": "Sí.", "representative": ALLOWED} | changed
    said = people.child_may_answer(answer, says=says, **facts)
    assert words in said.reason
    assert bool(said) is (words == "")


# Her best interests

THEN = datetime(2026, 3, 10, 12, tzinfo=UTC)


def decided(outcome=BestOutcome.SERVES, at=THEN):
    return BestInterests(outcome=outcome, recorded_at=at)


@pytest.mark.parametrize("question", Question)
def test_nothing_happens_to_a_child_that_no_body_found_to_serve_her(question):
    def said(found, *, is_child=True, since=None):
        return policy.serves_her(question, is_child=is_child, decided=found, since=since)

    assert said(decided())
    assert said(None, is_child=False)
    assert said(decided(BestOutcome.AGAINST), is_child=False)
    missing = said(None)
    assert "younger than 18" in missing.reason
    for outcome in (BestOutcome.AGAINST, BestOutcome.LATER):
        assert "decides anew" in said(decided(outcome)).reason
    assert said(decided(), since=THEN) == missing
    assert said(decided(), since=THEN - timedelta(seconds=1))
    assert said(decided(), since=THEN + timedelta(seconds=1)) == missing


def test_each_question_has_its_sentence():
    sentences = {
        policy.serves_her(question, is_child=True, decided=None).reason for question in Question
    }
    assert len(sentences) == 4
    for part in ("case is closed", "another agency", "returns anywhere", "with her family again"):
        assert sum(part in sentence for sentence in sentences) == 1


@pytest.mark.parametrize(
    ("status", "reason", "question"),
    [
        (Status.CLOSED, ClosingReason.GOALS_REACHED, Question.CLOSING),
        (Status.CLOSED, ClosingReason.MOVED, Question.CLOSING),
        (Status.CLOSED_REFERRED, ClosingReason.NOT_OURS, Question.TRANSFER),
        (Status.CLOSED, ClosingReason.GOES_ON_ELSEWHERE, Question.TRANSFER),
        (Status.CLOSED, ClosingReason.DIED, None),
        (Status.CLOSED_REFERRED, ClosingReason.DIED, None),
    ],
)
def test_which_question_an_ending_asks(status, reason, question):
    assert policy.question_of(status, reason) == question


# What may be written


def test_who_sees_and_writes_what_is_done_for_a_child():
    case = SimpleNamespace(agency_id="luz")
    analyst = somebody(7, "luz", Role.ANALYST)
    for may in (policy.can_see, policy.can_write):
        assert [bool(may(case, by=who)) for who in (ANA, ALBA, BRUNO, analyst)] == [
            True, True, False, False,
        ]  # fmt: skip
    for only in (roles.Permission.RECORD_CASES, roles.Permission.PLAN_SAFETY):
        assert not policy.can_write(case, by=allows(only, at="luz"))


DETERMINED = {
    "question": Question.CLOSING,
    "outcome": BestOutcome.SERVES,
    "decided_on": DAY,
    "body": "Panel inventado",
    "options": "Seguir, o cerrar.",
    "her_view": "Quiere quedarse con su tía.",
    "reasons": "Está segura.",
}
TOLD = {"office": "Procuraduría", "told_on": DAY, "acknowledged_on": DAY, "ask_again_on": None}
MEASURE = {
    "kind": MeasureKind.SHELTER, "by_whom": "Juzgado", "since": DAY, "until": DAY,
    "review_on": None,
}  # fmt: skip
RIGHT = {
    "right": Right.HEALTH, "what": "Vacunas.", "body": "Salud", "follow_up_on": DAY,
    "restored_on": None,
}  # fmt: skip
TOMORROW, YESTERDAY = DAY + timedelta(days=1), DAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("rule", "whole", "changed", "allowed"),
    [
        ("determination", DETERMINED, {}, True),
        ("determination", DETERMINED, {"question": "anything"}, False),
        ("determination", DETERMINED, {"outcome": ""}, False),
        ("determination", DETERMINED, {"decided_on": TOMORROW}, False),
        ("determination", DETERMINED, {"body": " "}, False),
        ("determination", DETERMINED, {"options": " "}, False),
        ("determination", DETERMINED, {"her_view": " "}, False),
        ("determination", DETERMINED, {"reasons": " "}, False),
        ("notice", TOLD, {}, True),
        ("notice", TOLD, {"told_on": TOMORROW, "acknowledged_on": None}, False),
        ("notice", TOLD, {"acknowledged_on": TOMORROW}, False),
        ("notice", TOLD, {"acknowledged_on": YESTERDAY}, False),
        ("notice", TOLD, {"office": " "}, False),
        ("notice", TOLD, {"acknowledged_on": None}, False),
        ("notice", TOLD, {"acknowledged_on": None, "ask_again_on": TOMORROW}, True),
        ("measure", MEASURE, {}, True),
        ("measure", MEASURE, {"kind": ""}, False),
        ("measure", MEASURE, {"by_whom": " "}, False),
        ("measure", MEASURE, {"until": YESTERDAY}, False),
        ("measure", MEASURE, {"until": None}, False),
        ("measure", MEASURE, {"until": None, "review_on": TOMORROW}, True),
        ("right", RIGHT, {}, True),
        ("right", RIGHT, {"right": ""}, False),
        ("right", RIGHT, {"what": " "}, False),
        ("right", RIGHT, {"body": " "}, False),
        ("right", RIGHT, {"follow_up_on": None}, False),
        ("right", RIGHT, {"follow_up_on": None, "restored_on": DAY}, True),
    ],
)
def test_what_is_written_of_a_child_is_whole(rule, whole, changed, allowed):
    rules = {
        "determination": lambda facts: policy.is_whole_determination(facts, today=DAY),
        "notice": lambda facts: policy.is_whole_notice(facts, today=DAY),
        "measure": policy.is_whole_measure,
        "right": policy.is_whole_right,
    }
    assert bool(rules[rule](whole | changed)) is allowed


@pytest.mark.parametrize(
    ("held", "conflict", "safe"),
    [
        (guardian(), False, True),
        (guardian(), True, False),
        (guardian(not_the_same="Her aunt is 70."), True, True),
        (guardian(Suspected.YES), False, False),
        (guardian(Suspected.NOT_KNOWN), False, False),
        (guardian(until=DAY - timedelta(days=900)), False, True),
    ],
)
def test_what_a_guardian_agreed_to_is_relied_on_while_nobody_doubts(held, conflict, safe):
    assert people.is_safe(held, conflict=conflict) is safe
