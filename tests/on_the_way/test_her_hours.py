"""Clock test: in no minute of a week does this room propose a way that she does not allow."""

from datetime import datetime, time, timedelta

import pytest
from django.core import mail

from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.journeys.policies import reintegration as policies
from amparo.journeys.queries import reintegration as queries
from amparo.people.enums.contact import Channel
from amparo.people.policies.contact import Rules, Way, can_contact
from tests.helpers import work_the_queue
from tests.on_the_way.reintegration import said

# A Monday in the zone of the programme.
MONDAY = datetime(2026, 5, 4, tzinfo=clock.programme_zone())
MINUTES = 7 * 24 * 60
WAYS = (
    Way("call", frozenset({0, 2}), time(9, 30), time(11)),
    Way("call", frozenset({6}), time(0), time(23, 59)),
    Way("visit", frozenset(range(5)), time(16), time(18, 15)),
    Way("third", frozenset({5}), time(8), time(8)),
)
HELD = [
    {"channel": way.channel, "days": sorted(way.days), "from": f"{way.start:%H:%M}",
     "until": f"{way.end:%H:%M}"}
    for way in WAYS
]  # fmt: skip


def allowed_by_hand(at):
    """What `WAYS` say of a minute, without the rule of the house."""
    minute = time(at.hour, at.minute)
    return [
        channel
        for channel in Channel
        if any(
            way.channel == channel and at.weekday() in way.days and way.start <= minute <= way.end
            for way in WAYS
        )
    ]


@pytest.mark.parametrize(
    "others", [[], [Rules("yes", WAYS[:1])], [Rules("no", ())], [None]], ids=str
)
def test_what_is_proposed_is_what_the_rule_allows_in_every_minute(others):
    rules, proposed = Rules("yes", WAYS), 0
    for minute in range(MINUTES):
        at = MONDAY + timedelta(minutes=minute)
        found = policies.open_ways(rules, iter(others), at=at)
        assert found == [
            channel
            for channel in allowed_by_hand(at)
            if all(can_contact(each, channel=channel, at=at) for each in others)
        ]
        proposed += len(found)
    # 2 x 91 + 1440 minutes to call, 5 x 136 to visit, one through somebody.
    assert proposed == {0: 2 * 91 + 1440 + 5 * 136 + 1, 1: 2 * 91}.get(len(others)) or not proposed


def test_what_her_page_proposes_is_that_rule(her):
    said(her.town, *HELD)
    for hours in range(7 * 24 * 2):
        at = MONDAY + timedelta(minutes=30 * hours)
        assert queries.ways_now(her.case.person, at=at) == allowed_by_hand(at)


def test_nothing_that_happens_here_sends_anything_to_anybody_but_members(her):
    her.begun(ago=200)
    said(her.town, *HELD)
    for hours in range(24):
        at = clock.now() - timedelta(days=8, hours=hours)
        try:
            her.visit(at=at, outcome="away")
        except Refused:
            assert "visit" not in allowed_by_hand(at.astimezone(clock.programme_zone()))
        else:
            assert "visit" in allowed_by_hand(at.astimezone(clock.programme_zone()))
    work_the_queue()
    assert mail.outbox == []
