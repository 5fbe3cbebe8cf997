"""A case that went to another agency, in the report of a month: once, not closed, not new."""

from datetime import timedelta

import pytest

from amparo.core import clock
from amparo.projects.feeding import Asked
from amparo.reporting.figures import people
from tests.helpers import as_if
from tests.office import office  # noqa: F401
from tests.referrals.conftest import in_english, road  # noqa: F401
from tests.referrals.transferring import way  # noqa: F401
from tests.town import places, town  # noqa: F401

pytestmark = pytest.mark.django_db


def said(**facts):
    today = clock.today()
    asked = Asked(today - timedelta(days=1), today + timedelta(days=1), **facts)
    rules = (people.new, people.continuing, people.closed)
    return [rule(asked).numerator for rule in rules]


def test_once_and_neither_new_nor_closed(way):  # noqa: F811
    way.town.new_consent(given_on=clock.today() - timedelta(days=40))
    as_if(way.town.case, opened_on=clock.today() - timedelta(days=40))
    before = said()
    assert before == [0, 1, 0]
    assert said(agency=way.town.casa_luz.pk) == [0, 1, 0]
    way.opened().accepted()
    assert said() == before
    assert said(agency=way.town.faro.pk) == [0, 1, 0]
    assert said(agency=way.town.casa_luz.pk) == [0, 0, 0]
