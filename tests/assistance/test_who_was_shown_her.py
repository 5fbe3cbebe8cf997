"""Who looked at her in the shelter stands in the two lists made for that: her file's and hers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amparo.assistance.access import shelter as access
from amparo.cases.queries import log, what_we_hold
from amparo.core import clock
from tests.assistance.test_daybook import leave, note, report
from tests.assistance.test_shelter import build, enter, someone
from tests.helpers import audit_events, sign_in


@pytest.fixture
def house(town, monkeypatch):
    """In the middle of an hour, so that no test runs over its end."""
    town.at = clock.now().replace(minute=30)
    monkeypatch.setattr(clock, "now", lambda: town.at)
    return build(town)


def shown(verb="guest_shown"):
    """Of whom the log says that somebody was shown her: whose record, and on which page."""
    return [(each.person, each.detail) for each in audit_events(verb)]


def later(client, house, **time):
    """Nora comes back after some time."""
    client.logout()
    house.at += timedelta(**time)
    sign_in(client, house.nora)


def see(client, house, page):
    answer = client.get(f"/shelter/{house.house.pk}/{page}")
    assert answer.status_code == 200
    return answer


def of(stay, page):
    return str(stay.case.person_id), f'{{"page": "{page}"}}'


def seen_by(case):
    """How the page of who saw tells of Nora: how often, and how many pages."""
    found = [each for each in log.readers(case) if each.who.startswith("Nora")]
    return [(each.times, each.pages) for each in found]


def test_each_page_of_the_house_says_of_whom_it_showed_words(house, client):
    stay = enter(house, house_knows="No nuts.")
    other = enter(house, someone(house), where=("Women", 2), short_name="Estrella")
    third = enter(house, someone(house), where=("Women", 3), short_name="Nube")
    note(house, "Luna cried.", stay=stay)
    note(house, "Buy milk.")
    report(house, stay=stay, present=[other])
    report(house, kind="house")
    nora = sign_in(client, house.nora)
    see(nora, house, "shift/")
    assert shown() == [of(stay, "shift")]
    see(nora, house, "incidents/")
    assert shown()[1:] == [of(stay, "incidents"), of(other, "incidents")]
    see(nora, house, "")
    assert sorted(shown()[3:]) == sorted(of(each, "tonight") for each in (stay, other, third))


def test_it_is_said_once_an_hour_of_each_guest_member_and_page(house, client):
    stay = enter(house)
    note(house, "Luna cried.", stay=stay)
    nora = sign_in(client, house.nora)
    for _each in range(3):
        see(nora, house, "shift/")
        assert shown() == [of(stay, "shift")]
    later(client, house, minutes=29)
    see(nora, house, "shift/")
    assert len(shown()) == 1
    later(client, house, minutes=1)
    see(nora, house, "shift/")
    assert len(shown()) == 2
    access.log_shown(house.alba, [stay, stay], page="shift")
    assert len(shown()) == 3


def test_nobody_is_shown_where_nobody_stands_or_whoever_left(house, client):
    stay = enter(house)
    note(house)
    note(house, "Luna cried.", stay=stay)
    report(house, kind="house", present=[stay])
    leave(house, stay)
    nora = sign_in(client, house.nora)
    for page in ("shift/", "incidents/", ""):
        see(nora, house, page)
    assert shown() == []


def test_a_note_that_comes_back_was_shown_with_the_others_and_one_that_is_saved_was_not(
    house, client
):
    note(house, "Luna cried.", stay=enter(house))
    nora = sign_in(client, house.nora)
    url = f"/shelter/{house.house.pk}/shift/"
    assert nora.post(url, {"do": "note", "text": "Buy milk."}).status_code == 302
    assert shown() == []
    assert nora.post(url, {"do": "note", "text": ""}).status_code == 200
    assert len(shown()) == 1


def test_the_log_is_asked_once_however_many_guests_are_shown(house, client):
    nora = sign_in(client, house.nora)

    def asked(page):
        with CaptureQueriesContext(connection) as found:
            see(nora, house, page)
        audit_events()
        assert len([one for one in found.captured_queries if "audit_event" in one["sql"]]) == 1
        return len(found)

    for place, name in ((1, "Luna"), (2, "Estrella")):
        stay = enter(house, someone(house), where=("Women", place), short_name=name)
        note(house, "She slept.", stay=stay)
        report(house, stay=stay)
    for page in ("shift/", "incidents/", ""):
        asked(page)
    later(client, house, hours=1)
    few = [asked(page) for page in ("shift/", "incidents/")]
    stay = enter(house, someone(house), where=("Women", 3), short_name="Nube")
    note(house, "She slept.", stay=stay)
    report(house, stay=stay)
    later(client, house, hours=1)
    assert [asked(page) for page in ("shift/", "incidents/")] == few
    asked("")


def test_who_looked_in_the_shelter_stands_in_her_file_and_on_her_paper(house, client):
    stay = enter(house)
    note(house, "Luna cried.", stay=stay)
    assert seen_by(house.case) == []
    nora = sign_in(client, house.nora)
    for page in ("", f"guests/{stay.pk}/", "shift/"):
        see(nora, house, page)
    audit_events()
    assert seen_by(house.case) == [(1, 3)]
    see(nora, house, "list/")
    audit_events()
    assert seen_by(house.case) == [(1, 4)]
    of_nora = [each for each in what_we_hold.looks(house.case.person) if "helter" in each.role]
    assert [(each.times, each.pages) for each in of_nora] == [(1, 4)]
    assert [str(each.why) for each in of_nora] == ["To work with you"]
    assert what_we_hold.copies(house.case.person)[0] == 1
    page = sign_in(client, house.alba).get(f"/cases/{house.case.pk}/who-saw/").content.decode()
    for words in ("Read what stands of her among the notes", "Opened what the shelter knows"):
        assert words in page
