"""Her own paper names what is held of her way home and of her new life, and what went there."""

from django.utils import translation

from amparo.cases.queries import what_we_hold
from amparo.core import clock
from amparo.referrals.actions import packages
from tests.on_the_way.test_silence import gone


def named(person):
    return {str(each.name): each.number for each in what_we_hold.kinds(person)}


def test_visits_and_grants_are_named_though_they_hang_on_something_of_hers(her):
    assert "Visits to you, and what you said then" not in named(her.case.person)
    her.begun(ago=40)
    her.visit(ago=3)
    her.visit(ago=2)
    her.grant()
    found = named(her.case.person)
    assert found["How we accompany you in your new life"] == 1
    assert found["Visits to you, and what you said then"] == 2
    assert found["Money that was promised to you"] == 1
    assert not {each for each in found if "ranche" in each}


def test_her_way_home_is_named_with_what_she_said_and_what_was_prepared(crossing):
    gone(crossing)
    found = named(crossing.case.person)
    assert found["Your way home, or your family's way to you"] == 1
    assert found["What you said about going home"] == 2
    for name in ("Whether it is safe for you to go home", "Your papers for the journey",
                 "Your itinerary", "Whether you are well enough to travel"):  # fmt: skip
        assert found[name] >= 1, name


def test_each_says_since_when(crossing, her):
    her.begun(ago=40)
    her.visit(ago=3)
    gone(crossing)
    assert [each.name for each in what_we_hold.kinds(her.case.person) if each.since is None] == []


def test_nothing_of_another_person_is_counted(her, town):
    her.begun(ago=40)
    her.visit(ago=3)
    other = town.new_case().person
    assert not {each for each in named(other) if "Visits" in each or "life" in each}


def went(person):
    return [(each.to, each.on, each.what) for each in what_we_hold.went(person)]


def test_it_tells_what_went_to_the_other_office_once_it_left(crossing):
    step = gone(crossing)
    office, today = crossing.elsewhere.organisation.name, clock.today()
    asked = (office, today, "That somebody would come, without your name.")
    assert went(crossing.case.person) == [asked]
    packages.take_out(by=step.said_by, package=step.went_with)
    left = (office, today, "Who you are, as you allowed, so that they could meet you.")
    assert set(went(crossing.case.person)) == {asked, left}


def test_in_her_language(her):
    her.begun(ago=40)
    her.visit(ago=3)
    with translation.override("es"):
        assert "Visitas que le hicimos, y lo que dijo entonces" in named(her.case.person)
