"""Who is counted: only who agreed, only once, only from the day it became true."""

from datetime import date

import pytest

from amparo.assistance import actions as assistance
from amparo.cases import actions as cases
from amparo.core.decisions import Refused
from amparo.people import actions as people
from amparo.statistics import actions, queries
from tests.helpers import audit_events

DAY = date(2026, 6, 30)


def people_counted(as_of=DAY, scope="MX"):
    return len(list(queries.counted(scope=scope, as_of=as_of)))


def agrees(town, case, **more):
    return people.record_consent(
        by=town.ana, person=case.person, purpose="statistics", block="facts",
        recipient="programme_statistics", answer="granted", language="es", how="spoken",
        notice_version="1", given_on=date(2026, 1, 1), **more,
    )  # fmt: skip


def test_only_who_agreed_and_was_assisted_or_identified_is_counted(town):
    case = town.new_case(opened_on=date(2026, 1, 1))
    assert people_counted() == 0
    consent = agrees(town, case)
    assert people_counted() == 0
    assistance.record(by=town.ana, case=case, service="Shelter", given_on=date(2026, 3, 2))
    assert people_counted() == 1
    assert people_counted(as_of=date(2026, 3, 1)) == 0
    people.withdraw_consent(by=town.ana, consent=consent)
    assert people_counted() == 0


def test_who_agreed_until_a_day_is_counted_on_no_later_one_and_never_after_it(town, monkeypatch):
    """An old count made anew rests on what she says now, not on what she once said."""
    case = town.new_case(opened_on=date(2026, 1, 1))
    assistance.record(by=town.ana, case=case, service="Shelter", given_on=date(2026, 3, 2))
    agrees(town, case, expires_on=date(2026, 6, 29))
    monkeypatch.setattr("amparo.core.clock.today", lambda: date(2026, 6, 29))
    assert people_counted(as_of=date(2026, 6, 29)) == 1
    monkeypatch.setattr("amparo.core.clock.today", lambda: date(2026, 6, 30))
    assert people_counted(as_of=date(2026, 6, 29)) == 0


@pytest.mark.parametrize(
    ("other", "counted"), [({}, 1), ({"block": "health"}, 0), ({"recipient": "hospital"}, 0)]
)
def test_a_yes_to_something_else_is_no_yes_to_being_counted(town, other, counted):
    case = town.new_case(opened_on=date(2026, 1, 1))
    assistance.record(by=town.ana, case=case, service="Shelter", given_on=date(2026, 3, 2))
    said = {"block": "facts", "recipient": "programme_statistics"} | other
    people.record_consent(
        by=town.ana, person=case.person, purpose="statistics", answer="granted", language="es",
        how="spoken", notice_version="1", given_on=date(2026, 1, 1), **said,
    )  # fmt: skip
    assert people_counted() == counted


def test_what_is_kept_beside_a_count_says_nothing_of_it(town):
    """Neither a digest that two equal counts share, nor the agencies that had somebody to count."""
    empty = [
        actions.count(by=town.noe, as_of=DAY, definition="seed-2010", scope=scope)
        for scope in ("14067", "12001")
    ]
    assert empty[0].tally_digest != empty[1].tally_digest
    case = town.new_case(opened_on=date(2026, 1, 1))
    agrees(town, case)
    assistance.record(by=town.ana, case=case, service="Shelter", given_on=date(2026, 3, 2))
    one = actions.count(by=town.noe, as_of=DAY, definition="seed-2010", scope="MX")
    assert one.agency_codes == empty[0].agency_codes


def test_a_person_with_two_cases_is_counted_once(town):
    case = town.new_case(opened_on=date(2026, 1, 1))
    agrees(town, case)
    again = cases.open_case(
        by=town.ana, agency=town.casa_luz, person=case.person, came_from="intake"
    )
    for one in (case, again):
        assistance.record(by=town.ana, case=one, service="Food", given_on=date(2026, 3, 2))
    assert people_counted() == 1


def test_a_decision_without_a_day_counts_from_the_opening_of_the_case_and_not_before(town):
    case = town.new_case(opened_on=date(2026, 4, 15))
    agrees(town, case)
    assistance.record(by=town.ana, case=case, service="Shelter", given_on=date(2026, 3, 2))
    # As an old register leaves it: today a decision is not stored without its day.
    cases.open_case(
        by=town.ana, agency=town.casa_luz, person=case.person, came_from="register",
        opened_on=date(2026, 4, 15), identification="identified", is_identified=True,
        decided_body="not_recorded", procedure_version="register",
    )  # fmt: skip
    (before,) = queries.counted(scope="MX", as_of=date(2026, 4, 14))
    assert (before.is_identified, before.is_assisted) == (False, True)
    (after,) = queries.counted(scope="MX", as_of=date(2026, 4, 15))
    assert (after.is_identified, after.is_assisted) == (True, True)


def test_a_place_counts_what_was_exploited_in_it(town):
    case = town.new_case(opened_on=date(2026, 1, 1))
    agrees(town, case)
    assistance.record(by=town.ana, case=case, service="Food", given_on=date(2026, 3, 2))
    cases.record_event(
        by=town.ana, cases=[case], definition_version="seed-2010", purposes=["ForcedLabour"],
        places=[("14067", "exploitation"), ("07089", "origin")],
    )  # fmt: skip
    assert [people_counted(scope=s) for s in ("14067", "MX-JAL", "07089")] == [1, 1, 0]


def test_a_frozen_count_survives_what_comes_later(town):
    case = town.new_case(opened_on=date(2026, 1, 1))
    consent = agrees(town, case)
    assistance.record(by=town.ana, case=case, service="Food", given_on=date(2026, 3, 2))
    extract = actions.count(by=town.noe, as_of=DAY, definition="seed-2010")
    people.withdraw_consent(by=town.ana, consent=consent)
    extract.refresh_from_db()
    assert queries.open_tally(extract).people == 1
    assert extract.sealed_tally.startswith("s1.")
    assert "people" not in extract.sealed_tally
    assert [e.verb for e in audit_events("counted")] == ["counted"]


def test_a_caseworker_does_not_count(town):
    with pytest.raises(Refused, match="make internal counts"):
        actions.count(by=town.ana, as_of=DAY, definition="seed-2010")
