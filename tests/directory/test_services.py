"""Services: recorded by a page, found by what somebody needs, changed and logged."""

import json
from datetime import time

import pytest

from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.directory.actions import service as actions
from amparo.directory.models import Service
from amparo.directory.queries import service as queries
from amparo.organisations.actions import organisation as organisations
from tests.directory.conftest import GUADALAJARA, PUERTO_VALLARTA, TAPACHULA
from tests.helpers import audit_events, sign_in
from tests.office import at

TYPED = {
    "organisation": "DIF Inventado", "name": "Ventanilla Inventada", "needs": ["Legal"],
    "status": "active", "place": "Puerto Vallarta", "days_1": ["MO", "TU"], "opens_1": "09:00",
    "closes_1": "15:00", "languages": ["es", "mam"], "documents": "acta\nidentificación",
}  # fmt: skip


def found(**asked):
    return [each.name for each in queries.found(Service.objects.all(), now=clock.now(), **asked)]


def test_who_opens_the_directory_and_who_keeps_it(town, office, client):
    assert client.get("/directory/").status_code == 302
    for member in (office.sara, office.pablo, town.ana, town.alba, town.noe, town.fina):
        page = sign_in(client, member).get("/directory/").content.decode()
        assert ("/directory/new/" in page) == (member in (office.sara, town.alba)), member


def test_a_service_is_recorded_by_its_page(guide, client):
    guide.office.organisation()
    sign_in(client, guide.office.sara)
    answer = client.post("/directory/new/", TYPED)
    held = Service.objects.get()
    assert answer.url == held.get_absolute_url()
    assert (held.tier, held.place_id, held.words) == (
        "network", PUERTO_VALLARTA, "ventanilla inventada dif inventado",
    )  # fmt: skip
    hours = list(held.schedules.values_list("days", "opens_at", "closes_at"))
    assert hours == [("MO,TU", time(9), time(15))]
    page = client.get(answer.url).content.decode()
    for words in ("Puerto Vallarta, Jalisco", "Mam", "Legal support", "09:00", "identificación"):
        assert words in page, words
    assert [each.actor for each in audit_events("service_recorded")] == [str(guide.office.sara.pk)]


def test_what_is_typed_wrong_is_said_and_nothing_is_saved(guide, client):
    guide.office.organisation()
    sign_in(client, guide.office.sara)
    for wrong, said in (
        ({"organisation": "Nobody"}, "No organisation of this name"),
        ({"place": "Atlantis"}, "No place of this name"),
        ({"needs": []}, "required"),
        ({"minimum_age": "18", "maximum_age": "12"}, "first age lies above"),
        ({"latitude": "20"}, "A point needs both"),
        ({"days_1": []}, "on which days"),
    ):
        page = client.post("/directory/new/", TYPED | wrong).content.decode()
        assert said in page, wrong
    assert not Service.objects.exists()


def test_an_organisation_of_several_is_asked_for_in_full(guide, client):
    guide.office.organisation(name="Hoteles del Norte")
    guide.office.organisation(name="Hoteles del Sur")
    sign_in(client, guide.office.sara)
    page = client.post("/directory/new/", TYPED | {"organisation": "hoteles"}).content.decode()
    assert "Hoteles del Norte; Hoteles del Sur" in page
    client.post("/directory/new/", TYPED | {"organisation": "hoteles del sur"})
    assert Service.objects.get().organisation.name == "Hoteles del Sur"


def test_a_caseworker_records_and_changes_none(guide, client):
    held = guide.service(needs=["Legal"])
    sign_in(client, guide.town.ana)
    client.post("/directory/new/", TYPED)
    client.post(f"{held.get_absolute_url()}edit/", TYPED | {"name": "Otra"})
    client.post(f"{held.get_absolute_url()}verify/")
    client.post(f"{held.get_absolute_url()}tier/", {"tier": "public", "confirmed": "1"})
    client.post(f"{held.get_absolute_url()}capacity/", {"free_women": "3"})
    held.refresh_from_db()
    assert (Service.objects.count(), held.name, held.verified_on) == (
        1,
        "Ventanilla Inventada",
        None,
    )
    assert (held.tier, held.capacities.count()) == ("network", 0)


def test_it_is_changed_and_the_log_says_which_fields(guide, client):
    held = guide.service(needs=["Legal"], languages=["es"], phone="555-0100")
    sign_in(client, guide.office.sara)
    form = client.get(f"{held.get_absolute_url()}edit/").content.decode()
    assert "555-0100" in form
    client.post(f"{held.get_absolute_url()}edit/", TYPED | {"name": "Nueva", "phone": "555-0199"})
    held.refresh_from_db()
    assert (held.name, held.words, held.phone) == ("Nueva", "nueva dif inventado", "555-0199")
    fields = json.loads(audit_events("service_changed")[-1].fields)
    assert fields == ["documents", "hours", "language", "name", "phone"]


def test_it_is_found_by_need_language_group_and_age(guide):
    guide.service("Abogada", needs=["Legal"], languages=["es", "mam"], minimum_age=18)
    guide.service("Clínica", needs=["MedicalCare"], groups=["women"], languages=["es"])
    guide.service("Casa de niñas", needs=["SocialCare"], groups=["children_alone"],
                  minimum_age=12, maximum_age=17, languages=["mam"])  # fmt: skip
    for asked, names in (
        ({"need": "Legal"}, ["Abogada"]),
        ({"language": "mam"}, ["Abogada", "Casa de niñas"]),
        ({"group": "girls"}, ["Abogada", "Casa de niñas"]),
        ({"group": "women"}, ["Abogada", "Clínica"]),
        ({"age": 17}, ["Casa de niñas", "Clínica"]),
        ({"age": 18}, ["Abogada", "Clínica"]),
        ({"age": 12, "language": "mam", "group": "girls"}, ["Casa de niñas"]),
        ({"age": 11, "language": "mam"}, []),
        ({"text": "clinica"}, ["Clínica"]),
        ({"text": "dif inventado"}, ["Abogada", "Casa de niñas", "Clínica"]),
    ):
        assert found(**asked) == names, asked


def test_a_place_finds_what_lies_in_it_and_what_serves_it(guide):
    guide.service("De Vallarta")
    guide.service("De Jalisco", place="MX-JAL")
    guide.service("De México", place="MX")
    guide.service("De Tapachula", place=TAPACHULA)
    assert found(place=at(PUERTO_VALLARTA)) == ["De Jalisco", "De México", "De Vallarta"]
    assert found(place=at(GUADALAJARA)) == ["De Jalisco", "De México"]
    assert found(place=at("MX-JAL")) == ["De Jalisco", "De México", "De Vallarta"]
    assert found(place=at("MX")) == ["De Jalisco", "De México", "De Tapachula", "De Vallarta"]


def test_what_takes_nobody_is_found_only_if_asked_for(guide):
    guide.service("Cerrada", status="temporarily closed")
    assert (found(), found(ended=True)) == ([], ["Cerrada"])


def test_the_search_page_says_what_to_do_when_nothing_fits(guide, client):
    guide.service("Abogada", needs=["Legal"])
    sign_in(client, guide.town.ana)
    assert "Abogada" in client.get("/directory/?need=Legal&age=15").content.decode()
    assert "No service fits" in client.get("/directory/?need=Food").content.decode()
    assert "No place of this name" in client.get("/directory/?place=Atlantis").content.decode()


def test_an_organisation_that_ended_offers_nothing_new(guide):
    dif = organisations.end(by=guide.office.sara, organisation=guide.dif, on=clock.today())
    with pytest.raises(Refused, match="works no longer"):
        guide.service(organisation=dif)


def test_the_page_of_an_organisation_names_its_services(guide, client):
    held = guide.service("Abogada")
    page = sign_in(client, guide.town.ana).get(guide.dif.get_absolute_url()).content.decode()
    assert held.get_absolute_url() in page


def test_it_is_verified_with_one_button_and_once_a_day(guide, client):
    held = guide.service()
    sign_in(client, guide.office.sara)
    assert "Never verified" in client.get(held.get_absolute_url()).content.decode()
    client.post(f"{held.get_absolute_url()}verify/")
    held.refresh_from_db()
    assert (held.verified_on, held.verified_by) == (clock.today(), guide.office.sara)
    with pytest.raises(Refused, match="today already"):
        actions.verify(by=guide.office.sara, service=held)
