"""When she may be contacted, to the minute. What nobody knows is a no."""

from datetime import UTC, datetime, time, timedelta

import pytest

from amparo.agencies.roles import Permission
from amparo.people.policies import contact as policies
from tests.somebody import FARO, needs, person, said, somebody

P = Permission
ANA = somebody()
# A Tuesday; 18:00 in UTC is 12:00 in Mexico City.
NOON = datetime(2026, 3, 10, 18, tzinfo=UTC)
TUESDAY = frozenset({1})


def rules(answer="yes", days=TUESDAY, start=time(11), end=time(13), channel="call"):
    return policies.Rules(answer, (policies.Way(channel, days, start, end),))


def test_of_who_named_no_way_none_is_safe():
    for channel in ("call", "visit"):
        answer = said(policies.can_contact(policies.Rules("yes"), channel=channel, at=NOON))
        assert answer.startswith("She did not say that this way is safe")


@pytest.mark.parametrize(
    ("held", "why"),
    [
        (None, "Nobody has asked her yet"),
        (rules("not_asked"), "Nobody has asked her yet"),
        (rules("no"), "She said that it is not safe"),
        (rules("unknown"), "It is not known"),
        (rules("refused"), "It is not known"),
        (policies.Rules("yes"), "She did not say that this way is safe"),
        (rules(channel="visit"), "She did not say that this way is safe"),
        (rules(days=frozenset({0, 2, 3, 4, 5, 6})), "This way is not safe on this day"),
        (rules(start=time(12, 1)), "This way is not safe at this hour"),
        (rules(end=time(11, 59)), "This way is not safe at this hour"),
        (rules(start=time(12)), ""),
        (rules(end=time(12)), ""),
        (rules(), ""),
    ],
)
def test_when_she_may_be_called(held, why):
    answer = said(policies.can_contact(held, channel="call", at=NOON))
    assert answer.startswith(why)
    assert bool(answer) is bool(why)


def test_one_way_that_is_open_is_enough_and_each_has_its_own_days():
    morning = policies.Way("call", TUESDAY, time(8), time(9))
    noon = policies.Way("call", TUESDAY, time(11), time(13))
    wednesday = policies.Way("call", frozenset({2}), time(11), time(13))
    both = policies.Rules("yes", (wednesday, morning, noon))
    assert policies.can_contact(both, channel="call", at=NOON)
    other = policies.Rules("yes", (morning, wednesday))
    assert "at this hour" in said(policies.can_contact(other, channel="call", at=NOON))


def test_the_last_minute_lasts_until_its_end_and_the_clock_is_hers():
    until_noon = rules(end=time(12))
    last, over = NOON + timedelta(seconds=59, microseconds=999_999), NOON + timedelta(minutes=1)
    assert policies.can_contact(until_noon, channel="call", at=last)
    assert not policies.can_contact(until_noon, channel="call", at=over)
    # In UTC it is Wednesday already; where she is, Tuesday.
    late = rules(start=time(20), end=time(21))
    assert policies.can_contact(late, channel="call", at=datetime(2026, 3, 11, 2, 30, tzinfo=UTC))


def test_which_ways_are_open_now():
    held = policies.Rules("yes", (*rules().ways, *rules(channel="visit", days=frozenset()).ways))
    asked = ["visit", "call", "message"]
    assert policies.open_channels(held, asked, at=NOON) == ["call"]
    assert policies.open_channels(None, asked, at=NOON) == []


def test_her_rules_are_read_where_her_identity_is():
    needs(P.REVEAL_IDENTITY, lambda by: policies.can_read(person(), by=by))
    assert "can see how to contact her" in said(policies.can_read(person(), by=somebody(at=FARO)))


def log(by=ANA, held=None, **changed):
    facts = {"channel": "call", "ours": True, "at": NOON, "now": NOON, "answered_for": False}
    return policies.can_log(person(), held, by=by, **facts | changed)


def test_a_contact_of_ours_outside_her_rules_takes_a_word_why():
    needs(P.RECORD_CASES, lambda by: log(by=by, held=rules()))
    assert log(held=rules())
    assert "Nobody has asked her yet" in said(log())
    assert "way is safe" in said(log(held=rules(), channel="visit"))
    assert "at this hour" in said(log(held=rules(), at=NOON - timedelta(hours=2)))
    assert log(answered_for=True)
    assert log(ours=False)


def test_a_contact_is_recorded_once_it_has_happened():
    second = timedelta(microseconds=1)
    assert log(held=rules(), at=NOON, now=NOON)
    assert "lies ahead" in said(log(held=rules(), at=NOON + second, now=NOON))
    for changed in ({"answered_for": True}, {"ours": False}):
        assert "can change it" in said(log(by=somebody(at=FARO), **changed))
