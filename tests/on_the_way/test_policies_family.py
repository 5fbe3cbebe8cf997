"""What may be written down of a family that would come to her, asked without a database."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.roles import Permission
from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.enums import JourneyState, Pathway, RelativeTold, Side
from amparo.journeys.policies import consent, preparing
from amparo.journeys.policies import family as policy
from tests.somebody import FARO, allows, case

DAY = timedelta(days=1)
TODAY = date(2026, 3, 10)
NO = Decision("No.")
WRITES = allows(Permission.PLAN_SAFETY, Permission.RECORD_CASES)
READS = allows(Permission.PLAN_SAFETY)
ELSEWHERE = allows(Permission.PLAN_SAFETY, Permission.RECORD_CASES, at=FARO)


def journey(**more):
    facts = {
        "side": Side.SENDING, "pathway": Pathway.FAMILY, "state": JourneyState.PREPARING,
        "case": case(),
    }  # fmt: skip
    return Thing(**facts | more)


def is_asked(found, said):
    assert said in found.reason
    assert bool(found) is not bool(said)


@pytest.mark.parametrize("rule", [policy.can_see, policy.can_prepare])
def test_a_family_is_prepared_by_the_office_that_accompanies_her(rule):
    assert rule(journey(), by=WRITES)
    assert "No family" in rule(journey(side=Side.RECEIVING), by=WRITES).reason
    assert "No family" in rule(journey(pathway=Pathway.RETURN), by=WRITES).reason
    assert "Only the agency" in rule(journey(), by=ELSEWHERE).reason
    assert not rule(journey(), by=allows(Permission.RECORD_CASES))


def test_itinerary_and_escort_are_written_down_on_either_way():
    for pathway in Pathway:
        assert preparing.can_prepare(journey(pathway=pathway), by=WRITES, ways=preparing.EITHER)
        other = journey(pathway=pathway, side=Side.RECEIVING)
        assert not preparing.can_prepare(other, by=WRITES, ways=preparing.EITHER)


@pytest.mark.parametrize("state", JourneyState)
def test_a_familys_way_is_prepared_until_it_is_over(state):
    over = {JourneyState.ARRIVED, JourneyState.CLOSED, JourneyState.CALLED_OFF}
    assert bool(policy.can_prepare(journey(state=state), by=WRITES)) is (state not in over)
    assert policy.can_see(journey(state=state), by=READS)
    assert not policy.can_prepare(journey(state=state), by=READS)


def relative(**more):
    return Thing(**{"journey": journey(), "stays_since": None} | more)


def test_of_who_stays_or_where_all_is_over_a_no_alone_is_kept():
    stays, over = relative(stays_since=TODAY), relative(journey=journey(state="called_off"))
    assert policy.can_write(relative(), by=WRITES)
    assert "does not travel" in policy.can_write(stays, by=WRITES).reason
    assert "is over" in policy.can_write(over, by=WRITES).reason
    for held in (relative(), stays, over):
        for says in ("no", "taken_back"):
            assert policy.can_keep_their_word(held, by=WRITES, says=says)
            assert not policy.can_keep_their_word(held, by=READS, says=says)
            assert not policy.can_keep_their_word(held, by=ELSEWHERE, says=says)
        yes = policy.can_keep_their_word(held, by=WRITES, says="yes")
        assert bool(yes) is (held not in (stays, over))


def test_there_is_room_for_40():
    assert policy.has_room(40)
    assert "40 relatives" in policy.has_room(41).reason


RELATIVE = {
    "name": "Lucía", "kin": "child", "born_on": TODAY, "ordered": "none", "agreed_on": None,
    "must_agree": "", "best": "", "best_by": "", "best_on": None, "travels_with": None,
}  # fmt: skip
BEST = {"best": "serves", "best_by": "DIF", "best_on": TODAY}
TOMAS = Thing(pk=2)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ""),
        ({"name": " "}, "who this relative is"),
        ({"kin": "aunt"}, "who this relative is"),
        ({"born_on": TODAY + DAY}, "born after today"),
        ({"born_on": None}, ""),
        ({"ordered": "maybe"}, "what an authority decided"),
        ({"must_agree": "Su padre"}, ""),
        ({"must_agree": "Su padre", "agreed_on": TODAY}, ""),
        ({"must_agree": "Su padre", "agreed_on": TODAY + DAY}, "once it was"),
        ({"agreed_on": TODAY}, "who it is that agreed"),
        (BEST, ""),
        (BEST | {"best_on": TODAY + DAY}, "once it was"),
        (BEST | {"best": "maybe"}, "that it serves"),
        (BEST | {"best_on": None}, "together"),
        ({"best_on": TODAY}, "together"),
        (BEST | {"best_by": " "}, "which body"),
        ({"travels_with": TOMAS}, ""),
        ({"travels_with": Thing(pk=3)}, "grown relative"),
    ],
)
def test_a_relative_is_written_down_whole(facts, said):
    is_asked(
        policy.is_whole_relative(RELATIVE | facts, others=[TOMAS], feared=ALLOWED, today=TODAY),
        said,
    )


def test_nobody_whom_she_fears_is_written_down():
    is_asked(policy.is_whole_relative(RELATIVE, others=[], feared=NO, today=TODAY), "No.")


WORD = {
    "asked_on": TODAY, "asked_by": "Ana", "told": list(RelativeTold), "says": "yes",
    "representative": "Su abuela", "child_view": "Sí.",
}  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "child", "said"),
    [
        ({}, True, ""),
        ({}, False, ""),
        ({"asked_on": TODAY + DAY}, False, "once it was said"),
        ({"asked_by": " "}, False, "who asked"),
        ({"says": "maybe"}, False, "what this relative says"),
        ({"told": ["everything"]}, False, "what was explained"),
        ({"told": list(RelativeTold)[1:]}, False, "once all was explained"),
        ({"representative": " "}, True, "who with custody"),
        ({"child_view": " "}, True, "what the child says"),
        ({"representative": "", "child_view": ""}, False, ""),
        ({"says": "no", "told": [], "representative": "", "child_view": ""}, True, ""),
        ({"says": "taken_back", "told": []}, True, ""),
    ],
)
def test_a_yes_counts_told_all_and_a_no_whatever_was_told(facts, child, said):
    is_asked(policy.is_whole_consent(WORD | facts, is_child=child, today=TODAY), said)


def test_a_paper_is_kept_as_of_a_return_and_only_if_the_rule_asks_it():
    whole = {"state": "held", "asked_on": None, "valid_until": TODAY}
    assert policy.is_whole_paper(whole, expires=True, today=TODAY)
    none = whole | {"valid_until": None}
    assert not policy.is_whole_paper(none, expires=True, today=TODAY)
    assert policy.is_whole_paper(none, expires=False, today=TODAY)
    asked = whole | {"state": "asked", "asked_on": TODAY}
    assert policy.is_whole_paper(asked, expires=True, today=TODAY)
    assert not policy.is_whole_paper(asked | {"asked_on": TODAY + DAY}, expires=True, today=TODAY)
    rows = [Thing(code="birth"), Thing(code="spell")]
    assert policy.is_asked("birth", by_rule=rows)
    assert not policy.is_asked("marriage", by_rule=rows)
    assert not policy.is_asked("spell", by_rule=rows)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ""),
        ({"what": " "}, "what the appointment is for"),
        ({"kept": "maybe"}, "whether it is to come"),
        ({"on": TODAY + DAY}, ""),
        ({"on": TODAY + DAY, "kept": "kept"}, "lies ahead"),
        ({"on": TODAY + DAY, "kept": "missed"}, "lies ahead"),
        ({"kept": "missed"}, ""),
    ],
)
def test_an_appointment_is_kept_once_it_was(facts, said):
    whole = {"what": "Huellas", "kept": "to_come", "on": TODAY}
    is_asked(policy.is_whole_appointment(whole | facts, today=TODAY), said)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ""),
        ({"what": " "}, "what the fee is for"),
        ({"amount": Decimal(0)}, "how much"),
        ({"currency": ""}, "which currency"),
        ({"funder": " "}, "who pays"),
        ({"funder": "", "project": TOMAS}, ""),
        ({"receipt_seen_on": TODAY}, ""),
        ({"receipt_seen_on": TODAY + DAY}, "once somebody saw it"),
    ],
)
def test_a_fee_says_who_pays_it(facts, said):
    whole = {
        "what": "Pasaporte", "amount": Decimal("0.01"), "currency": "MXN", "funder": "Donante",
        "project": None, "receipt_seen_on": None,
    }  # fmt: skip
    is_asked(policy.is_whole_fee(whole | facts, today=TODAY), said)


def test_a_rule_is_one_of_the_list_and_applied_for_when_it_was():
    assert policy.is_offered("us-t-1", keys={"us-t-1"})
    assert not policy.is_offered("us-t-2", keys={"us-t-1"})
    assert policy.has_applied(None, today=TODAY)
    assert policy.has_applied(TODAY, today=TODAY)
    assert not policy.has_applied(TODAY + DAY, today=TODAY)


def test_what_she_is_asked_for_is_said_by_the_way():
    reason = consent.lives("Oficina", on=TODAY, answers=[], pathway=Pathway.FAMILY).reason
    assert "until her family sets out" in reason
    assert "that her family comes to her" in reason
    assert "to return home" in consent.lives("Oficina", on=TODAY, answers=[]).reason


@pytest.mark.parametrize(
    ("changed", "was_asked", "may"),
    [
        ({"name"}, True, False),
        ({"kin"}, True, False),
        ({"name", "kin", "lives"}, True, False),
        ({"lives", "born_on"}, True, True),
        (set(), True, True),
        ({"name", "kin"}, False, True),
        ({"lives"}, False, True),
    ],
)
def test_what_was_said_holds_for_one_human_being(changed, was_asked, may):
    found = policy.is_the_same(changed, was_asked=was_asked)
    assert bool(found) is may
    assert may or found.reason == (
        "This relative was asked under this name, and what was said holds for nobody else. Write "
        "down that this relative stays, and the other one anew."
    )
