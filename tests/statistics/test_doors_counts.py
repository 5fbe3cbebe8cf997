"""Exact figures open to who counts, and the log says so."""

from uuid import uuid4

from amparo.core import clock
from amparo.statistics import access
from amparo.statistics.models import Extract
from tests.doors import an_event, last_event, opens
from tests.town import town  # noqa: F401


def test_a_count_opens_to_who_counts(town):  # noqa: F811
    counts = [
        Extract.objects.create(scope=scope, as_of=clock.today(), made_by=town.noe)
        for scope in ("MX", "GT")
    ]
    for member in (town.ana, town.alba, town.fina, town.dora):
        assert list(access.visible_extracts(member)) == []
        assert opens(access.open_extract, member, counts[0].pk) is None
    assert set(access.visible_extracts(town.noe)) == set(counts)
    for count in counts:
        assert access.open_extract(town.noe, count.pk) == count
        assert last_event() == an_event("count_opened", town.noe, count)
    assert opens(access.open_extract, town.noe, uuid4()) is None
