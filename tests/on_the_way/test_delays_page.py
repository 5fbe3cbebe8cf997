"""How long each word takes, on its page: who reads it, and that few are told of by no number."""

from datetime import timedelta

import pytest

from amparo.core import clock
from amparo.journeys.actions import journey as journeys
from amparo.journeys.actions import steps
from amparo.journeys.models import Journey
from amparo.journeys.policies.thread import Said
from amparo.journeys.queries import delays as queries
from amparo.journeys.views.delays import Bar, longest, rows
from amparo.organisations.models import Organisation
from amparo.taxonomy.models import Place
from tests.helpers import sign_in

DAY = timedelta(days=1)
URL = "/journeys/delays/"


@pytest.fixture
def answered(crossing, town):
    """`answered(2, 4)`: one journey asked and answered after two days, another after four."""
    journeys.call_off(by=town.ana, journey=crossing.journey, ending="other")
    Journey.objects.all().delete()

    def made(*waited):
        for days in waited:
            held = journeys.begin(
                by=town.ana, case=town.new_case(), office=crossing.elsewhere.organisation,
                pathway="return", country="GT",
            )  # fmt: skip
            begun, until = clock.today() - 30 * DAY, clock.today().isoformat()
            words = [("sending", "request", begun, {"until": until})]
            if days is not None:
                yes = {"answers": 1, "says": "yes"}
                words.append(("receiving", "answer", begun + days * DAY, yes))
            for side, kind, day, facts in words:
                said = Said(side, 1, kind, day, clock.now(), facts)
                steps._kept(held, said, by=town.ana, now=clock.now())
            steps._follow(held)

    return made


def main(client, member):
    return sign_in(client, member).get(URL).content.decode().split("<main")[1]


def test_four_are_too_few_to_tell_and_five_are_not(answered, town, client):
    answered(2, 4, 6, 8, None)
    page = main(client, town.alba)
    assert "too few to tell" in page
    assert 'class="span"' not in page
    assert "<strong>4</strong>" not in page
    answered(20)
    page = main(client, town.alba)
    assert "<strong>6</strong>" in page
    assert "4 to 8" in page
    assert 'class="span"' in page


def test_who_still_waits_stands_beside_and_is_left_out_of_nothing(answered, town, client):
    answered(2, 4, 6, 8, 20, None)
    page = " ".join(main(client, town.alba).split())
    assert '<td data-label="Still waiting">1</td>' in page
    answered(None, None, None, None)
    page = main(client, town.alba)
    assert "for up to 30 days" in page


def test_where_as_many_wait_as_are_done_no_median_stands(answered, town, client):
    answered(2, 4, 6, 8, 20, *[None] * 4)
    assert "<strong>6</strong>" in main(client, town.alba)
    answered(None)
    page = main(client, town.alba)
    assert "<strong>6</strong>" not in page
    assert "at least as many still wait</span>" in page
    assert 'class="span"' not in page


def test_two_offices_of_one_name_are_told_apart(answered, crossing, town, client, places):
    answered(2, 4)
    here = Journey.objects.first()
    office = crossing.elsewhere.organisation
    twin = Organisation.objects.create(
        name=office.name, words=office.words, sector=office.sector, level=office.level,
        place=Place.objects.get(code="14067"),
    )  # fmt: skip
    Journey.objects.filter(pk=here.pk).update(office=twin)
    found = queries.delays(Journey.objects.all(), on=clock.today())
    theirs = [each for each in found.offices if not each.is_ours]
    assert [each.name for each in theirs] == [office.name] * 2
    assert [each.delays[0].done for each in theirs] == [1, 1]
    page = main(client, town.alba)
    assert f"{office.name} · Puerto Vallarta</h2>" in page


def test_an_agency_reads_its_own_and_the_office_all(answered, town, client):
    answered(2, 4)
    assert "All journeys" in main(client, town.alba)
    assert "All journeys" in main(client, town.noe)
    Journey.objects.update(agency=town.faro)
    assert "No journey has begun yet." in main(client, town.alba)
    assert "All journeys" in main(client, town.noe)


def test_no_number_of_a_case_and_no_name_stands_there(answered, town, client):
    answered(2, 4, 6, 8, 20, None)
    page = main(client, town.alba)
    for journey in Journey.objects.select_related("case"):
        assert journey.case.shown_number not in page
        assert journey.shown_number not in page


def test_the_picture_has_one_scale(answered, town):
    answered(2, 4, 6, 8, 20)
    found = queries.delays(Journey.objects.all(), on=clock.today()).together
    assert longest(found) == 8
    lines = {delay.stretch: bar for delay, bar in rows(found, 8)}
    assert lines == {"answer": Bar(50, 50, 75), "leaving": lines["leaving"]}
    assert rows(found, 16)[0][1] == Bar(25, 25, 37.5)
    assert rows([], 1) == []
    assert longest([]) == 1
