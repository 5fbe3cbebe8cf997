"""Emergencies, their review, and what is taken further: every branch. No database."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from amparo.agencies.enums import AgencyKind, Role
from amparo.agencies.models import Agency
from amparo.agencies.roles import permits
from amparo.cases.models import BrokenGlass, Case
from amparo.cases.policies import need_to_know as policies

LUZ = Agency(pk=1, code="luz", kind=AgencyKind.SHELTER)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def somebody(pk=1, role=Role.COORDINATOR, agency=LUZ):
    return SimpleNamespace(
        pk=pk, role=role, agency=agency, agency_id=agency.pk,
        may=lambda permission: permits(role, permission),
    )  # fmt: skip


def breaks(by=None, *, on_call=True, opens=False, taken_further=False, agency_id=1):
    return policies.can_break_glass(
        Case(agency_id=agency_id), by=by or somebody(), on_call=on_call, opens=opens,
        taken_further=taken_further,
    )  # fmt: skip


def test_who_opens_a_file_in_an_emergency():
    assert breaks()
    assert "holds this case" in breaks(agency_id=2).reason
    assert "Only a coordinator" in breaks(on_call=False).reason
    assert "open this case already" in breaks(opens=True).reason
    assert "taken further" in breaks(taken_further=True).reason


@pytest.mark.parametrize(
    ("role", "stands_in", "is_on_call"),
    [
        (Role.COORDINATOR, False, True),
        (Role.CASEWORKER, False, False),
        (Role.CASEWORKER, True, True),
        (Role.DATA_PROTECTION, True, False),
        (Role.ADMINISTRATOR, True, False),
    ],
)
def test_who_is_on_call(role, stands_in, is_on_call):
    member = somebody(role=role)
    assert policies.on_call(member, stands_in_for_one=stands_in) == is_on_call


def test_whoever_endangers_her_reads_the_words_of_a_wrong_number():
    assert policies.may_come_near(Case(), stands_between=False)
    said = policies.may_come_near(Case(), stands_between=True).reason
    assert said == policies.no_such_number()


def glass(**facts):
    facts = {"outcome": "escalated", "member_id": 1, "reviewed_by_id": 2} | facts
    return BrokenGlass(case=Case(agency=LUZ), **facts)


def settles(pk=3, role=Role.DATA_PROTECTION, agency=LUZ, **facts):
    return policies.can_settle(glass(**facts), by=somebody(pk, role, agency))


def test_a_third_person_settles_what_was_taken_further():
    assert settles()
    for pk in (1, 2):
        assert "third person" in settles(pk).reason
    assert "Only what was taken further" in settles(outcome="closed").reason
    assert "Only what was taken further" in settles(outcome="").reason
    assert "settled before" in settles(settlement="in_order").reason
    assert "do not answer" in settles(agency=Agency(pk=2, kind=AgencyKind.SHELTER)).reason
    assert not settles(role=Role.CASEWORKER)


def reviews(pk=3, role=Role.DATA_PROTECTION, agency=LUZ, outcome=""):
    held = glass(outcome=outcome)
    return policies.can_review(held, by=somebody(pk, role, agency))


def test_who_reviews_an_emergency():
    assert reviews()
    assert "reviewed before" in reviews(outcome="closed").reason
    assert "opened herself" in reviews(pk=1).reason
    assert "do not answer" in reviews(agency=Agency(pk=2, kind=AgencyKind.SHELTER)).reason
    assert not reviews(role=Role.CASEWORKER)


def test_each_ends_in_one_of_two_ways_with_a_sentence():
    for code in ("closed", "escalated"):
        assert policies.ends_a_review(code)
    for code in ("in_order", "measures"):
        assert policies.settles(code)
    assert not policies.ends_a_review("measures")
    assert not policies.settles("closed")
    assert not policies.settles("")
    assert policies.says_what("So.")
    assert not policies.says_what(" ")
