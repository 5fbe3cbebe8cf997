"""Who may do what: the promises that the table of roles must keep."""

import pytest

from amparo.agencies import OPERATOR, policies
from amparo.agencies.enums import Role
from amparo.agencies.roles import ROLES, WORDS, Permission, is_grave, permits

P = Permission
# Written out a second time on purpose: a change of the table is a decision, not a slip.
MAY = {
    "caseworker": {
        P.OPEN_CASES, P.RECORD_CASES, P.REVEAL_IDENTITY, P.PLAN_SAFETY, P.SEE_WHO_SAW,
        P.WORK_IN_SHELTER,
    },
    "coordinator": {
        P.OPEN_CASES, P.OPEN_AGENCY_CASES, P.RECORD_CASES, P.REVEAL_IDENTITY,
        P.ASSIGN_TEAM, P.APPROVE_WORK, P.BREAK_GLASS, P.BRING_IN_REGISTERS,
        P.SEE_WHO_SAW, P.ERASE_PEOPLE,
        P.OVERRIDE_CONSENT, P.KEEP_ROSTER, P.PLAN_SAFETY,
        P.WORK_IN_SHELTER, P.KEEP_SHELTER, P.KEEP_TRANSLATIONS, P.KEEP_TRAININGS,
        P.KEEP_ORGANISATIONS, P.KEEP_DIRECTORY, P.KEEP_AGREEMENTS, P.SEE_REPORTS,
    },
    "data_protection": {
        P.SEE_WHO_SAW, P.READ_AUDIT, P.REVIEW_GLASS, P.ERASE_PEOPLE, P.SET_PERIODS,
        P.SET_DUTIES,
        P.OVERRIDE_CONSENT, P.KEEP_TRANSLATIONS,
    },
    "analyst": {P.COUNT, P.PROPOSE_RELEASE, P.BUILD_ANALYSIS, P.SEE_REPORTS},
    "approver": {P.APPROVE_RELEASE},
    "editor": {P.BUILD_ANALYSIS},
    "administrator": {P.MANAGE_MEMBERS, P.KEEP_ROSTER, P.KEEP_TRANSLATIONS, P.KEEP_TRAININGS},
    "operator": {P.ANSWER_TIPS},
    "shelter_worker": {P.WORK_IN_SHELTER},
    "secretary": {
        P.KEEP_ORGANISATIONS, P.KEEP_DIRECTORY, P.KEEP_AGREEMENTS, P.KEEP_COMMITTEES,
    },
    "project_officer": {
        P.KEEP_ORGANISATIONS, P.KEEP_AGREEMENTS, P.KEEP_PROJECTS, P.SEE_REPORTS,
    },
}  # fmt: skip


@pytest.mark.parametrize("role", Role.values)
def test_each_role_may_exactly_this(role):
    assert {permission for permission in P if permits(role, permission)} == MAY[role]


def test_every_permission_has_words():
    assert set(WORDS) == set(P)


@pytest.mark.parametrize("role", Role.values)
def test_a_role_that_reaches_a_person_needs_a_second_factor(role):
    reaches = {P.OPEN_CASES, P.OPEN_AGENCY_CASES, P.RECORD_CASES, P.REVEAL_IDENTITY}
    assert ROLES[Role(role)].opens_cases == bool(reaches & MAY[role])


def test_nobody_both_proposes_and_approves():
    assert not any({P.PROPOSE_RELEASE, P.APPROVE_RELEASE} <= may for may in MAY.values())


def test_whoever_manages_members_opens_no_case():
    assert not any({P.MANAGE_MEMBERS, P.OPEN_CASES} <= may for may in MAY.values())


def test_whoever_answers_tips_opens_no_case_and_needs_a_second_factor():
    reading = {role for role, may in MAY.items() if P.ANSWER_TIPS in may}
    assert reading == {"operator"}
    assert not MAY["operator"] & {P.OPEN_CASES, P.RECORD_CASES, P.REVEAL_IDENTITY}
    assert is_grave("operator")


def test_whoever_works_in_a_shelter_alone_opens_no_case_and_needs_a_second_factor():
    assert MAY["shelter_worker"] == {P.WORK_IN_SHELTER}
    assert not ROLES[Role.SHELTER_WORKER].opens_cases
    assert is_grave("shelter_worker")


def test_one_role_alone_erases_nobody():
    """Two people of two roles: no role holds what both of them need."""
    erasing = {role for role, may in MAY.items() if P.ERASE_PEOPLE in may}
    assert erasing == {"coordinator", "data_protection"}
    assert not OPERATOR.may(P.ERASE_PEOPLE)


def test_one_role_alone_shares_nothing_without_consent():
    overriding = {role for role, may in MAY.items() if P.OVERRIDE_CONSENT in may}
    assert overriding == {"coordinator", "data_protection"}
    assert not OPERATOR.may(P.OVERRIDE_CONSENT)


def test_the_operator_cannot_read_identity():
    assert not any(
        OPERATOR.may(p)
        for p in (P.OPEN_CASES, P.OPEN_AGENCY_CASES, P.REVEAL_IDENTITY, P.SEE_WHO_SAW)
    )
    assert not OPERATOR.may(P.APPROVE_RELEASE)
    assert not OPERATOR.may(P.MANAGE_MEMBERS)


@pytest.mark.parametrize("permission", P)
def test_a_refusal_says_what_is_missing_in_the_words_of_the_table(house, permission):
    decision = policies.may(house.noe, permission)
    assert bool(decision) == (permission in MAY["analyst"])
    assert bool(decision) or str(WORDS[permission]) in decision.reason


def test_a_member_who_left_may_nothing(house):
    house.ana.is_active = False
    assert not any(house.ana.may(permission) for permission in P)
