"""Periods of keeping: counted from the last activity, listed 90 days ahead, never carried out."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from amparo import agencies
from amparo.agencies.models import Agency
from amparo.cases import actions as cases
from amparo.cases.models import Case
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.core.duties import DUTIES
from amparo.people import actions, keeping
from amparo.people.enums import CountedFrom, Ground
from amparo.people.models import KeepingEnd, Person
from amparo.people.queries.keeping import Period, end_of, period_of
from amparo.registers import actions as registers
from amparo.registers.mapping import Mapping, Rule
from tests.helpers import audit_events, closed, determined, reopened

ADULT = {"birth_year": 1990}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def close(case, by):
    closed(case, by=by)
    audit_events()  # as if it had been confirmed
    return case.person


@pytest.fixture
def adult(town):
    """Somebody grown up whose case was closed today."""
    return close(town.new_case(person=ADULT), town.ana)


def listed(town, today) -> set:
    actions.list_ends(by=agencies.OPERATOR, agency=town.casa_luz, today=today)
    return set(KeepingEnd.objects.values_list("person_id", flat=True))


# When a period ends


@pytest.mark.parametrize(
    ("last", "grown_up", "ends_on", "counted_from"),
    [
        (date(2020, 3, 1), date(2008, 5, 4), date(2025, 3, 1), CountedFrom.LAST_ACTIVITY),
        (date(2020, 3, 1), date(2020, 3, 1), date(2025, 3, 1), CountedFrom.LAST_ACTIVITY),
        (date(2020, 3, 1), date(2020, 3, 2), date(2025, 3, 2), CountedFrom.GROWN_UP),
        (date(2020, 2, 29), date(2031, 8, 9), date(2036, 8, 9), CountedFrom.GROWN_UP),
        (date(2020, 2, 29), None, date(2025, 3, 1), CountedFrom.LAST_ACTIVITY),
        (date(2019, 12, 31), None, date(2024, 12, 31), CountedFrom.LAST_ACTIVITY),
    ],
)
def test_years_are_counted_from_the_last_activity_or_from_turning_18(
    last, grown_up, ends_on, counted_from
):
    end = keeping.end(last=last, grown_up=grown_up, years=5)
    assert (end.ends_on, end.counted_from) == (ends_on, counted_from)
    assert end.age_is_known == (grown_up is not None)


def test_the_year_9999_is_no_trap():
    assert keeping.years_after(date(9998, 2, 28), 5) == date(9999, 2, 28)


def test_an_adult_is_kept_five_years_after_her_case_was_closed(adult):
    end = end_of(adult)
    assert end.ends_on == keeping.years_after(clock.today(), 5)
    assert (end.counted_from, end.age_is_known) == (CountedFrom.LAST_ACTIVITY, True)


def test_a_girl_is_kept_until_five_years_after_her_eighteenth_birthday(town):
    girl = town.new_case(person={"birth_date": "2011-05-04", "birth_year": 2011})
    determined(girl, by=town.ana)
    assert end_of(close(girl, town.ana)).ends_on == date(2034, 5, 4)


@pytest.mark.parametrize(
    ("birth", "ends_on"),
    [
        ({"birth_year": 2012}, date(2035, 12, 31)),
        ({"birth_date": "2012-05", "birth_year": 2012}, date(2035, 5, 31)),
        ({"birth_date": "2012~", "birth_year": 2012}, date(2037, 12, 31)),
    ],
)
def test_a_vague_birth_is_taken_at_its_latest(town, birth, ends_on):
    child = town.new_case(person=birth)
    determined(child, by=town.ana)
    end = end_of(close(child, town.ana))
    assert (end.ends_on, end.counted_from) == (ends_on, CountedFrom.GROWN_UP)


def test_where_no_birth_is_known_the_list_says_so(town):
    assert end_of(close(town.new_case(), town.ana)).age_is_known is False


def test_an_open_file_has_no_end(town, adult):
    assert end_of(town.case.person) is None
    cases.open_case(
        by=town.ana, agency=town.casa_luz, person=adult, came_from="intake",
        opened_on=date(2026, 3, 1),
    )  # fmt: skip
    assert end_of(adult) is None


def test_what_an_old_register_tells_is_as_old_as_it_says(town, register, places):
    mapping = Mapping(
        (Rule("name", "person.given_names"), Rule("opened", "case.opened_on"),
         Rule("year", "person.birth_date"), Rule("service", "assistance.service"),
         Rule("given", "assistance.given_on"))
    )  # fmt: skip
    path = register("name,opened,year,service,given", "Rosa,03/02/2009,1980,Shelter,04/05/2010")
    registers.bring_in(by=town.alba, path=path, agency=town.casa_luz, mapping=mapping)
    audit_events()
    case = Case.objects.get(came_from="register")
    days = {day for rule in keeping.DAYS for person, day in rule([case.person_id])}
    assert days == {date(2009, 2, 3), date(2010, 5, 4)}
    # Somebody works with it today: that is activity, whatever the register said.
    end = end_of(close(case, town.alba))
    assert end.ends_on == keeping.years_after(clock.today(), 5)


def test_reading_is_no_activity(town, adult, client):
    from tests.helpers import sign_in

    before = {day for rule in keeping.DAYS for _person, day in rule([adult.pk])}
    sign_in(client, town.ana).get(Case.objects.get(person=adult).get_absolute_url())
    events = {event.verb for event in audit_events() if event.person == str(adult.pk)}
    assert "case_opened" in events
    assert {day for rule in keeping.DAYS for _person, day in rule([adult.pk])} == before


# The list


def test_somebody_is_listed_ninety_days_ahead_and_not_ninety_one(town, adult):
    ends_on = end_of(adult).ends_on
    assert listed(town, ends_on - timedelta(days=91)) == set()
    assert listed(town, ends_on - timedelta(days=90)) == {adult.pk}
    assert listed(town, ends_on + timedelta(days=900)) == {adult.pk}


def test_whoever_is_worked_with_again_leaves_the_list(town, adult):
    later = end_of(adult).ends_on
    assert listed(town, later) == {adult.pk}
    reopened(Case.objects.get(person=adult), by=town.ana)
    assert listed(town, later) == set()


def test_the_nightly_duty_lists_and_erases_nobody(town, adult, monkeypatch):
    later = end_of(adult).ends_on + timedelta(days=400)
    monkeypatch.setattr(clock, "today", lambda: later)
    people = Person.objects.count()
    DUTIES["list_ends_of_keeping"].perform()
    assert set(KeepingEnd.objects.values_list("person_id", flat=True)) == {adult.pk}
    for name in ("finish_erasures", "bury_again"):
        DUTIES[name].perform()
    assert Person.objects.count() == people
    assert audit_events("person_erased") == []


def test_the_ground_that_the_period_ended_holds_from_the_day_after(town, adult, monkeypatch):
    ends_on = end_of(adult).ends_on
    ask = {"by": town.alba, "person": adult, "ground": Ground.PERIOD_ENDED}
    monkeypatch.setattr(clock, "today", lambda: ends_on)
    with pytest.raises(Refused, match="has not ended"):
        actions.ask_erasure(**ask)
    monkeypatch.setattr(clock, "today", lambda: ends_on + timedelta(days=1))
    asked = actions.ask_erasure(**ask)
    # It was taken up again before the second person came to it.
    reopened(Case.objects.get(person=adult), by=town.ana)
    with pytest.raises(Refused, match="has not ended"):
        actions.erase(by=town.fina, erasure=asked)


# The period of an agency


def test_an_agency_sets_its_period_and_the_list_follows(town, adult, settings):
    settings.KEEPING_YEARS = 7
    assert period_of(town.casa_luz.pk).years == 7
    assert "to verify" in period_of(town.casa_luz.pk).rests_on
    actions.set_period(by=town.fina, agency=town.casa_luz, years=1, rests_on="Rule 9 (invented)")
    assert period_of(town.casa_luz.pk) == Period(1, "Rule 9 (invented)")
    assert end_of(adult).ends_on == keeping.years_after(clock.today(), 1)
    assert period_of(town.faro.pk).years == 7
    assert "period_set" in {event.verb for event in audit_events()}


@pytest.mark.parametrize("name", ["alba", "ana", "bruno", "celia", "noe"])
def test_the_focal_point_alone_sets_it(town, name):
    by = getattr(town, name)
    with pytest.raises(Refused):
        actions.set_period(by=by, agency=town.casa_luz, years=1, rests_on="x")


def test_the_focal_point_of_one_shelter_sets_no_period_of_another(town):
    with pytest.raises(Refused):
        actions.set_period(by=town.fina, agency=town.norte, years=1, rests_on="x")


def test_the_price_of_the_list_does_not_grow_with_the_people(
    town, adult, django_assert_max_num_queries
):
    for _ in range(20):
        close(town.new_case(person=ADULT), town.ana)
    later = end_of(adult).ends_on
    # One for each kind of row that shows that somebody was there, however many people there are.
    with django_assert_max_num_queries(27):
        assert len(listed(town, later)) == 21
    assert Agency.objects.exists()
