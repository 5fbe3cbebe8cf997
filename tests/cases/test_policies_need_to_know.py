"""Need to know: emergencies, named people, deputies. All of it in the air."""

from datetime import timedelta
from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.enums import AgencyKind, Role
from amparo.agencies.roles import Permission
from amparo.cases.policies import conflicts, need_to_know
from tests.somebody import (
    ALBA,
    ANA,
    BRUNO,
    FARO,
    FINA,
    NOW,
    TODAY,
    TOMORROW,
    YESTERDAY,
    agency,
    allows,
    case,
    needs,
    nobody,
    refused,
    somebody,
)

P = Permission


# Emergencies


@pytest.mark.parametrize(
    ("member", "stands_in", "on_call"),
    [
        (allows(P.OPEN_CASES, P.BREAK_GLASS), False, True),
        (allows(P.OPEN_CASES), True, True),
        (allows(P.OPEN_CASES), False, False),
        (allows(P.BREAK_GLASS), True, False),
        (allows(*set(P) - {P.BREAK_GLASS}), False, False),
        (allows(*set(P) - {P.OPEN_CASES}), True, False),
        (nobody(), True, False),
    ],
)
def test_who_is_on_call(member, stands_in, on_call):
    assert need_to_know.on_call(member, stands_in_for_one=stands_in) is on_call


@pytest.mark.parametrize(
    ("by", "on_call", "opens", "why"),
    [
        (ALBA, True, False, ""),
        (somebody(Role.COORDINATOR, at=FARO), True, False, "Only the agency that holds this case"),
        (ALBA, False, False, "Only a coordinator, or who stands in"),
        (ALBA, True, True, "You can open this case already"),
    ],
)
def test_who_opens_a_file_in_an_emergency(by, on_call, opens, why):
    refused(need_to_know.can_break_glass(case(), by=by, on_call=on_call, opens=opens), why)


def glass(**more):
    return Thing(**{"outcome": "", "member_id": "alba", "case": case()} | more)


@pytest.mark.parametrize(
    ("of", "by", "why"),
    [
        (glass(), FINA, ""),
        (glass(outcome="closed"), FINA, "This was reviewed before"),
        (glass(member_id="fina"), FINA, "Nobody reviews what she opened herself"),
        (glass(case=case(FARO)), FINA, "You do not answer for the records"),
    ],
)
def test_who_reviews_an_emergency(of, by, why):
    refused(need_to_know.can_review(of, by=by), why)


def test_reviewing_needs_its_permission_and_words():
    needs(P.REVIEW_GLASS, lambda by: need_to_know.can_review(glass(), by=by))
    office = agency("programme", AgencyKind.OFFICE)
    felix = somebody(Role.DATA_PROTECTION, pk="felix", at="programme", agency=office)
    assert need_to_know.can_review(glass(), by=felix)
    refused(need_to_know.says_what("The hospital called."), "")
    refused(need_to_know.says_what("  "), "Say in a sentence what happened")
    refused(need_to_know.ends_a_review("closed"), "")
    refused(need_to_know.ends_a_review("escalated"), "")
    refused(need_to_know.ends_a_review("because"), "A review ends in one of two ways")


# A feared name


@pytest.mark.parametrize(
    ("file", "by", "member", "in_conflict", "reason", "why"),
    [
        (case(), ALBA, ANA, True, "He is sixty.", ""),
        (case(at=FARO), ALBA, ANA, True, "He is sixty.", "Only the agency that holds this case"),
        (case(), ALBA, BRUNO, True, "He is sixty.", "Only the agency that holds this case"),
        (case(), somebody(Role.COORDINATOR, pk="x", at=FARO), ANA, True, "He is sixty.",
         "Only the agency that holds this case"),
        (case(), ALBA, ALBA, True, "He is sixty.", "Nobody says of herself"),
        (case(), ALBA, ANA, False, "He is sixty.", "No name like this colleague's"),
        (case(), ALBA, ANA, True, "  ", "Say how it is known"),
        (case(), ANA, ALBA, True, "He is sixty.", "Your role does not allow"),
    ],
)  # fmt: skip
def test_of_whom_it_is_said_that_she_is_another(file, by, member, in_conflict, reason, why):
    decision = conflicts.can_set_aside(
        file, by=by, member=member, in_conflict=in_conflict, reason=reason
    )
    refused(decision, why)


@pytest.mark.parametrize(
    ("looked", "stands"), [(None, True), (YESTERDAY, True), (TODAY, False), (TOMORROW, False)]
)
def test_it_says_nothing_of_what_was_written_down_later(looked, stands):
    found = [Thing(related=Thing(known_since=TODAY))]
    assert conflicts.remain(found, looked_at=looked) == (found if stands else [])
    long_ago = Thing(related=Thing(known_since=YESTERDAY - timedelta(days=9)))
    assert conflicts.remain([long_ago, *found], looked_at=YESTERDAY) == found


def test_who_takes_it_back():
    row = Thing(case=case(), ended_at=None)
    refused(conflicts.can_take_back(row, by=ANA), "")
    refused(conflicts.can_take_back(row, by=BRUNO), "Only the agency that holds this case")
    needs(P.RECORD_CASES, lambda by: conflicts.can_take_back(row, by=by))
    row.ended_at = NOW
    refused(conflicts.can_take_back(row, by=ANA), "This was taken back before")


def test_saying_so_needs_its_permission():
    facts = {"member": ALBA, "in_conflict": True, "reason": "He is sixty."}
    needs(P.ASSIGN_TEAM, lambda by: conflicts.can_set_aside(case(), by=by, **facts))


# Named people


@pytest.mark.parametrize(
    ("named_only", "member", "holds", "why"),
    [
        (False, ALBA, False, ""),
        (True, ANA, False, ""),
        (True, ALBA, True, ""),
        (True, ALBA, False, "This file opens to named people only"),
    ],
)
def test_nobody_names_herself(named_only, member, holds, why):
    file = case(named_only=named_only)
    refused(need_to_know.can_name(file, by=ALBA, member=member, holds=holds), why)


@pytest.mark.parametrize(
    ("file", "by", "member", "on_team", "why"),
    [
        (case(), ALBA, ANA, False, ""),
        (case(named_only=True), ANA, ALBA, True, ""),
        (case(named_only=True), ANA, ALBA, False, "Your role does not allow"),
        (case(), ANA, ALBA, True, "Your role does not allow"),
        (case(named_only=True), ANA, somebody(pk="bea"), True, "Your role does not allow"),
        (case(named_only=True), nobody(), ALBA, True, "Your role does not allow you to record"),
        (
            case(named_only=True), ANA, somebody(Role.COORDINATOR, pk="gala", at=FARO), True,
            "Only the agency that holds this case decides",
        ),
        (
            case(named_only=True), ANA, allows(P.ASSIGN_TEAM, pk="noe", opens_cases=False), True,
            "This member's role does not open cases",
        ),
    ],
)  # fmt: skip
def test_who_brings_a_colleague_onto_a_team(file, by, member, on_team, why):
    refused(need_to_know.can_bring_in(file, by=by, member=member, on_team=on_team), why)


def test_closing_a_file_to_names_and_opening_it_again():
    needs(P.ASSIGN_TEAM, lambda by: need_to_know.can_close_to_names(case(), by=by))
    foreign = somebody(Role.COORDINATOR, at=FARO)
    refused(need_to_know.can_close_to_names(case(), by=foreign), "Only the agency that holds")
    named = case(named_only=True)
    refused(need_to_know.can_close_to_names(named, by=ALBA), "This file opens to named people")
    asked = {"on_team": True, "is_child": False}
    needs(P.ASSIGN_TEAM, lambda by: need_to_know.can_open_to_agency(named, by=by, **asked))
    for by, file, changed, why in (
        (foreign, named, {}, "Only the agency that holds"),
        (ALBA, case(), {}, "Coordinators of the agency open this file already"),
        (ALBA, named, {"is_child": True}, "She is younger than 18"),
        (ALBA, named, {"on_team": False}, "Only a coordinator who is named"),
    ):
        refused(need_to_know.can_open_to_agency(file, by=by, **asked | changed), why)


@pytest.mark.parametrize(
    ("until", "why"),
    [(None, ""), (TODAY, ""), (TOMORROW, ""), (YESTERDAY, "That day is over")],
)
def test_until_when_somebody_is_on_a_team(until, why):
    refused(need_to_know.can_end_team_on(until, today=TODAY), why)


# Deputies

BEA = somebody(pk="bea")


def stands_in(by=ALBA, absent=ANA, deputy=BEA, **changed):
    facts = {"starts_on": TODAY, "ends_on": TODAY, "today": TODAY} | changed
    return need_to_know.can_stand_in(absent, deputy, by=by, **facts)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, ""),
        ({"by": ANA}, ""),
        ({"by": BEA}, "Your role does not allow"),
        ({"deputy": ANA}, "Nobody stands in for herself"),
        ({"deputy": somebody(pk="bea", at=FARO)}, "Only somebody of the same agency"),
        ({"by": somebody(Role.COORDINATOR, at=FARO)}, "Only somebody of the same agency"),
        ({"absent": somebody(at=FARO)}, "Only somebody of the same agency"),
        ({"deputy": somebody(Role.ANALYST, pk="bea")}, "Both must be members whose role"),
        ({"absent": somebody(Role.ANALYST)}, "Both must be members whose role"),
        ({"deputy": somebody(pk="bea", is_active=False)}, "Both must be members whose role"),
        ({"absent": somebody(is_active=False)}, "Both must be members whose role"),
        ({"ends_on": YESTERDAY}, "The last day comes before the first"),
        ({"starts_on": TOMORROW}, "The last day comes before the first"),
        ({"starts_on": TOMORROW, "ends_on": TOMORROW}, ""),
        ({"starts_on": YESTERDAY}, ""),
        ({"starts_on": YESTERDAY, "ends_on": YESTERDAY}, "The last day comes before the first"),
        ({"ends_on": TODAY + timedelta(days=92)}, ""),
        ({"ends_on": TODAY + timedelta(days=93)}, "Nobody stands in for longer"),
    ],
)
def test_who_stands_in_for_whom(changed, why):
    refused(stands_in(**changed), why)


def test_her_own_absence_and_that_of_others():
    needs(P.OPEN_CASES, lambda by: stands_in(by=by))
    needs(P.ASSIGN_TEAM, lambda by: stands_in(by=by), pk="alba")
    standing = Thing(ended_at=None, absent=ANA)
    needs(P.OPEN_CASES, lambda by: need_to_know.can_end_deputy(standing, by=by))
    needs(P.ASSIGN_TEAM, lambda by: need_to_know.can_end_deputy(standing, by=by), pk="alba")
    over = Thing(ended_at=NOW, absent=ANA)
    refused(need_to_know.can_end_deputy(over, by=ALBA), "This ended before")
    refused(need_to_know.can_end_deputy(standing, by=BRUNO), "Only somebody of the same agency")
