"""When a letter is issued, taken out and void. Asks no database."""

from types import SimpleNamespace as Thing
from uuid import uuid4

import pytest
from django.utils import translation

from amparo.agencies.enums import Role
from amparo.agencies.models import Member
from amparo.cases.enums.letter import VoidReason
from amparo.cases.policies import letter as policies


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


CASA_LUZ, FARO = uuid4(), uuid4()


def member(role=Role.CASEWORKER, agency=CASA_LUZ, active=True):
    return Member(role=role, agency_id=agency, is_active=active)


CASE = Thing(pk=uuid4(), agency_id=CASA_LUZ)


def letter(**facts):
    return Thing(**({"agency_id": CASA_LUZ, "case": CASE, "void_at": None} | facts))


@pytest.mark.parametrize(
    ("by", "may"),
    [
        (member(), True),
        (member(Role.COORDINATOR), True),
        (member(Role.DATA_PROTECTION), False),
        (member(Role.ANALYST), False),
        (member(agency=FARO), False),
        (member(active=False), False),
    ],
)
def test_whoever_records_in_the_case_issues_and_voids_and_whoever_sees_names_takes_out(by, may):
    assert bool(policies.can_issue(CASE, by=by)) is may
    assert bool(policies.can_void(letter(), by=by, reason="mistake")) is may
    assert bool(policies.can_take_out(letter(), by=by)) is may


def test_the_agency_that_wrote_it_takes_it_out():
    said = policies.can_take_out(letter(agency_id=FARO), by=member()).reason
    assert "agency that wrote" in str(said)


@pytest.mark.parametrize("reason", VoidReason)
def test_a_letter_is_void_once_and_for_one_of_the_reasons(reason):
    assert policies.can_void(letter(), by=member(), reason=reason)
    said = policies.can_void(letter(void_at="then"), by=member(), reason=reason).reason
    assert "void already" in str(said)
    for other in ("", "because"):
        assert "Say why" in str(policies.can_void(letter(), by=member(), reason=other).reason)


def test_a_letter_rests_on_nothing_or_on_what_stands_today_in_its_own_case():
    own, foreign = Thing(case_id=CASE.pk), Thing(case_id=uuid4())
    assert policies.can_rest_on(None, case=CASE, opened=[])
    assert policies.can_rest_on(own, case=CASE, opened=["health"])
    said = policies.can_rest_on(own, case=CASE, opened=[])
    assert not said
    assert "does not stand today" in str(said.reason)
    said = policies.can_rest_on(foreign, case=CASE, opened=["health"])
    assert not said
    assert "its own case" in str(said.reason)
