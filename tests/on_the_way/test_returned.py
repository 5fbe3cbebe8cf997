"""Who came home in a month, each once; and how accompanying her ended."""

from datetime import timedelta

import pytest

from amparo.core import clock
from amparo.journeys.actions import journey as journeys
from amparo.journeys.actions import steps
from amparo.journeys.enums.reintegration import Ending
from amparo.journeys.models import Journey, Reintegration, ReturnAssessment
from amparo.journeys.policies.thread import Said
from amparo.people.actions import same
from amparo.people.enums.same import Verdict
from amparo.projects.feeding import Asked, fed
from amparo.reporting.figures import returned
from amparo.statistics.queries import counted
from tests.helpers import as_if
from tests.on_the_way.going_home import Home

DAY = timedelta(days=1)


def month(**facts):
    return Asked(clock.today() - 20 * DAY, clock.today(), **facts)


def numbers(found):
    return None if found is None else (found.numerator, found.denominator, found.base)


def agrees(town, case):
    from amparo.people.actions import record_consent

    return record_consent(
        by=town.ana, person=case.person, purpose="statistics", block="facts",
        recipient="programme_statistics", answer="granted", language="es", how="spoken",
        notice_version="2026-11", given_on=clock.today() - 400 * DAY,
    )  # fmt: skip


@pytest.fixture
def came(crossing, town):
    """`came(case, pathway, ago)`: a journey whose steps were said so many days ago."""
    journeys.call_off(by=town.ana, journey=crossing.journey, ending="other")

    def said(case, pathway="return", ago=3, *, arrived=True, off=False):
        held = journeys.begin(
            by=town.ana, case=case, office=crossing.elsewhere.organisation, pathway=pathway,
            country="GT",
        )  # fmt: skip
        today, now = clock.today(), clock.now()
        until = (today + 9 * DAY).isoformat()
        words = [
            ("sending", 1, "request", ago + 12, {"until": until}),
            ("receiving", 1, "answer", ago + 9, {"answers": 1, "says": "yes"}),
            ("sending", 2, "departure", ago + 1, {"expected": today.isoformat()}),
            *([("receiving", 2, "arrival", ago, {})] if arrived else []),
            *([("sending", 3, "called_off", 0, {})] if off else []),
        ]
        for side, number, kind, days, facts in words:
            one = Said(side, number, kind, today - days * DAY, now, facts)
            steps._kept(held, one, by=town.ana, now=now)
        held.ending = "other" if off else ""
        steps._follow(held)
        Journey.objects.filter(pk=held.pk, state="arrived").update(state="closed")
        return held

    return said


def test_who_arrived_counts_once_by_the_account_of_who_received_her(came, town):
    agrees(town, town.case)
    assert numbers(returned.returns(month())) == (0, None, 0)
    came(town.case)
    assert numbers(returned.returns(month())) == (1, None, 1)
    # A second journey, and another record of hers.
    came(town.case, ago=1)
    again = town.new_case()
    agrees(town, again)
    came(again)
    assert numbers(returned.returns(month())) == (2, None, 2)
    same.compare(by=town.alba, one=town.case.person, other=again.person, verdict=Verdict.ONE)
    assert numbers(returned.returns(month())) == (1, None, 1)
    assert numbers(returned.reunifications(month())) == (0, None, 0)


def test_a_family_is_counted_by_the_person_to_whom_it_came(came, town):
    agrees(town, town.case)
    came(town.case, "family")
    assert numbers(returned.reunifications(month())) == (1, None, 1)
    assert numbers(returned.returns(month())) == (0, None, 0)
    assert numbers(fed("reunification_days", month())) == (12, None, 1)


@pytest.mark.parametrize("how", ["under way", "off", "before", "no consent", "another agency"])
def test_who_is_not_counted(came, town, how):
    if how != "no consent":
        agrees(town, town.case)
    came(town.case, arrived=how != "under way", off=how == "off", ago=21 if how == "before" else 20)
    asked = month(agency=town.faro) if how == "another agency" else month()
    assert numbers(returned.returns(asked)) == (0, None, 0)
    assert fed("reunification_days", month()) is None


def test_both_first_and_last_day_count(came, town):
    agrees(town, town.case)
    came(town.case, ago=20)
    assert numbers(returned.returns(month(agency=town.casa_luz))) == (1, None, 1)
    other = town.new_case()
    agrees(town, other)
    came(other, ago=0)
    assert numbers(returned.returns(month())) == (2, None, 2)


def test_of_a_project_count_those_who_got_something_of_it(came, town, lives, funded):
    agrees(town, town.case)
    came(town.case)
    lives(town.case, 300, 5, "goes_on")
    rules = (returned.returns, returned.reintegrations_ended)
    asked = month(project=funded.north)
    assert [numbers(rule(asked)) for rule in rules] == [(0, None, 0)] * 2
    town.new_assistance(given_on=clock.today(), projects=[funded.north])
    assert [numbers(rule(asked)) for rule in rules] == [(1, None, 1)] * 2
    asked = month(project=funded.south)
    assert [numbers(rule(asked)) for rule in rules] == [(0, None, 0)] * 2
    of_luz, of_faro = (month(agency=each) for each in (town.casa_luz, town.faro))
    assert [returned.reintegrations_ended(each).numerator for each in (of_luz, of_faro)] == [1, 0]


def assessed(journey, town, ago, verdict="safe"):
    levels = dict.fromkeys(("person", "family", "traffickers", "stigma", "documents"), "low")
    return ReturnAssessment.objects.create(
        journey=journey, assessed_on=clock.today() - ago * DAY, verdict=verdict,
        recorded_by=town.ana, recorded_at=clock.now(), **levels,
    )  # fmt: skip


def her_yes(crossing, town, ago, **more):
    name = more.pop("recipient_name", crossing.elsewhere.organisation.name)
    given = clock.today() - ago * DAY
    return Home.says_yes(crossing, recipient_name=name, given_on=given, **more)


@pytest.mark.parametrize(
    ("ago", "verdict", "in_order"),
    [(4, "safe", 1), (18, "safe", 1), (19, "safe", 0), (3, "safe", 0), (5, "unsafe", 0)],
)
def test_a_return_was_in_order_by_the_day_she_set_out(came, crossing, town, ago, verdict, in_order):
    agrees(town, town.case)
    her_yes(crossing, town, 10)
    held = came(town.case, ago=3)
    assert numbers(fed("returns_in_order", month())) == (0, 1, 1)
    assessed(held, town, ago, verdict)
    assert numbers(fed("returns_in_order", month())) == (in_order, 1, 1)


@pytest.mark.parametrize(
    ("ago", "more", "in_order"),
    [
        (4, {}, 1), (3, {}, 0), (10, {"recipient_name": "Otra Oficina"}, 0),
        (10, {"ends": 4}, 1), (10, {"ends": 5}, 0),
    ],
)  # fmt: skip
def test_her_yes_lived_on_that_day_also_when_she_took_it_back_later(
    came, crossing, town, ago, more, in_order
):
    agrees(town, town.case)
    if "ends" in more:
        more = {"expires_on": clock.today() - more["ends"] * DAY}
    consent = her_yes(crossing, town, ago, **more)
    held = came(town.case, ago=3)
    assessed(held, town, 5)
    assert numbers(fed("returns_in_order", month())) == (in_order, 1, 1)
    if in_order:
        as_if(consent, withdrawn_at=clock.now(), withdrawn_by=town.ana)
        assert numbers(fed("returns_in_order", month())) == (1, 1, 1)
        as_if(consent, withdrawn_at=clock.now() - 6 * DAY)
        assert numbers(fed("returns_in_order", month())) == (0, 1, 1)


@pytest.fixture
def lives(crossing, town):
    def held(case, begun, ended=None, ending="", again=None):
        by = town.ana
        return Reintegration.objects.create(
            case=case, where="returned", begun_on=clock.today() - begun * DAY, begun_by=by,
            ending=ending, ended_on=None if ended is None else clock.today() - ended * DAY,
            ended_by=by if ending else None,
            again_on=None if again is None else clock.today() - again * DAY,
            again_at=None if again is None else clock.now(),
            again_by=None if again is None else by,
        )  # fmt: skip

    return held


def of_reintegrations():
    rules = (returned.reintegrations_ended, returned.contact_lost, returned.trafficked_again)
    return tuple(rule(month()).numerator for rule in rules)


def outcomes(as_of=None):
    return [each.outcome for each in counted(scope="MX", as_of=as_of or clock.today())]


ENDS = {
    "goes on": ((300, 5, "goes_on"), (1, 0, 0), "goes_on"),
    "her wish": ((300, 5, "her_wish"), (1, 0, 0), "her_wish"),
    "elsewhere": ((300, 5, "elsewhere"), (1, 0, 0), "elsewhere"),
    "lost": ((300, 5, "lost"), (0, 1, 0), "lost"),
    "died": ((300, 5, "died"), (0, 0, 0), "died"),
    "again, while accompanied": ((300, None, "", 5), (0, 0, 1), "again"),
    "again, after the end": ((300, 100, "goes_on", 5), (0, 0, 1), "again"),
    "again before, ended now": ((300, 5, "goes_on", 100), (0, 0, 0), "again"),
    "ended before": ((300, 100, "goes_on"), (0, 0, 0), "goes_on"),
    "goes on being accompanied": ((300,), (0, 0, 0), "accompanied"),
    "never": (None, (0, 0, 0), "not_accompanied"),
}


@pytest.mark.parametrize("name", ENDS)
def test_how_it_ended_is_counted_in_the_month_and_for_releases(lives, town, name):
    facts, numbers, outcome = ENDS[name]
    case = town.new_case(is_assisted=True)
    agrees(town, case)
    if facts:
        lives(case, *facts)
    assert of_reintegrations() == numbers
    assert outcomes() == [outcome]


def test_the_outcome_is_that_of_the_day_asked_for(lives, town):
    case = town.new_case(is_assisted=True, opened_on=clock.today() - 400 * DAY)
    agrees(town, case)
    lives(case, 300, 100, "goes_on", 5)
    found = [outcomes(clock.today() - ago * DAY) for ago in (4, 5, 6, 99, 100, 101, 300, 301)]
    assert found == [["again"]] * 2 + [["goes_on"]] * 3 + [["accompanied"]] * 2 + [
        ["not_accompanied"]
    ]


def test_the_last_of_hers_counts_across_records_and_again_weighs_more(lives, town):
    one, other = (town.new_case(is_assisted=True) for _each in range(2))
    for case in (one, other):
        agrees(town, case)
    same.compare(by=town.alba, one=one.person, other=other.person, verdict=Verdict.ONE)
    lives(one, 300, 200, "lost")
    lives(other, 100)
    assert outcomes() == ["accompanied"]
    lives(one, 350, 310, "goes_on", 305)
    assert outcomes() == ["again"]
    assert Ending.AGAIN == "again"
