"""What may be written down while a return is prepared, asked without a database."""

from datetime import date, timedelta
from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.roles import Permission
from amparo.core.decisions import ALLOWED
from amparo.journeys.enums import (
    HostVerdict,
    JourneyState,
    Option,
    PaperState,
    Pathway,
    ReturnRisk,
    Side,
)
from amparo.journeys.policies import consent
from amparo.journeys.policies import preparing as policy
from tests.somebody import FARO, allows, case

DAY = timedelta(days=1)
TODAY = date(2026, 3, 10)
WRITES = allows(Permission.PLAN_SAFETY, Permission.RECORD_CASES)
READS = allows(Permission.PLAN_SAFETY)
ELSEWHERE = allows(Permission.PLAN_SAFETY, Permission.RECORD_CASES, at=FARO)


def journey(**more):
    facts = {
        "side": Side.SENDING, "pathway": Pathway.RETURN, "state": JourneyState.PREPARING,
        "case": case(),
    }  # fmt: skip
    return Thing(**facts | more)


def is_asked(found, said):
    assert said in found.reason
    assert bool(found) is not bool(said)


# Who, and when


@pytest.mark.parametrize("rule", [policy.can_see, policy.can_prepare, policy.can_change_mind])
def test_a_return_is_prepared_at_the_end_that_accompanies_her(rule):
    assert rule(journey(), by=WRITES)
    assert "at this end" in rule(journey(side=Side.RECEIVING), by=WRITES).reason
    assert "at this end" in rule(journey(pathway=Pathway.FAMILY), by=WRITES).reason
    assert "Only the agency" in rule(journey(), by=ELSEWHERE).reason
    assert not rule(journey(), by=allows(Permission.RECORD_CASES))


def test_who_reads_does_not_write():
    assert policy.can_see(journey(), by=READS)
    for rule in (policy.can_prepare, policy.can_change_mind, policy.can_write_after):
        assert "does not allow" in rule(journey(), by=READS).reason
        assert rule(journey(), by=WRITES)
        assert not rule(journey(side=Side.RECEIVING), by=WRITES)
    assert policy.can_ban(case(), by=WRITES)
    assert not policy.can_ban(case(), by=READS)
    assert not policy.can_ban(case(), by=allows(Permission.RECORD_CASES))


@pytest.mark.parametrize("state", list(JourneyState), ids=lambda state: state.value)
def test_until_she_has_arrived_it_can_be_written_down(state):
    over = state in {JourneyState.ARRIVED, JourneyState.CLOSED, JourneyState.CALLED_OFF}
    for rule in (policy.can_prepare, policy.can_change_mind):
        is_asked(rule(journey(state=state), by=WRITES), "is over" if over else "")
    assert policy.can_write_after(journey(state=state), by=WRITES)


# What is whole


INTERVIEW = {
    "held_on": TODAY, "told": list(Option), "assistance_goes_on": True, "says": "wants",
    "words": "Sí.", "child_view": "", "reflection_until": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "child", "said"),
    [
        ({}, False, ""),
        ({"held_on": TODAY + DAY}, False, "once it was held"),
        ({"held_on": TODAY - DAY}, False, ""),
        ({"says": "maybe"}, False, "what was explained"),
        ({"told": ["beach"]}, False, "what was explained"),
        ({"told": []}, False, ""),
        ({"assistance_goes_on": False}, False, "assistance goes on"),
        ({"reflection_until": TODAY}, False, ""),
        ({"reflection_until": TODAY - DAY}, False, "time to think"),
        ({"words": " "}, False, "her own words"),
        ({}, True, "her own view"),
        ({"child_view": " "}, True, "her own view"),
        ({"child_view": "Con mi abuela."}, True, ""),
    ],
)
def test_an_interview_says_what_she_was_told_and_what_she_says(facts, child, said):
    is_asked(policy.is_whole_interview(INTERVIEW | facts, is_child=child, today=TODAY), said)


REASONS = {part.value: "Porque sí." for part in ReturnRisk}
ASSESSMENT = {
    "assessed_on": TODAY, "reasons": REASONS, "verdict": "safe", "measures": "",
} | {part.value: "low" for part in ReturnRisk}  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ""),
        ({"assessed_on": TODAY + DAY}, "in the future"),
        ({"assessed_on": TODAY - DAY}, ""),
        ({"verdict": "fine"}, "Say whether"),
        ({"verdict": "unsafe"}, ""),
        ({"verdict": "with_measures"}, "Name the measures"),
        ({"verdict": "with_measures", "measures": " "}, "Name the measures"),
        ({"verdict": "with_measures", "measures": "Otra ciudad"}, ""),
    ],
)
def test_an_assessment_says_what_was_found(facts, said):
    is_asked(policy.is_whole_assessment(ASSESSMENT | facts, today=TODAY), said)


@pytest.mark.parametrize("part", list(ReturnRisk), ids=lambda part: part.value)
@pytest.mark.parametrize("wrong", ["not_assessed", "huge", "", "why"])
def test_each_part_of_an_assessment_has_a_level_and_a_reason(part, wrong):
    facts = ASSESSMENT | {part.value: wrong}
    if wrong == "why":
        facts = ASSESSMENT | {"reasons": REASONS | {part.value: " "}}
        none = {name: why for name, why in REASONS.items() if name != part.value}
        is_asked(
            policy.is_whole_assessment(ASSESSMENT | {"reasons": none}, today=TODAY), "five parts"
        )
    is_asked(policy.is_whole_assessment(facts, today=TODAY), "five parts")


HOST = {"assessed_on": TODAY, "verdict": HostVerdict.SAFE, "assessed_by": "X", "host": "Y"}


@pytest.mark.parametrize(
    ("facts", "by_hand", "package"),
    [
        ({}, "", ""),
        ({"assessed_on": TODAY + DAY}, "in the future", "in the future"),
        ({"verdict": "fine"}, "what the other office found", "what the other office found"),
        ({"assessed_by": " "}, "who of it looked", ""),
        ({"host": " "}, "with whom", ""),
        ({"host": "", "verdict": HostVerdict.NOT_SEEN}, "", ""),
        ({"host": "", "verdict": HostVerdict.UNSAFE}, "with whom", ""),
    ],
)
def test_what_they_found_names_who_looked_unless_it_came_by_package(facts, by_hand, package):
    is_asked(policy.is_whole_host(HOST | facts, by_hand=True, today=TODAY), by_hand)
    is_asked(policy.is_whole_host(HOST | facts, by_hand=False, today=TODAY), package)


def test_a_document_is_one_of_the_case():
    assert policy.is_of_the_case(None, case=case())
    assert policy.is_of_the_case(Thing(case_id="case"), case=case())
    assert "another case" in policy.is_of_the_case(Thing(case_id="other"), case=case()).reason


BAN = {"by_whom": "Juez", "since": TODAY, "until": None, "lifted_on": None, "lifted_by_paper": ""}
LIFTED = {"lifted_on": TODAY, "lifted_by_paper": "Oficio"}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ""),
        ({"by_whom": " "}, "which authority"),
        ({"until": TODAY}, ""),
        ({"until": TODAY - DAY}, "before the first"),
        (LIFTED, ""),
        (LIFTED | {"lifted_on": TODAY - DAY}, "before the first"),
        (LIFTED | {"lifted_on": TODAY + DAY}, "by which paper"),
        (LIFTED | {"lifted_by_paper": " "}, "by which paper"),
    ],
)
def test_a_measure_says_who_ordered_it_and_who_lifted_it(facts, said):
    is_asked(policy.is_whole_ban(BAN | facts, today=TODAY), said)


PAPER = {"state": PaperState.HELD, "asked_on": None, "valid_until": TODAY}


@pytest.mark.parametrize(
    ("facts", "expires", "said"),
    [
        ({}, True, ""),
        ({"state": "lost"}, True, "how far"),
        ({"valid_until": None}, True, "until when"),
        ({"valid_until": None}, False, ""),
        ({"state": PaperState.MISSING, "valid_until": None}, True, ""),
        ({"state": PaperState.ASKED}, True, "on which day"),
        ({"state": PaperState.ASKED, "asked_on": TODAY, "valid_until": None}, True, ""),
        ({"state": PaperState.ASKED, "asked_on": TODAY + DAY}, True, "once it was asked for"),
        ({"asked_on": TODAY + DAY}, True, "once it was asked for"),
    ],
)
def test_a_paper_says_how_far_it_is(facts, expires, said):
    is_asked(policy.is_whole_paper(PAPER | facts, expires=expires, today=TODAY), said)


FIT = {"by_whom": "Dra.", "seen_on": TODAY, "until": TODAY}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ""),
        ({"by_whom": " "}, "which doctor"),
        ({"seen_on": TODAY + DAY, "until": TODAY + DAY}, "before today"),
        ({"until": TODAY - DAY}, "before today"),
        ({"seen_on": TODAY - DAY}, ""),
    ],
)
def test_a_doctor_saw_her_before_it_is_written_down(facts, said):
    is_asked(policy.is_whole_fitness(FIT | facts, today=TODAY), said)


# Her yes


def answer(**more):
    facts = {
        "pk": "yes", "purpose": "return", "block": "identity", "recipient": "other",
        "recipient_name": "Oficina", "answer": "granted", "given_on": TODAY, "expires_on": None,
        "recorded_at": (TODAY, 0), "withdrawn_at": None, "is_live": lambda on: on == TODAY,
    }  # fmt: skip
    return Thing(**facts | more)


def lives(*answers):
    return consent.lives("Oficina", on=TODAY, answers=answers)


def test_her_yes_names_the_office_and_is_live():
    assert lives(answer()) == ALLOWED
    assert lives(answer(recipient="agency"))
    assert "no yes of hers" in lives().reason
    assert "She said no" not in lives().reason
    # Where there was one, it is said that it ended.
    assert "ended" in lives(answer(is_live=lambda on: False)).reason
    for other in (
        {"purpose": "referral"}, {"block": "contact"}, {"recipient": "consulate"},
        {"recipient_name": "Otra"}, {"is_live": lambda on: False},
    ):  # fmt: skip
        assert not lives(answer(**other))


def test_a_no_on_either_list_ends_it():
    no = answer(answer="refused", recorded_at=(TODAY, 1))
    assert "She said no" in lives(answer(), no).reason
    by_agency = answer(answer="refused", recipient="agency", recorded_at=(TODAY, 1))
    assert "She said no" in lives(answer(), by_agency).reason
    assert lives(no, answer(recorded_at=(TODAY, 2)))


def test_only_what_she_says_about_her_identity_is_read():
    found = consent.verdicts("Oficina", on=TODAY, answers=[answer()])
    assert [(each.block, each.goes) for each in found] == [("identity", True), ("identity", False)]
