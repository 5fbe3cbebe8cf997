"""Whose delays open to whom: as the numbers of the monthly report do, and each look is logged."""

import pytest
from django.http import Http404

from amparo.agencies.models import Agency
from amparo.journeys.access import delays as access
from tests.helpers import audit_events, statuses

URL = "/journeys/delays/"


def test_who_reads_it(town, office, client):
    who = [*town.everyone, town.alba, town.fina, town.noe, town.dora, office.pablo]
    assert statuses(client, URL, who) == {
        "nobody": 302, "ana": 404, "bruno": 404, "celia": 404, "alba": 200, "fina": 404, "noe": 200,
        "dora": 404, "pablo": 200,
    }  # fmt: skip
    assert len(audit_events("journey_delays_shown")) == 3


def test_an_agency_sees_its_own_and_the_office_all(town):
    assert set(access.open_delays(town.alba)) == {town.casa_luz}
    assert set(access.open_delays(town.noe)) == set(Agency.objects.all())
    assert len(audit_events("journey_delays_shown")) == 2
    for member in (town.ana, town.fina):
        with pytest.raises(Http404):
            access.open_delays(member)
    town.alba.agency_id = None
    with pytest.raises(Http404):
        access.open_delays(town.alba)
