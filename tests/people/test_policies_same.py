"""Several records of one person: the strictest of them holds. Pure: asks no database."""

from datetime import UTC, datetime, time

import pytest
from django.utils import translation

from amparo.people.policies import contact as policies
from amparo.people.policies.contact import Rules, Way

# A Monday noon.
NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
ALWAYS = Rules("yes", (Way("call", frozenset(range(7)), time(0, 0), time(23, 59)),))
BY_VISIT = Rules("yes", (Way("visit", frozenset(range(7)), time(0, 0), time(23, 59)),))
NEVER, NOBODY_ASKED = Rules("no"), None


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("others", "allowed"),
    [
        ([], True),
        ([ALWAYS], True),
        ([ALWAYS, ALWAYS], True),
        ([NEVER], False),
        ([NOBODY_ASKED], False),
        ([BY_VISIT], False),
        ([ALWAYS, NEVER], False),
        ([NEVER, ALWAYS], False),
    ],
)
def test_she_is_contacted_only_if_every_record_of_hers_allows_it(others, allowed):
    said = policies.can_contact_her(ALWAYS, others, channel="call", at=NOON)
    assert bool(said) is allowed
    if not allowed:
        assert said.reason.startswith("What else is written about her")


@pytest.mark.parametrize("others", [[], [ALWAYS], [NEVER]])
def test_what_her_own_record_forbids_is_said_in_its_own_words(others):
    said = policies.can_contact_her(NEVER, others, channel="call", at=NOON)
    assert said.reason == "She said that it is not safe to contact her."


@pytest.mark.parametrize(
    ("answers", "holds"),
    [
        (["yes"], "yes"),
        (["yes", "not_asked"], "not_asked"),
        (["not_asked", "unknown"], "unknown"),
        (["unknown", "refused"], "refused"),
        (["yes", "no", "refused"], "no"),
    ],
)
def test_of_several_answers_the_strictest_holds(answers, holds):
    assert policies.strictest(answers) == holds
    assert policies.strictest(reversed(answers)) == holds
