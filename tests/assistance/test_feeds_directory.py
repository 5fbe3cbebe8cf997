"""The directory of services shows the free beds of a house: how many, and of nobody."""

from datetime import timedelta

from amparo.assistance.actions import shelter as houses
from amparo.core import clock
from amparo.directory.models import Service
from amparo.directory.queries import service as queries
from tests.assistance.test_shelter import build, enter
from tests.directory.conftest import guide  # noqa: F401
from tests.helpers import as_if, sign_in
from tests.office import office  # noqa: F401


def tonight(**asked):
    found = queries.found(Service.objects.all(), now=clock.now(), tonight=True, **asked)
    return [each.name for each in found]


def test_a_service_that_follows_the_beds_says_what_is_free_now(guide, client):  # noqa: F811
    town = build(guide.town)
    listed = guide.shelter(groups=["women", "families", "children_alone"], follows_beds=True)
    houses.confirm_beds(by=town.nora, shelter=town.house)
    url = listed.get_absolute_url()
    page = sign_in(client, town.bruno).get(url).content.decode()
    assert "6 of 6 free" in page
    assert tonight(group="girls") == ["Casa de noche"]
    stay = enter(town)
    page = client.get(url).content.decode()
    assert "5 of 6 free" in page
    for words in (stay.short_name, "La casa", "Nora"):
        assert words not in page
    town.house.refresh_from_db()
    as_if(town.house, beds_said_at=clock.now() - timedelta(hours=49))
    assert tonight() == []
    assert "not known: said 2 days ago" in client.get(url).content.decode()
