"""Offices with which the programme works: found, kept once, ended without losing what they did."""

import json
from datetime import timedelta

import pytest

from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.organisations.actions import organisation as actions
from amparo.organisations.models import Organisation
from amparo.organisations.queries import organisation as queries
from tests.helpers import audit_events, sign_in
from tests.office import at

TYPED = {"name": "DIF Inventado", "sector": "public", "level": "municipal"}


def test_who_opens_the_register_and_who_keeps_it(town, office, client):
    assert client.get("/organisations/").status_code == 302
    for member in (office.sara, office.pablo, town.ana, town.noe, town.fina):
        page = sign_in(client, member).get("/organisations/").content.decode()
        keeps = member in (office.sara, office.pablo)
        assert ("/organisations/new/" in page) == keeps, member


def test_an_organisation_is_recorded_by_its_page(town, office, client, places):
    sign_in(client, office.sara)
    answer = client.post("/organisations/new/", TYPED | {"place": "puerto vallarta"})
    held = Organisation.objects.get()
    assert answer.url == held.get_absolute_url()
    assert (held.name, held.sector, held.place_id) == ("DIF Inventado", "public", "14067")
    page = client.get(answer.url).content.decode()
    assert "Puerto Vallarta" in page
    assert "Public sector" in page
    assert [each.actor for each in audit_events("organisation_recorded")] == [str(office.sara.pk)]


def test_one_of_a_name_for_each_place(office, client, places):
    office.organisation(place=at("14067"))
    office.organisation(place=at("07089"))
    for name in ("DIF Inventado", "dif  INVENTADO", "Díf inventado"):
        with pytest.raises(Refused, match="already here"):
            office.organisation(name=name, place=at("14067"))
    office.organisation()
    with pytest.raises(Refused):
        office.organisation()
    sign_in(client, office.sara)
    answer = client.post("/organisations/new/", TYPED | {"phone": "555-0100"})
    assert "already here" in answer.content.decode()
    assert "555-0100" in answer.content.decode()
    assert Organisation.objects.count() == 3


def test_a_caseworker_records_and_changes_none(town, office, client):
    held = office.organisation()
    sign_in(client, town.ana)
    client.post("/organisations/new/", TYPED | {"name": "Otra"})
    client.post(f"{held.get_absolute_url()}edit/", TYPED | {"name": "Otra"})
    client.post(held.get_absolute_url(), {"on": clock.today().isoformat()})
    held.refresh_from_db()
    assert (Organisation.objects.count(), held.name, held.works) == (1, "DIF Inventado", True)


def test_it_is_changed_and_the_log_says_which_fields(office, client):
    held = office.organisation()
    sign_in(client, office.sara)
    client.post(f"{held.get_absolute_url()}edit/", TYPED | {"name": "DIF Nuevo", "short_name": "D"})
    held.refresh_from_db()
    assert (held.name, held.words, held.short_name) == ("DIF Nuevo", "dif nuevo", "D")
    assert json.loads(audit_events("organisation_changed")[-1].fields) == ["name", "short_name"]


def test_it_ends_on_a_day_that_has_come_and_is_offered_no_more(office):
    held = office.organisation()
    everything = Organisation.objects.all()
    with pytest.raises(Refused, match="ahead"):
        actions.end(by=office.sara, organisation=held, on=clock.today() + timedelta(days=1))
    assert queries.choices(everything) == [(str(held.pk), "DIF Inventado")]
    actions.end(by=office.sara, organisation=held, on=clock.today())
    assert queries.choices(everything) == []
    assert list(queries.found(everything, ended=True)) == [held]
    with pytest.raises(Refused, match="already ended"):
        actions.end(by=office.sara, organisation=held, on=clock.today())


def test_it_is_found_by_name_sector_and_level(office, client):
    office.organisation()
    office.organisation(name="Hoteles Unidos Inventados", sector="private", short_name="HUI")
    sign_in(client, office.sara)
    for asked, there, gone in (
        ("text=hoteles", "Hoteles", "DIF"),
        ("text=hui", "Hoteles", "DIF"),
        ("sector=public", "DIF", "Hoteles"),
        ("text=%20dif%20", "DIF", "Hoteles"),
    ):
        found = client.get(f"/organisations/?{asked}").content.decode()
        assert (f">{there}" in found, f">{gone}" in found) == (True, False), asked
    assert "No organisation fits" in client.get("/organisations/?text=zzz").content.decode()


def test_a_place_of_several_is_asked_for_in_full(office, client, places):
    sign_in(client, office.sara)
    refused = client.post("/organisations/new/", TYPED | {"place": "Atlantis"})
    assert "No place of this name" in refused.content.decode()
    assert not Organisation.objects.exists()


def test_an_agency_stands_behind_one_organisation(town, office):
    first = actions.of_agency(by=office.sara, agency=town.faro, sector="social", level="municipal")
    again = actions.of_agency(by=office.sara, agency=town.faro, sector="public", level="state")
    assert (again, first.agency) == (first, town.faro)
    assert town.faro not in queries.agencies_without_one()
