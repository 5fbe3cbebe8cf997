"""Who these tests are about."""

import pytest

from amparo.agencies.enums import Role
from amparo.core import clock
from tests.registers.conftest import register  # noqa: F401
from tests.town import _member, places, town  # noqa: F401


@pytest.fixture(autouse=True)
def room_for_tips(monkeypatch):
    """What came in to this process in another test is not this one's flood."""
    from amparo.cases.actions import tips
    from amparo.cases.policies.tips import Flow

    monkeypatch.setattr(tips._flow, "held", Flow())


@pytest.fixture
def bea(town):  # noqa: F811
    return _member("bea", "Bea Brezo", town.casa_luz, Role.CASEWORKER)


@pytest.fixture
def felix(town):  # noqa: F811
    return _member("felix", "Félix Fresno", town.programme, Role.DATA_PROTECTION)


@pytest.fixture
def child(town):  # noqa: F811
    """A file for named people, of Ana."""
    return town.new_case(person={"birth_year": clock.today().year - 10})
