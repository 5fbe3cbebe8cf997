"""Who lets members in and ends their access, to the second. No database: members in the air."""

from datetime import timedelta
from types import SimpleNamespace as Thing

import pytest

from amparo.agencies import OPERATOR, policies
from amparo.agencies.enums import RequestKind, RequestState, Role
from amparo.agencies.roles import Permission
from tests.somebody import FARO, NOW, allows, needs, nobody, said, somebody

P = Permission
GRAVE = {
    "caseworker",
    "coordinator",
    "data_protection",
    "approver",
    "administrator",
    "operator",
    "shelter_worker",
}
ADA = somebody(Role.ADMINISTRATOR, pk="ada")
HOUR, A_DAY, A_WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
SECOND = timedelta(microseconds=1)


def member(role=Role.CASEWORKER, **more):
    facts = {"pk": "bea", "has_usable_password": lambda: False, "password": "old"}
    return somebody(role, **facts | more)


def test_a_missing_permission_is_named():
    missing = said(policies.may(nobody(), P.ASSIGN_TEAM))
    assert missing == (
        "Your role does not allow you to decide who works on a case. Ask your coordinator if you "
        "need it."
    )
    assert policies.may(allows(P.ASSIGN_TEAM), P.ASSIGN_TEAM)


def test_each_of_these_needs_to_manage_members():
    needs(P.MANAGE_MEMBERS, lambda by: policies.can_invite(by=by))
    needs(P.MANAGE_MEMBERS, lambda by: policies.can_invite_again(member(), by=by))
    needs(P.MANAGE_MEMBERS, lambda by: policies.can_end_access(member(), by=by, others=1))
    needs(
        P.MANAGE_MEMBERS,
        lambda by: policies.can_change_role(member(), by=by, role=Role.ANALYST, others=1),
    )
    ended = member(is_active=False)
    needs(P.MANAGE_MEMBERS, lambda by: policies.can_restore_access(ended, by=by))
    needs(P.MANAGE_MEMBERS, lambda by: policies.can_ask_code(member(), by=by, has_factor=False))
    needs(P.MANAGE_MEMBERS, lambda by: policies.can_ask_reset(member(), by=by, has_factor=True))
    quiet = member(Role.ANALYST)
    needs(P.MANAGE_MEMBERS, lambda by: policies.can_give_code(quiet, by=by, has_factor=False))


def test_the_first_administrator_alone_comes_from_the_machine():
    assert policies.can_begin(administrators=0)
    assert "There is an administrator already" in said(policies.can_begin(administrators=1))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, ""),
        ({"is_active": False}, "Her access has ended"),
        ({"has_usable_password": lambda: True}, "She has come in already"),
    ],
)
def test_who_is_invited_again(changed, why):
    answer = said(policies.can_invite_again(member(**changed), by=ADA))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


@pytest.mark.parametrize(
    ("changed", "may"),
    [({}, True), ({"is_active": False}, False), ({"password": "new"}, False)],
)
def test_a_password_is_chosen_by_who_she_was_a_moment_ago(changed, may):
    decision = policies.can_choose_password(member(**changed), as_of_before=member())
    assert bool(decision) is may


@pytest.mark.parametrize(
    ("of", "by", "others", "why"),
    [
        (member(), ADA, 0, ""),
        (member(is_active=False), ADA, 1, "Her access has ended already"),
        (member(pk="ada"), ADA, 1, "Nobody changes her own access"),
        (member(Role.ADMINISTRATOR), ADA, 1, ""),
        (member(Role.ADMINISTRATOR), ADA, 0, "She is the last administrator"),
        (member(), nobody(pk="ada"), 1, "Your role does not allow"),
    ],
)
def test_who_ends_an_access(of, by, others, why):
    answer = said(policies.can_end_access(of, by=by, others=others))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


@pytest.mark.parametrize(
    ("of", "by", "role", "others", "why"),
    [
        (member(), ADA, Role.ANALYST, 0, ""),
        (member(is_active=False), ADA, Role.ANALYST, 0, "Her access has ended, so her role"),
        (member(), ADA, Role.CASEWORKER, 0, "That is her role already"),
        (member(Role.ADMINISTRATOR), ADA, Role.ANALYST, 0, "She is the last administrator"),
        (member(Role.ADMINISTRATOR), ADA, Role.ANALYST, 1, ""),
        (member(pk="ada"), ADA, Role.ANALYST, 1, "Nobody changes her own access"),
        (member(), nobody(pk="ada"), Role.ANALYST, 1, "Your role does not allow"),
    ],
)
def test_who_changes_a_role(of, by, role, others, why):
    answer = said(policies.can_change_role(of, by=by, role=role, others=others))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


@pytest.mark.parametrize(
    ("to", "why"),
    [
        (member(pk="cara"), ""),
        (member(), "Her cases can go to a colleague of the same agency"),
        (member(pk="cara", at=FARO), "Her cases can go to a colleague of the same agency"),
        (member(pk="cara", is_active=False), "This member's role does not open cases"),
        (member(Role.ANALYST, pk="cara"), "This member's role does not open cases"),
    ],
)
def test_who_takes_over_the_cases_of_somebody_who_left(to, why):
    answer = said(policies.can_take_over(to, member=member()))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


@pytest.mark.parametrize(
    ("by", "why"),
    [
        (allows(P.MANAGE_MEMBERS, at=FARO), ""),
        (allows(P.ASSIGN_TEAM), ""),
        (allows(P.ASSIGN_TEAM, at=FARO), "Only somebody of the same agency"),
        (allows(*set(P) - {P.ASSIGN_TEAM, P.MANAGE_MEMBERS}), "Your role does not allow"),
    ],
)
def test_who_ends_the_visits_of_a_member(by, why):
    answer = said(policies.can_end_visits(member(), by=by))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


def test_only_an_access_that_ended_is_given_back():
    assert policies.can_be_restored(member(is_active=False))
    assert "Her access has not ended" in said(policies.can_be_restored(member()))
    assert not policies.can_restore_access(member(), by=ADA)


@pytest.mark.parametrize(
    ("needed", "others", "may"), [(True, 0, False), (True, 1, True), (False, 0, True)]
)
def test_nobody_takes_away_the_only_factor_that_her_role_needs(needed, others, may):
    her = member(role_needs_factor=needed)
    assert bool(policies.can_remove_factor(her, others=others)) is may


@pytest.mark.parametrize("role", Role.values)
def test_what_leads_to_people_takes_two(role):
    assert bool(policies.takes_two(role)) is (role not in GRAVE)
    given = policies.can_give_code(member(role), by=ADA, has_factor=False)
    assert bool(given) is (role not in GRAVE)


@pytest.mark.parametrize(
    ("of", "held", "waits", "why"),
    [
        (member(), False, False, ""),
        (member(pk="ada"), False, False, "Nobody gives a code to herself"),
        (member(is_active=False), False, False, "Her access has ended, so she sets up nothing"),
        (member(), True, False, "She holds a second factor"),
        (member(), False, True, "This was asked for already"),
    ],
)
def test_who_is_given_a_code(of, held, waits, why):
    answer = said(policies.can_ask_code(of, by=ADA, has_factor=held, waits=waits))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


def test_a_code_that_nobody_asked_for_yet_can_be_given_at_once():
    quiet = member(Role.ANALYST)
    assert policies.can_have_code(quiet, has_factor=False)
    assert not policies.can_give_code(member(Role.ANALYST, pk="ada"), by=ADA, has_factor=False)
    assert not policies.can_give_code(quiet, by=ADA, has_factor=True)


@pytest.mark.parametrize(
    ("of", "held", "waits", "why"),
    [
        (member(), True, False, ""),
        (member(pk="ada"), True, False, "Nobody asks for her own second factor"),
        (member(), False, False, "She has no second factor"),
        (member(), True, True, "This was asked for already"),
    ],
)
def test_whose_factor_is_re_issued(of, held, waits, why):
    answer = said(policies.can_ask_reset(of, by=ADA, has_factor=held, waits=waits))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


def test_a_name_that_is_taken_is_not_given_twice():
    assert policies.is_free(taken=False)
    assert "signs in with this name by now" in said(policies.is_free(taken=True))


# What one asks for and a second one answers


def request(kind=RequestKind.INVITATION, **more):
    facts = {
        "kind": kind, "asked_at": NOW, "is_ours": True, "state": RequestState.WAITING,
        "ALTERED": "Somebody changed this row.", "asked_by_id": "ida", "member_id": "bea",
        "asked_by": somebody(Role.ADMINISTRATOR, pk="ida"),
    }  # fmt: skip
    return Thing(**facts | more)


@pytest.mark.parametrize("kind", RequestKind)
def test_how_long_a_request_waits(kind):
    lasts = A_DAY if kind in ("lost_factor", "code") else A_WEEK
    assert policies.waits_until(request(kind)) == NOW + lasts
    last, over = NOW + lasts, NOW + lasts + SECOND
    assert policies.can_confirm(request(kind), by=ADA, now=last)
    assert "waited too long" in said(policies.can_confirm(request(kind), by=ADA, now=over))


@pytest.mark.parametrize(
    ("changed", "by", "why"),
    [
        ({}, ADA, ""),
        ({}, OPERATOR, ""),
        ({"is_ours": False}, ADA, "Somebody changed this row."),
        ({"state": RequestState.REFUSED}, ADA, "This request was answered before"),
        ({"asked_by": nobody(pk="ida")}, OPERATOR, "Whoever asked for this no longer manages"),
        ({}, somebody(Role.ADMINISTRATOR, pk="ida"), "Another administrator must confirm this"),
        ({}, somebody(Role.ADMINISTRATOR, pk="bea"), "Another administrator must confirm this"),
        ({}, nobody(pk="ada"), "Your role does not allow"),
    ],
)
def test_who_confirms(changed, by, why):
    answer = said(policies.can_confirm(request(**changed), by=by, now=NOW))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


def test_the_other_permissions_do_not_confirm():
    needs(P.MANAGE_MEMBERS, lambda by: policies.can_confirm(request(), by=by, now=NOW), pk="ada")
    needs(P.MANAGE_MEMBERS, lambda by: policies.can_refuse(request(), by=by))
    asked = {"asked_by": allows(*set(P) - {P.MANAGE_MEMBERS}, pk="ida")}
    assert not policies.can_confirm(request(**asked), by=ADA, now=NOW)


def test_whoever_asked_may_call_it_off_while_it_waits():
    ida = somebody(Role.ADMINISTRATOR, pk="ida")
    for by in (ida, OPERATOR):
        assert policies.can_refuse(request(), by=by)
        answered = request(state=RequestState.CONFIRMED)
        assert "answered before" in said(policies.can_refuse(answered, by=by))
