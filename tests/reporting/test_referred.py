"""Referrals in the report of a month: those that were answered, of people who may be counted."""

from datetime import timedelta

import pytest

from amparo.core import clock
from amparo.projects.feeding import Asked, fed
from amparo.reporting.figures import referred
from tests.office import office  # noqa: F401
from tests.referrals.conftest import in_english, road  # noqa: F401
from tests.town import places, town  # noqa: F401

pytestmark = pytest.mark.django_db


def month(**facts) -> Asked:
    today = clock.today()
    return Asked(today - timedelta(days=1), today + timedelta(days=1), **facts)


def numbers(found):
    return None if found is None else (found.numerator, found.denominator, found.base)


@pytest.fixture
def counted(road):  # noqa: F811
    road.town.new_consent()
    return road


def test_a_referral_counts_once_it_is_answered(counted):
    referral = counted.sent()
    assert numbers(referred.referrals_answered(month())) == (0, None, 0)
    assert numbers(fed("referrals_accepted", month())) == (0, 1, 1)
    counted.answer(referral, "accepted")
    assert numbers(referred.referrals_answered(month())) == (1, None, 1)
    assert numbers(fed("referrals_accepted", month())) == (1, 1, 1)
    assert numbers(fed("referrals_completed", month())) == (0, 1, 1)
    counted.answer(referral, "done")
    assert numbers(fed("referrals_completed", month())) == (1, 1, 1)
    assert numbers(referred.referrals_answered(month())) == (1, None, 1)


def test_who_did_not_agree_to_be_counted_is_not(road):  # noqa: F811
    road.answer(road.sent(), "accepted")
    assert numbers(referred.referrals_answered(month())) == (0, None, 0)


def test_it_counts_for_the_agency_that_sent_and_for_no_project(counted):
    counted.answer(counted.sent(), "refused", refusal="full")
    of = counted.town
    assert numbers(referred.referrals_answered(month(agency=of.casa_luz))) == (1, None, 1)
    assert numbers(referred.referrals_answered(month(agency=of.faro))) == (0, None, 0)
    assert referred.referrals_answered(month(project=object())) is None
    assert fed("referrals_accepted", month(project=object())) is None


def test_another_month_does_not_count_it(counted):
    counted.answer(counted.sent(), "accepted")
    today = clock.today()
    before = Asked(today - timedelta(days=40), today - timedelta(days=10))
    assert numbers(referred.referrals_answered(before)) == (0, None, 0)
