"""Who sits in a committee, on which day, and who leads it."""

from datetime import date, timedelta

import pytest

from amparo.committees.actions import committees as actions
from amparo.committees.models import Committee
from amparo.committees.queries import committees as queries
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.helpers import audit_events, sign_in

DAY = timedelta(days=1)


def test_who_opens_committees_and_who_records_one(town, office, client):
    assert client.get("/committees/").status_code == 302
    for member in (office.sara, office.pablo, town.ana, town.noe):
        page = sign_in(client, member).get("/committees/").content.decode()
        assert ("/committees/new/" in page) == (member == office.sara), member


def test_it_is_of_june_2013_and_no_day_is_said(bay, client):
    actions.record(by=bay.office.sara, name="Otro inventado", began="2013-11")
    page = sign_in(client, bay.office.sara).get("/committees/").content.decode()
    assert page.index("November 2013") < page.index("June 2013")
    page = client.get(bay.committee.get_absolute_url()).content.decode()
    assert "June 2013" in page
    for day in ("2013-06-01", "2013-06-30", "1 June 2013", "01/06/2013"):
        assert day not in page, day


def test_the_chair_on_any_day_until_another_term(bay):
    held, sara = bay.committee, bay.office.sara
    chairs = {
        day: queries.chair(held, on=day)
        for day in (date(2013, 5, 31), date(2013, 6, 1), date(2020, 1, 1))
    }
    assert [seat and seat.organisation for seat in chairs.values()] == [None, bay.dif, bay.dif]
    actions.end_term(by=sara, seat=chairs[date(2020, 1, 1)], on=date(2020, 12, 31))
    bay.seat(bay.office.organisation("Salud Inventada"), "chair", starts="2021-01-01")
    after = {
        day: queries.chair(held, on=day).organisation.name
        for day in (date(2020, 12, 31), date(2021, 1, 1))
    }
    assert list(after.values()) == ["DIF Inventado", "Salud Inventada"]


@pytest.mark.parametrize(
    ("starts", "ends"),
    [("2013-06", None), ("2024-01-01", None), ("2010", date(2013, 6, 1)), ("2012", None)],
)
def test_two_chairs_are_refused_and_nothing_is_lost(bay, client, starts, ends):
    other = bay.office.organisation("Salud Inventada")
    with pytest.raises(Refused, match="one chair at a time"):
        bay.seat(other, "chair", starts=starts, ends_on=ends)
    sign_in(client, bay.office.sara)
    typed = {
        "organisation": "Salud Inventada", "role": "chair", "starts": starts,
        "ends_on": ends.isoformat() if ends else "", "holder": "Dirección",
    }  # fmt: skip
    page = client.post(f"{bay.committee.get_absolute_url()}seats/", typed).content.decode()
    assert "one chair at a time" in page
    assert 'value="Dirección"' in page
    assert bay.committee.seats.count() == 3
    bay.seat(other, "chair", starts="2010", ends_on=date(2013, 5, 31))


def test_one_seat_at_a_time_and_its_last_day(bay):
    with pytest.raises(Refused, match="sits here on these days"):
        bay.seat(bay.hotels, starts="2020")
    seat = bay.committee.seats.get(organisation=bay.hotels)
    with pytest.raises(Refused, match="end before it begins"):
        actions.end_term(by=bay.office.sara, seat=seat, on=date(2013, 5, 31))
    actions.end_term(by=bay.office.sara, seat=seat, on=date(2019, 12, 31))
    with pytest.raises(Refused, match="last day already"):
        actions.end_term(by=bay.office.sara, seat=seat, on=date(2020, 12, 31))
    bay.seat(bay.hotels, starts="2020-01-01")
    assert queries.roster(bay.committee, on=date(2019, 12, 31)).count() == 3
    assert [each.pk for each in queries.former(bay.committee, on=clock.today())] == [seat.pk]


def test_a_sector_without_a_member_is_shown(bay, client):
    url = bay.committee.get_absolute_url()
    sign_in(client, bay.office.sara)
    assert "missing. A committee joins" not in client.get(url).content.decode()
    seat = bay.committee.seats.get(organisation=bay.hotels)
    actions.end_term(by=bay.office.sara, seat=seat, on=clock.today() - DAY)
    page = client.get(url).content.decode()
    assert "<strong>Private sector:</strong> missing" in page
    assert "Public sector:</strong> missing" not in page
    bay.seat(bay.hotels, "guest", starts=str(clock.today()))
    assert "<strong>Private sector:</strong> missing" in client.get(url).content.decode()


def test_the_roster_of_another_day(bay, client):
    sign_in(client, bay.office.sara)
    url = bay.committee.get_absolute_url()
    assert "Nobody sits on this day" in client.get(f"{url}?on=2013-05-31").content.decode()
    assert "Hoteles Inventados" in client.get(f"{url}?on=2013-06-01").content.decode()
    assert client.get(f"{url}?on=nonsense").status_code == 200


def test_by_its_pages_from_record_to_end(town, office, client):
    sign_in(client, office.sara)
    typed = {
        "name": "Mesa inventada", "began": "junio de 2013", "quorum_percent": "50", "code": "mi",
        "casting_vote": "on", "notice_days": "5", "escalate_days": "10",
    }  # fmt: skip
    answer = client.post("/committees/new/", typed)
    held = Committee.objects.get()
    assert answer.url == f"{held.get_absolute_url()}seats/"
    client.post(f"{held.get_absolute_url()}edit/", typed | {"quorum_percent": "66"})
    tomorrow, today = clock.today() + DAY, clock.today()
    page = client.post(held.get_absolute_url(), {"on": tomorrow.isoformat()}).content.decode()
    assert "lies ahead" in page
    client.post(held.get_absolute_url(), {"on": today.isoformat()})
    held.refresh_from_db()
    assert (held.began, held.quorum_percent, held.ended_on) == ("2013-06", 66, today)
    facts = (held.code, held.casting_vote, held.notice_days, held.escalate_days)
    assert facts == ("MI", True, 5, 10)
    page = client.post(f"{held.get_absolute_url()}edit/", typed)
    assert page.status_code == 403
    verbs = ("committee_recorded", "committee_changed", "committee_ended")
    assert [len(audit_events(verb)) for verb in verbs] == [1, 1, 1]


def test_a_seat_of_another_committee_is_not_there(bay, client):
    other = actions.record(by=bay.office.sara, name="Otro inventado")
    seat = bay.committee.seats.first()
    sign_in(client, bay.office.sara)
    assert client.get(f"{other.get_absolute_url()}seats/{seat.pk}/end/").status_code == 404
