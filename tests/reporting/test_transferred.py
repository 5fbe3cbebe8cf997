"""A case that went to another agency, in the report of a month: once, not closed, not new."""

from datetime import date, timedelta

import pytest

from amparo.cases.models import Case, Closing
from amparo.core import clock
from amparo.projects.feeding import Asked
from amparo.referrals.models import Transfer
from amparo.referrals.queries import holding
from amparo.reporting.figures import indicators, people
from tests.helpers import as_if
from tests.office import office  # noqa: F401
from tests.referrals.conftest import in_english, road  # noqa: F401
from tests.referrals.transferring import way  # noqa: F401
from tests.town import places, town  # noqa: F401

pytestmark = pytest.mark.django_db


def said(**facts):
    today = clock.today()
    days = {"first": today - timedelta(days=1), "last": today + timedelta(days=1)}
    asked = Asked(**days | facts)
    rules = (people.new, people.continuing, people.closed)
    return [rule(asked).numerator for rule in rules]


def test_once_and_neither_new_nor_closed(way):  # noqa: F811
    way.town.new_consent(given_on=clock.today() - timedelta(days=40))
    as_if(way.town.case, opened_on=clock.today() - timedelta(days=40))
    before, luz, faro = said(), way.town.casa_luz, way.town.faro
    assert before == [0, 1, 0]
    assert said(agency=luz) == [0, 1, 0]
    way.opened().accepted()
    assert said() == before
    # On the day it went it was with both.
    assert (said(agency=luz), said(agency=faro)) == ([0, 1, 0], [0, 1, 0])


def test_the_months_before_stay_as_they_were(way):  # noqa: F811
    luz, faro = way.town.casa_luz, way.town.faro
    way.town.new_consent(given_on=clock.today() - timedelta(days=140))
    as_if(way.town.case, opened_on=clock.today() - timedelta(days=100))
    recorded = clock.now() - timedelta(days=100)
    Case.objects.update(recorded_at=recorded)
    then = {
        "first": clock.today() - timedelta(days=110),
        "last": clock.today() - timedelta(days=80),
    }

    def told():
        each = [said(**then, agency=agency) for agency in (luz, faro)]
        return [*each, indicators.agencies_reporting(Asked(**then)).numerator]

    before = told()
    assert before == [[1, 0, 0], [0, 0, 0], 1]
    held = way.opened().accepted()
    assert told() == before
    Transfer.objects.update(answered_at=clock.now() - timedelta(days=50))
    after = {"first": clock.today() - timedelta(days=20), "last": clock.today()}
    assert (said(**after, agency=luz), said(**after, agency=faro)) == ([0, 0, 0], [0, 1, 0])
    # What Faro closes is not closed by Casa Luz, even in the month in which it went.
    on = clock.today() - timedelta(days=40)
    Closing.objects.create(
        case=held, to_status="Closed", reason="goals_reached", words="x", state="approved",
        asked_by=way.town.bruno, asked_on=on, answered_by=way.rosa, answered_on=on,
    )  # fmt: skip
    both = {"first": clock.today() - timedelta(days=60), "last": clock.today() - timedelta(days=30)}
    assert said(**both, agency=luz) == [0, 1, 0]
    assert said(**both, agency=faro) == [0, 1, 1]


def test_a_case_that_comes_back_was_away_in_between():
    day = date(2026, 1, 1)
    gone = holding.within((None, day), first=day, last=day + timedelta(days=5))
    assert not gone
    assert holding.within((None, day), first=day - timedelta(days=1), last=day)
    assert holding.within((day, None), first=day - timedelta(days=9), last=day)
    assert not holding.within(
        (day, None), first=day - timedelta(days=9), last=day - timedelta(days=1)
    )
