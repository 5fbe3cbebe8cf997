"""What is free tonight, how old that is, and how long a verification holds."""

from datetime import timedelta

import pytest

from amparo.agencies import OPERATOR
from amparo.agencies import actions as members
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.directory import feeding
from amparo.directory.actions import capacity as actions
from amparo.directory.actions import service as services
from amparo.directory.models import Capacity, Service
from amparo.directory.queries import free
from amparo.directory.queries import service as queries
from tests.helpers import as_if, audit_events, sign_in
from tests.office import at


def tonight(**asked):
    everything = Service.objects.all()
    found = queries.found(everything, now=clock.now(), tonight=True, **asked)
    return [each.name for each in found]


def grown_old(service, hours, minutes=0):
    age = timedelta(hours=hours, minutes=minutes)
    for row in service.capacities.all():
        as_if(row, said_at=clock.now() - age)


def test_a_girl_of_15_who_speaks_mam_tonight(guide, client):
    """Story S3: a sealed shelter is found by what it takes, and says nothing of where it is."""
    house = guide.shelter(minimum_age=12, maximum_age=17, languages=["mam", "es"])
    guide.service("Casa de mujeres", needs=["SocialCare"], groups=["women"], languages=["mam"])
    actions.say(by=guide.town.alba, service=house, said={"girls": (2, 6)})
    sign_in(client, guide.town.bruno)
    asked = "need=Shelter&place=Puerto+Vallarta&language=mam&group=girls&age=15&tonight=on"
    page = client.get(f"/directory/?{asked}").content.decode()
    assert "Casa de noche" in page
    assert "2 of 6 free" in page
    assert "Casa de mujeres" not in page
    assert "No service fits" in client.get(f"/directory/?{asked}&text=x").content.decode()
    for wrong in ("age=18", "group=men", "language=kek", "place=Tapachula"):
        name = wrong.split("=")[0]
        others = [each for each in asked.split("&") if not each.startswith(name)]
        page = client.get("/directory/?" + "&".join([*others, wrong])).content.decode()
        assert "Casa de noche" not in page, wrong


def test_what_is_older_than_48_hours_is_not_shown_as_free(guide, client):
    house = guide.shelter()
    actions.say(by=guide.town.alba, service=house, said={"girls": (2, 6)})
    grown_old(house, 47, 59)
    assert tonight() == ["Casa de noche"]
    grown_old(house, 48, 1)
    assert tonight() == []
    page = sign_in(client, guide.town.bruno).get(house.get_absolute_url()).content.decode()
    assert "not known: said 2 days ago" in page
    assert "2 of 6 free" not in page


def test_a_house_for_children_alone_takes_a_girl_and_no_woman(guide):
    house = guide.shelter(groups=["children_alone"])
    actions.say(by=guide.town.alba, service=house, said={"children_alone": (1, None)})
    asked = {group: tonight(group=group) for group in ("girls", "boys", "children_alone", "women")}
    assert {group: bool(found) for group, found in asked.items()} == {
        "girls": True, "boys": True, "children_alone": True, "women": False,
    }  # fmt: skip


def test_none_free_is_known_and_not_offered(guide, client):
    house = guide.shelter()
    actions.say(by=guide.town.alba, service=house, said={"girls": (0, 6)})
    assert tonight() == []
    page = sign_in(client, guide.town.bruno).get(house.get_absolute_url()).content.decode()
    assert "none free" in page


def test_who_says_what_is_free(guide, client):
    house = guide.shelter()
    nadia = members.enrol(
        by=OPERATOR, username="nadia", display_name="Nadia Nogal", agency=guide.town.casa_luz,
        role="shelter_worker", password="nadia crosses the river", language="en",
    )  # fmt: skip
    url = f"{house.get_absolute_url()}capacity/"
    typed = {"free_girls": "1", "of_girls": "6"}
    table = {}
    for member in (guide.town.ana, guide.town.alba, nadia, guide.town.bruno, guide.office.sara):
        Capacity.objects.all().delete()
        sign_in(client, member).post(url, typed)
        table[member.username] = Capacity.objects.exists()
    # A caseworker of the house works in its shelters too.
    assert table == {"ana": True, "alba": True, "nadia": True, "bruno": False, "sara": False}
    assert len(audit_events("capacity_said")) == 3


def test_more_free_than_there_are_is_refused(guide, client):
    house = guide.shelter()
    with pytest.raises(Refused, match="More places"):
        actions.say(by=guide.town.alba, service=house, said={"girls": (7, 6)})
    sign_in(client, guide.town.alba)
    url = f"{house.get_absolute_url()}capacity/"
    page = client.post(url, {"free_girls": "7", "of_girls": "6"}).content.decode()
    assert "More are free than there are" in page
    page = client.post(url, {"of_girls": "6"}).content.decode()
    assert "Say how many" in page
    assert not house.capacities.exists()


def test_what_follows_the_beds_is_asked_of_the_room_that_keeps_them(guide, monkeypatch):
    house = guide.shelter(follows_beds=True, groups=["women", "girls"])
    now = clock.now()
    counted = [feeding.Free("women", 3, 8, now), feeding.Free("girls", 0, 4, now)]
    monkeypatch.setattr(feeding, "_rules", [lambda agency: counted])
    lines = free.lines(house, now=now)
    assert [(line.group, line.available) for line in lines] == [("women", 3), ("girls", 0)]
    assert (tonight(group="women"), tonight(group="girls"), tonight()) == (
        ["Casa de noche"], [], ["Casa de noche"],
    )  # fmt: skip
    counted[0] = feeding.Free("women", 3, 8, now - timedelta(hours=49))
    assert tonight() == []
    counted[0] = feeding.Free("women", 3, 8, None)
    assert free.lines(house, now=now)[0].available is None
    with pytest.raises(Refused, match="follows the beds"):
        actions.say(by=guide.town.alba, service=house, said={"girls": (1, 6)})


def test_a_verification_holds_180_days(guide, client):
    held = guide.service()
    sign_in(client, guide.town.ana)
    for days, words in ((180, "Verified on"), (181, "Not verified since")):
        as_if(held, verified_on=clock.today() - timedelta(days=days))
        for page in (held.get_absolute_url(), "/directory/"):
            assert words in client.get(page).content.decode(), (days, page)


def test_the_card_is_neutral(guide, client):
    held = guide.service(
        "Refugio contra la trata", alias="Taller de costura", phone="555-0100", street="Calle 5",
        documents="acta\nfoto", languages=["mam"], needs=["Legal"],
        hours=[("MO", None, None)],
    )  # fmt: skip
    page = sign_in(client, guide.town.ana).get(f"{held.get_absolute_url()}card/").content.decode()
    for words in ("Taller de costura", "555-0100", "Calle 5", "Mam", "acta", "Monday"):
        assert words in page, words
    for words in ("trata", "Amparo", "DIF", "Legal", "Casa Luz", "Ana"):
        assert words not in page, words


def test_a_card_without_a_name_of_its_own_goes_without_one(guide, client):
    url = guide.service("Refugio contra la trata", phone="555-0100").get_absolute_url()
    sign_in(client, guide.town.ana)
    assert "trata" not in client.get(f"{url}card/").content.decode()
    assert "goes without one" in client.get(url).content.decode()


def test_nobody_says_what_is_free_where_it_may_not(guide):
    held = services.record(
        by=guide.office.sara,
        organisation=guide.dif,
        name="Otra",
        place=at("MX-JAL"),
        needs=["Food"],
    )
    with pytest.raises(Refused):
        actions.say(by=guide.town.bruno, service=held, said={"women": (1, None)})


def test_only_an_agency_that_keeps_beds_here_lets_them_be_followed(guide):
    with pytest.raises(Refused, match="keeps no beds here"):
        guide.service(follows_beds=True)
