"""Which list is gone through with her, and which decision is kept. No database."""

from datetime import timedelta
from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.roles import Permission
from amparo.cases.policies import screening
from tests.somebody import (
    FARO,
    TODAY,
    case,
    needs,
    refused,
    somebody,
)  # fmt: skip

P = Permission
ANA, BRUNO = somebody(), somebody(at=FARO)
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


def procedure(**more):
    return Thing(**{"is_loaded": True, "profile": "", "version": "1"} | more)


@pytest.mark.parametrize(
    ("of", "under_18", "why"),
    [
        (procedure(), True, ""),
        (procedure(), None, ""),
        (procedure(is_loaded=False), None, "This list was not obtained"),
        (procedure(profile="adult"), True, "She was under 18 when it began"),
        (procedure(profile="adult"), False, ""),
        (procedure(profile="adult"), None, ""),
        (procedure(profile="child"), False, "She was 18 or older"),
        (procedure(profile="child"), True, ""),
        (procedure(profile="child"), None, ""),
    ],
)
def test_which_procedure_is_for_her(of, under_18, why):
    needs_it = {"procedure": of, "under_18": under_18}
    refused(screening.can_begin(case(), by=ANA, **needs_it), why)
    if not why:
        needs(P.RECORD_CASES, lambda by: screening.can_begin(case(), by=by, **needs_it))


def screened(by=ANA, **changed):
    facts = {"procedure": procedure(), "age": "no", "by_dates": None, "screened_on": TODAY,
             "today": TODAY, "answers": {"a": "yes"}}  # fmt: skip
    return screening.can_screen(case(), by=by, **facts | changed)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, ""),
        ({"screened_on": YESTERDAY}, ""),
        ({"screened_on": TOMORROW}, "A conversation cannot be dated"),
        ({"answers": {}}, "Nothing was answered yet"),
        ({"by_dates": True}, "The dates recorded say otherwise"),
        ({"by_dates": False}, ""),
        ({"age": "yes", "by_dates": False}, "The dates recorded say otherwise"),
        ({"age": "unknown", "by_dates": True}, "The dates recorded say otherwise"),
        ({"age": "yes", "by_dates": True}, ""),
        ({"age": "unknown", "procedure": procedure(profile="adult")}, ""),
        ({"age": "yes", "procedure": procedure(profile="adult")}, "She was under 18"),
        ({"age": "no", "procedure": procedure(profile="child")}, "She was 18 or older"),
        ({"procedure": procedure(is_loaded=False)}, "This list was not obtained"),
        ({"by": BRUNO}, "Only the agency that holds this case"),
    ],
)
def test_when_a_screening_is_kept(changed, why):
    refused(screened(**changed), why)


def stored(by=ANA, **changed):
    facts = {"kind": "operational", "outcome": "identified", "body": "NGO", "country": "MX",
             "decided_on": TODAY, "reasons": "She said so.", "procedure_version": "1",
             "today": TODAY}  # fmt: skip
    return screening.can_store_decision(case(), by=by, **facts | changed)


LACKS, WHAT = "A decision is kept with the body", "Say what was decided"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({}, ""),
        ({"kind": "not_recorded"}, WHAT),
        ({"outcome": "perhaps"}, WHAT),
        ({"body": "somebody"}, WHAT),
        ({"country": ""}, LACKS),
        ({"decided_on": None}, LACKS),
        ({"reasons": " "}, LACKS),
        ({"procedure_version": " "}, LACKS),
        ({"kind": "official"}, "An official decision is taken by an authority"),
        ({"kind": "official", "body": "Police"}, ""),
        ({"kind": "official", "body": "CourtOrProsecution"}, ""),
        ({"body": "Police"}, ""),
        ({"decided_on": TOMORROW}, "A decision cannot be dated in the future"),
        ({"decided_on": YESTERDAY}, ""),
        ({"by": BRUNO}, "Only the agency that holds this case"),
    ],
)
def test_when_a_decision_is_kept(changed, why):
    refused(stored(**changed), why)


def test_screening_and_deciding_are_for_those_who_record():
    needs(P.RECORD_CASES, lambda by: screened(by=by))
    needs(P.RECORD_CASES, lambda by: stored(by=by))


def ruled(kind, outcome, on=TODAY):
    return Thing(kind=kind, outcome=outcome, decided_on=on)


def test_which_decision_the_case_follows():
    """The newest first. Whoever was identified by one of the two is identified, since then."""
    yes, no, open_ = "identified", "not_identified", "presumed"
    ours, theirs = "operational", "official"
    for said_, expected in (
        ([], None),
        ([ruled(ours, no)], 0),
        ([ruled(ours, yes), ruled(theirs, no)], 0),
        ([ruled(theirs, no), ruled(ours, yes)], 1),
        ([ruled(theirs, yes), ruled(ours, yes, YESTERDAY)], 1),
        ([ruled(theirs, yes, YESTERDAY), ruled(ours, yes)], 0),
        ([ruled(theirs, yes, None), ruled(ours, yes, YESTERDAY)], 0),
        ([ruled(ours, no), ruled(ours, yes)], 0),
        ([ruled(theirs, open_), ruled(ours, no)], 1),
        ([ruled(theirs, open_), ruled(ours, open_)], 1),
        ([ruled("not_recorded", yes)], 0),
        ([ruled("not_recorded", yes), ruled(ours, no)], 1),
        ([ruled("not_recorded", no), ruled("not_recorded", yes)], 0),
    ):
        found = screening.standing(iter(said_))
        assert found is (None if expected is None else said_[expected])
    decisions = [ruled(theirs, no), ruled(ours, yes), ruled(ours, no)]
    assert screening.standing_of_kind(decisions, ours) is decisions[1]
    assert screening.standing_of_kind(decisions, "not_recorded") is None
