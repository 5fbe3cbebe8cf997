"""The page of a case names the paper that is missing before she may set out."""

import pytest

from amparo.cases import parts
from amparo.core import clock
from amparo.journeys.models import Journey
from tests.on_the_way.going_home import DAY, a_leg


def standing(home, state=None):
    if state:
        Journey.objects.filter(pk=home.journey.pk).update(state=state)
    held = parts.shelves(home.town.ana, home.case)["help"].parts
    return next(each for each in held if each.title == "Journeys")


@pytest.mark.django_db
def test_the_first_paper_that_is_missing_stands_there_by_its_name(home):
    part = standing(home)
    assert part.standing == "This paper is missing: Passport or consular travel paper."
    assert str(home.journey.pk) in part.url
    home.papers()
    assert part.tone == "waiting"
    assert standing(home).standing == "Being prepared: nobody was asked yet"


@pytest.mark.django_db
def test_a_paper_that_ends_before_the_last_day_of_travel_is_named(home):
    home.papers()
    home.itinerary()
    home.paper("travel_document", valid_until=home.goes, seen_version=1)
    assert "ends before" not in str(standing(home).standing)
    home.paper("travel_document", valid_until=home.goes - DAY, seen_version=2)
    assert "ends before the last day" in standing(home).standing


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "tone"), [(7, "urgent"), (8, "waiting")])
def test_a_week_before_she_sets_out_what_is_missing_presses(home, days, tone):
    goes = clock.today() + days * DAY
    home.itinerary(a_leg(goes))
    assert standing(home).tone == tone
    home.papers()
    assert standing(home).tone == "waiting"


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["under_way", "arrived"])
def test_once_she_set_out_it_says_how_far_she_is(home, state):
    assert "missing" not in str(standing(home, state).standing)


@pytest.mark.django_db
def test_a_journey_that_is_over_leads_to_all_of_them(home):
    Journey.objects.filter(pk=home.journey.pk).update(state="called_off", ending="her_mind")
    part = standing(home)
    assert (part.standing, part.tone) == ("Called off", "neutral")
    assert str(home.journey.pk) not in part.url


@pytest.mark.django_db
def test_of_a_family_it_says_whose_paper_is_missing_by_number(coming):
    _husband, child = coming.all_but_their_yes()
    part = standing(coming)
    assert part.standing == "Being prepared: nobody was asked yet"
    coming.paper(child, "passport", state="asked", asked_on=clock.today())
    reason = str(standing(coming).standing)
    assert "Passport" in reason
    assert "2" in reason
    assert child.name not in reason
