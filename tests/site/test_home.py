"""The first page of whoever has no caseload: what she can do, and what waits for her."""

import pytest

from amparo.releases import actions as releases
from amparo.site import menu
from amparo.statistics import actions as statistics
from tests.helpers import sign_in
from tests.town import town  # noqa: F401

WAITS = "1 release waits for your answer."


@pytest.fixture
def proposed(town):  # noqa: F811
    extract = statistics.count(by=town.noe, as_of=town.case.opened_on, definition="seed-2010")
    return releases.propose(by=town.noe, extract=extract)


def test_figures_that_wait_are_said_to_each_who_has_not_answered(town, client, proposed):  # noqa: F811
    for member, waits in ((town.dora, True), (town.elias, True), (town.noe, False)):
        page = sign_in(client, member).get("/").content.decode()
        assert (WAITS in page) == waits, member
    releases.approve(release=proposed, by=town.dora)
    assert WAITS not in sign_in(client, town.dora).get("/").content.decode()
    assert WAITS in sign_in(client, town.elias).get("/").content.decode()


def test_every_door_on_the_first_page_says_what_lies_behind_it(town, client):  # noqa: F811
    for member in (town.noe, town.dora, town.fina):
        page = sign_in(client, member).get("/").content.decode()
        doors = menu.entries(member)
        assert doors
        assert [door.page for door in doors if not door.what or str(door.what) not in page] == []
