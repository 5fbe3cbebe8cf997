"""A service given at several places. Of a shelter nobody learns that there are any."""

from datetime import time
from uuid import UUID, uuid4

import pytest

from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.directory import access
from amparo.directory.actions import bringing, location
from amparo.directory.actions import service as services
from amparo.directory.hsds import proving, reading, writing
from amparo.directory.models import Location, Service
from amparo.directory.policies import MOST_PLACES
from amparo.directory.queries import rights
from amparo.directory.queries import service as queries
from tests.directory.conftest import GUADALAJARA, LEAKS, PUERTO_VALLARTA, TAPACHULA
from tests.directory.test_hsds import OF_NEW, file, least
from tests.directory.test_sealed import everything_of, leaks
from tests.helpers import audit_events, sign_in
from tests.office import at

FURTHER = {
    "street": "Callejón Madreselva 88", "postal_code": "44100", "latitude": 20.6767,
    "longitude": -103.3475, "hours": [("MO,WE", time(9), time(13, 30))],
}  # fmt: skip
SAID = ("Madreselva", "44100", "20.6767", "103.3475", "Guadalajara", "13:30")


def told(text):
    return [each for each in SAID if each in text]


def more(guide, service, *, by=None, place=GUADALAJARA, **facts):
    facts = FURTHER | facts
    return location.add(by=by or guide.office.sara, service=service, place=at(place), **facts)


def names(member, place):
    found = queries.found(access.visible_services(member), now=clock.now(), place=at(place))
    return {each.name for each in found}


def test_a_service_is_found_at_each_of_its_places(guide):
    held = guide.service(needs=["Legal"])
    assert names(guide.town.bruno, TAPACHULA) == set()
    more(guide, held)
    more(guide, held, place=TAPACHULA, hours=[])
    for place in (PUERTO_VALLARTA, GUADALAJARA, TAPACHULA):
        assert names(guide.town.bruno, place) == {held.name}, place
        delivered = rights.at(access.visible_services(guide.town.bruno), at(place))
        assert any(each.services for right in delivered for each in right.provisions), place


def test_each_place_stands_on_the_page_with_its_hours(guide, client):
    held = more(guide, guide.service())
    page = sign_in(client, guide.town.bruno).get(held.get_absolute_url()).content.decode()
    for each in ("Callejón Madreselva 88 44100", "Guadalajara, Jalisco", "09:00 – 13:30"):
        assert each in page, each
    services.set_tier(by=guide.office.sara, service=held, tier="public", confirmed=True)
    client.logout()
    for tail in ("", "card/"):
        assert "Madreselva" in client.get(f"/s/{held.pk}/{tail}").content.decode()


def test_a_place_is_added_and_taken_away_without_script(guide, client):
    held = guide.service()
    url = f"{held.get_absolute_url()}places/"
    sign_in(client, guide.office.sara)
    typed = {"place": GUADALAJARA, "street": "Callejón Madreselva 88", "days": ["MO", "WE"],
             "opens": "09:00", "closes": "13:30"}  # fmt: skip
    assert client.post(url, typed).status_code == 302
    row = Location.objects.get()
    assert (row.place_id, row.hours) == (GUADALAJARA, [["MO,WE", "09:00", "13:30"]])
    for wrong in ({"place": ""}, {"latitude": "20"}, {"days": []}):
        assert client.post(url, typed | wrong).status_code == 200
    assert Location.objects.count() == 1
    assert client.post(f"{url}{uuid4()}/remove/").status_code == 404
    assert client.post(f"{url}{row.pk}/remove/").status_code == 302
    assert not Location.objects.exists()
    for verb in ("service_place_added", "service_place_removed"):
        assert [event.fields for event in audit_events(verb)] == ['["elsewhere"]']


def test_a_change_and_a_tier_keep_the_further_places(guide):
    held = more(guide, guide.service(needs=["Legal"]))
    before = access.lies_at(held).elsewhere
    services.change(
        by=guide.office.sara, service=held, place=at(PUERTO_VALLARTA), needs=["Food"],
        languages=[], groups=[], hours=[],
    )  # fmt: skip
    services.set_tier(by=guide.office.sara, service=held, tier="public", confirmed=True)
    assert access.lies_at(Service.objects.get()).elsewhere == before


def test_of_a_sealed_service_no_row_says_that_there_are_more_places(guide):
    held = more(guide, guide.shelter(), by=guide.town.alba)
    assert not Location.objects.exists()
    audit_events()
    whole = everything_of(held)
    assert told(whole) == leaks(whole) == []
    (place,) = access.whereabouts(guide.town.ana, held).further
    assert (place.street, place.where) == ("Callejón Madreselva 88", "Guadalajara, Jalisco, Mexico")
    for member in (guide.town.bruno, guide.office.sara):
        assert access.whereabouts(member, held) is None


def full(number):
    """As long as a further place can be typed, accents and all."""
    hours = [["MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59"]]
    typed = {"street": f"{number:03}" + "ñ" * 197, "postal_code": "1234567890", "hours": hours}
    return FURTHER | {"id": str(uuid4()), "place": TAPACHULA} | typed


def test_what_is_sealed_is_as_long_whatever_places_there_are(guide):
    long = dict.fromkeys(("name", "street"), "ñ" * 200)
    of = {}
    for number in (0, 1, 2, MOST_PLACES):
        held = guide.shelter(elsewhere=[full(each) for each in range(number)])
        assert len(access.whereabouts(guide.town.ana, held).further) == number
        of[number] = len(held.sealed)
    held = guide.shelter(**long, elsewhere=[full(each) for each in range(MOST_PLACES)])
    assert {*of.values(), len(held.sealed)} == {of[0]}
    more(guide, service := guide.shelter(), by=guide.town.alba)
    assert len(Service.objects.get(pk=service.pk).sealed) == of[0]


def test_the_log_does_not_tell_a_place_of_a_sealed_service_from_its_telephone(guide):
    held = guide.shelter(elsewhere=[full(1)])
    services.change(
        by=guide.town.alba, service=held, place=at(PUERTO_VALLARTA), phone="322 555 0149",
        needs=["Shelter"], groups=["girls"], languages=[], hours=[],
    )  # fmt: skip
    more(guide, held, by=guide.town.alba)
    further = access.lies_at(Service.objects.get()).further
    location.remove(by=guide.town.alba, service=held, location=UUID(further[0].id))
    events = [each for each in audit_events() if each.about_id == str(held.pk)]
    assert [(each.verb, each.fields) for each in events[1:]] == [
        ("service_changed", '["sealed"]')
    ] * 3
    assert "elsewhere" not in events[0].fields
    assert '"sealed"' in events[0].fields


def test_no_page_shows_the_further_places_of_a_shelter_to_another_agency(guide, client):
    held = more(guide, guide.shelter(), by=guide.town.alba)
    url = held.get_absolute_url()
    for member, status in (
        (guide.town.bruno, 404),
        (guide.office.sara, 404),
        (guide.town.alba, 200),
    ):
        sign_in(client, member)
        assert client.get(f"{url}places/").status_code == status
        page = client.get(url).content.decode()
        assert bool(told(page)) == (status == 200)
        assert told(client.get(f"{url}card/").content.decode()) == []
    for member in (guide.town.bruno, guide.office.sara):
        sign_in(client, member)
        assert client.post(f"{url}places/", {"place": GUADALAJARA}).status_code == 404
        assert client.post(f"{url}places/{uuid4()}/remove/").status_code == 404
    # A search tells it of none of its places, but of the state of the first.
    guide.town.bruno.refresh_from_db()
    assert names(guide.town.bruno, TAPACHULA) == set()
    more(guide, held, by=guide.town.alba, place=TAPACHULA)
    assert names(guide.town.bruno, TAPACHULA) == set()


def test_sealing_takes_the_rows_away_and_widening_brings_them_back(guide, client):
    held = more(guide, guide.shelter(), by=guide.town.alba)
    before = access.lies_at(held).elsewhere
    url = f"{held.get_absolute_url()}tier/"
    sign_in(client, guide.town.alba)
    # Who widens it reads first what all others will read.
    assert "Madreselva" in client.post(url, {"tier": "network"}).content.decode()
    for tier, rows in (("network", 1), ("sealed", 0), ("public", 1)):
        services.set_tier(by=guide.town.alba, service=held, tier=tier, confirmed=True)
        assert Location.objects.count() == rows
        assert access.lies_at(Service.objects.get()).elsewhere == before


def test_what_begins_to_give_shelter_hides_its_further_places(guide):
    held = more(guide, guide.service(needs=["Legal"]))
    services.change(
        by=guide.office.sara, service=held, place=at(PUERTO_VALLARTA), needs=["Shelter"],
        alias="Casa", languages=[], groups=[], hours=[],
    )  # fmt: skip
    assert not Location.objects.exists()
    assert told(everything_of(held)) == []


def test_words_for_others_may_not_give_a_further_place_away(guide):
    held = guide.shelter(description="Casa tranquila, cerca de la calle Madreselva.")
    with pytest.raises(Refused, match="would say where"):
        more(guide, held, by=guide.town.alba)
    held = guide.shelter(alias="Casa de Guadalajara")
    with pytest.raises(Refused, match="would say where"):
        more(guide, held, by=guide.town.alba, street="")
    assert all(not access.lies_at(each).elsewhere for each in Service.objects.all())


def test_words_for_others_may_not_name_the_state_of_a_further_place(guide):
    for alias in ("Casas en Jalisco y Chiapas", "Casas de México: Chiapas", "Casa 44100"):
        held = guide.shelter(alias=alias)
        with pytest.raises(Refused, match="would say where"):
            more(guide, held, by=guide.town.alba, place=TAPACHULA)
        assert not access.lies_at(Service.objects.get(pk=held.pk)).elsewhere
    # Its own state is known to everybody.
    held = guide.shelter(alias="Casas en Jalisco, México")
    more(guide, held, by=guide.town.alba, place=TAPACHULA)
    more(guide, held, by=guide.town.alba, place="MX")
    with pytest.raises(Refused, match="would say where"):
        guide.shelter(description="Tres cuadras, C.P. 48399.")


def test_who_may_add_a_place(guide):
    held = guide.service()
    for by in (guide.town.ana, guide.town.noe):
        with pytest.raises(Refused):
            more(guide, held, by=by)
    shelter = guide.shelter()
    with pytest.raises(Refused, match="sealed"):
        more(guide, shelter)
    for number in range(MOST_PLACES):
        more(guide, held, street=f"Calle {number}")
    with pytest.raises(Refused, match="as another one"):
        more(guide, held)
    location.remove(by=guide.office.sara, service=held, location=Location.objects.first().pk)
    more(guide, held)


def carried(guide):
    """Taken out, forgotten and brought back in."""
    visible = access.visible_services(guide.office.sara)
    content = writing.whole(queries.leaving(visible, "network")).encode()
    (entry,) = reading.read(content)
    assert entry.wrong == entry.left_out == []
    Service.objects.all().delete()
    preview = bringing.bring(
        by=guide.office.sara,
        bringing=bringing.hold(by=guide.office.sara, content=content),
        **OF_NEW,
    )
    assert preview.new == 1
    return Service.objects.get()


@pytest.mark.parametrize("first", [{}, {"street": "Calle 5"}])
def test_all_places_survive_the_round_trip(guide, first):
    held = more(guide, guide.service(**first))
    more(guide, held, place=TAPACHULA, street="", latitude=None, longitude=None, hours=[])
    entry = writing.entry(Service.objects.get())
    assert proving.wrongs(entry) == []
    assert len(entry["service_at_locations"]) == 3
    before = [row.facts | {"id": ""} for row in held.locations.all()]
    back = carried(guide)
    assert [row.facts | {"id": ""} for row in back.locations.all()] == before
    assert (back.place_id, back.street) == (PUERTO_VALLARTA, first.get("street", ""))


def test_a_sealed_service_with_places_leaves_in_no_file(guide):
    more(guide, guide.shelter(), by=guide.town.alba)
    visible = access.visible_services(guide.town.alba)
    assert told(writing.whole(queries.leaving(visible, "network"))) == []


def address(city, street="Calle 7"):
    return {"id": str(uuid4()), "address_1": street, "city": city, "state_province": "Jalisco",
            "postal_code": "", "country": "MX", "address_type": "physical"}  # fmt: skip


def there(*cities, **more_):
    return [
        {"id": str(uuid4()), "location": {
            "id": str(uuid4()), "location_type": "physical", "addresses": [address(city)]}} | more_
        for city in cities
    ]  # fmt: skip


def test_a_shelter_of_a_file_seals_all_its_places(guide):
    given = least(name="Refugio de allá", alternate_name="Casa de noche",
                  service_at_locations=there("Puerto Vallarta", "Guadalajara"))  # fmt: skip
    held = bringing.hold(by=guide.office.sara, content=file(given))
    assert bringing.bring(by=guide.office.sara, bringing=held, **OF_NEW).new == 1
    made = Service.objects.get()
    assert made.is_sealed
    assert not Location.objects.exists()
    assert [each["place"] for each in access.lies_at(made).elsewhere] == [GUADALAJARA]
    tells = least(name="Refugio de allá", alternate_name="Casa Guadalajara",
                  service_at_locations=there("Puerto Vallarta", "Guadalajara"))  # fmt: skip
    held = bringing.hold(by=guide.office.sara, content=file(tells))
    assert bringing.bring(by=guide.office.sara, bringing=held, **OF_NEW).wrong == 1


@pytest.mark.parametrize(
    ("alias", "wrong"),
    [("Casas en Jalisco y Chiapas", 1), ("Casa 30700", 1), ("Casas en Jalisco", 0)],
)
def test_a_shelter_of_a_file_names_no_other_state_and_no_postal_code(guide, alias, wrong):
    both = there("Puerto Vallarta", "Tapachula")
    both[1]["location"]["addresses"][0] |= {"state_province": "Chiapas", "postal_code": "30700"}
    tells = least(name="Refugio de allá", alternate_name=alias, service_at_locations=both)
    held = bringing.hold(by=guide.office.sara, content=file(tells))
    assert bringing.bring(by=guide.office.sara, bringing=held, **OF_NEW).wrong == wrong


def test_a_place_of_a_file_that_nobody_knows_is_said(guide):
    (entry,) = reading.read(file(least(service_at_locations=there("Puerto Vallarta", "Nirgendwo"))))
    # Its state is known, so it lies in the state.
    assert entry.facts["elsewhere"][0]["place"] == "MX-JAL"
    lost = there("Puerto Vallarta", "Nirgendwo")
    lost[1]["location"]["addresses"][0]["state_province"] = "Nirgends"
    (entry,) = reading.read(file(least(service_at_locations=lost)))
    assert "one of the places" in entry.wrong[0]
    many = there(*["Guadalajara"] * (MOST_PLACES + 2))
    (entry,) = reading.read(file(least(service_at_locations=many)))
    assert "too many places" in entry.wrong[0]
    hours = [{"id": str(uuid4()), "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00"}]
    both = there("Puerto Vallarta", "Guadalajara", schedules=hours)
    (entry,) = reading.read(file(least(service_at_locations=both)))
    assert entry.facts["elsewhere"][0]["hours"] == [["MO", "09:00", ""]]
    assert "service_at_locations/schedules" in entry.left_out
    assert LEAKS
