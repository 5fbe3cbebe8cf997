"""Where a shelter lies leaves its own agency by no door. Bruno of Faro looks for it."""

import json
import logging
import re

import pytest
from django.db import IntegrityError, connection, transaction

from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.core.keyring import WrongKey
from amparo.directory import access
from amparo.directory.actions import service as actions
from amparo.directory.models import Service
from amparo.directory.queries import service as queries
from tests.directory.conftest import (
    GUADALAJARA,
    LEAKS,
    OWN_NAME,
    PUERTO_VALLARTA,
    SECRET,
    STREET,
    TAPACHULA,
)
from tests.helpers import audit_events, sign_in
from tests.office import at

# What somebody who wants to find it would type.
ASKED = ("Zarzamora", STREET, OWN_NAME, "Alondra", "4711", "3225550147", "48399", "alondra.example")


def leaks(text):
    """Digits count where they stand alone: a moment or a hash holds any of them by chance."""
    return [
        each
        for each in LEAKS
        if (re.search(rf"(?<!\w){each}(?!\w)", text) if each.isdigit() else each in text)
    ]


def everything_of(service):
    """Every row of the database that speaks of it, as somebody finds it who has the disk."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("directory_", "audit_")):
                cursor.execute(f"select * from {table}")
                rows += [str(row) for row in cursor.fetchall()]
    return "\n".join(rows)


def test_a_shelter_is_sealed_from_its_first_moment(guide):
    held = guide.shelter()
    assert (held.tier, held.name, held.place_id, held.words) == (
        "sealed", "Casa de noche", "MX-JAL", "casa de noche casa de noche",
    )  # fmt: skip
    assert {getattr(held, name) for name in SECRET if name != "name"} == {"", None}
    audit_events()
    assert leaks(everything_of(held)) == []


def test_the_whole_table_of_who_reads_where_it_is(guide, client):
    held = guide.shelter()
    everyone = [guide.town.ana, guide.town.alba, guide.town.bruno, guide.town.celia]
    everyone += [guide.office.sara, guide.office.pablo, guide.town.noe]
    for member in everyone:
        own = member.agency_id == guide.town.casa_luz.pk
        page = sign_in(client, member).get(held.get_absolute_url()).content.decode()
        assert bool(leaks(page)) == own, member
        assert ("Puerto Vallarta" in page) == own, member
        assert "Casa de noche" in page
        assert "through Casa Luz" in page or own


def test_whoever_reads_where_it_is_stands_in_the_log(guide, client):
    held = guide.shelter()
    readers = [guide.town.ana, guide.town.bruno, guide.town.alba]
    for member in readers:
        sign_in(client, member).get(held.get_absolute_url())
    client.get(f"{held.get_absolute_url()}edit/")
    found = [(event.actor, event.about_id) for event in audit_events("sealed_place_read")]
    ana, alba = str(guide.town.ana.pk), str(guide.town.alba.pk)
    assert found == [(who, str(held.pk)) for who in (ana, alba, alba)]


@pytest.mark.parametrize("page", ["edit/", "tier/"])
def test_its_form_is_there_for_its_own_agency_alone(guide, client, page):
    url = f"{guide.shelter().get_absolute_url()}{page}"
    answers = {m.username: sign_in(client, m).get(url).status_code
               for m in (guide.town.alba, guide.town.bruno, guide.office.sara)}  # fmt: skip
    assert answers == {"alba": 200, "bruno": 404, "sara": 404}
    for member in (guide.town.bruno, guide.office.sara):
        sent = sign_in(client, member).post(url, {"tier": "public", "confirmed": "1", "name": "X"})
        assert sent.status_code == 404
    assert Service.objects.get().tier == "sealed"


def test_no_page_shows_it_to_another_agency(guide, client):
    held = guide.shelter()
    url = held.get_absolute_url()
    pages = ["/directory/", "/directory/?need=Shelter", f"{url}capacity/", f"{url}card/"]
    pages += ["/organisations/", held.organisation.get_absolute_url(), "/directory/rights/"]
    for member in (guide.town.bruno, guide.office.sara):
        sign_in(client, member)
        for page in pages:
            assert leaks(client.get(page).content.decode()) == [], (member, page)
    organisation = client.get(held.organisation.get_absolute_url()).content.decode()
    assert "Casa de noche" not in organisation
    own = sign_in(client, guide.town.ana).get(held.organisation.get_absolute_url())
    assert "Casa de noche" in own.content.decode()


def test_the_card_says_it_to_nobody_not_even_its_own(guide, client):
    url = f"{guide.shelter().get_absolute_url()}card/"
    page = sign_in(client, guide.town.alba).get(url).content.decode()
    assert leaks(page) == []
    assert "Puerto Vallarta" not in page
    assert "Ask the person who gave you this card" in page


@pytest.mark.parametrize("who", ["bruno", "alba"])
def test_a_search_counts_no_hit_by_what_is_sealed(guide, client, who):
    """Nor for her own agency: what it finds must not hang on who looks over her shoulder."""
    guide.shelter()
    sign_in(client, getattr(guide.town, who))
    for words in ASKED:
        page = client.get("/directory/", {"text": words}).content.decode()
        assert "No service fits" in page, words


def test_a_search_by_organisation_does_not_say_whose_it_is(guide, client):
    guide.shelter()
    sign_in(client, guide.town.bruno)
    assert "No service fits" in client.get("/directory/?text=casa+luz").content.decode()


def test_a_place_tells_no_more_than_its_state(guide):
    """Two shelters, one in each municipality: whoever asks place by place learns nothing."""
    guide.shelter()
    guide.shelter(alias="Casa de día", place=GUADALAJARA, name="Refugio Jilguero")
    visible = access.visible_services(guide.town.bruno)

    def names(place):
        return {each.name for each in queries.found(visible, now=clock.now(), place=at(place))}

    both = {"Casa de noche", "Casa de día"}
    for place in (PUERTO_VALLARTA, GUADALAJARA, "MX-JAL", "MX"):
        assert names(place) == both, place
    assert names(TAPACHULA) == set()


def test_the_alias_and_the_description_may_not_give_it_away(guide):
    for told in (
        {"alias": f"{OWN_NAME} de Casa Luz"},
        {"alias": "Casa en Puerto Vallarta"},
        {"alias": "Casa en Vallarta centro"},
        {"description": "Entre por zarzamora, portón verde."},
        {"eligibility": "Llame al (322) 555-0147."},
        {"how_to_ask": "Escriba a ENTRADA@alondra.example."},
        {"documents": "Traiga el folleto de Alóndra, refugio alondra."},
    ):
        with pytest.raises(Refused, match="would say where"):
            guide.shelter(**told)
    assert not Service.objects.exists()
    guide.shelter(description="Casa tranquila en la calle, con jardín, en Jalisco.")


def test_a_sealed_service_needs_a_name_for_others(guide):
    with pytest.raises(Refused, match="needs a name for others"):
        guide.shelter(alias="")


def test_nobody_else_types_where_a_shelter_of_an_agency_lies(guide):
    luz = guide.shelter().organisation
    with pytest.raises(Refused, match="Only its own members"):
        guide.service("Otro", organisation=luz, needs=["Shelter"], alias="Otra casa")
    office = guide.service("Oficina", organisation=luz, needs=["Legal"])
    with pytest.raises(Refused, match="Only its own members"):
        actions.change(
            by=guide.office.sara, service=office, name="Oficina", alias="A", needs=["Shelter"],
            place=at(PUERTO_VALLARTA), languages=[], groups=[], hours=[],
        )  # fmt: skip
    office.refresh_from_db()
    assert office.tier == "network"


def test_what_begins_to_give_shelter_is_sealed(guide):
    held = guide.service(street=STREET, needs=["Legal"])
    assert "zarzamora" in everything_of(held).casefold()
    actions.change(
        by=guide.office.sara, service=held, name=OWN_NAME, alias="Casa", needs=["Shelter"],
        street=STREET, place=at(PUERTO_VALLARTA), languages=[], groups=[], hours=[],
    )  # fmt: skip
    held.refresh_from_db()
    assert (held.tier, held.street, held.place_id) == ("sealed", "", "MX-JAL")
    assert access.whereabouts(guide.office.sara, held).street == STREET
    assert access.whereabouts(guide.town.bruno, held) is None


def test_a_change_keeps_what_it_does_not_touch(guide):
    held = guide.shelter()
    actions.change(
        by=guide.town.alba, service=held, needs=["Shelter", "Food"], languages=["mam"],
        groups=["girls"], hours=[], place=at(PUERTO_VALLARTA), phone="322 555 0149",
    )  # fmt: skip
    held.refresh_from_db()
    lies_at = access.whereabouts(guide.town.ana, held)
    assert (lies_at.name, lies_at.street, lies_at.phone) == (OWN_NAME, STREET, "322 555 0149")
    fields = json.loads(audit_events("service_changed")[-1].fields)
    assert fields == ["language", "need", "sealed"]


def test_widening_is_asked_twice_and_logged(guide, client):
    held = guide.shelter()
    url = f"{held.get_absolute_url()}tier/"
    with pytest.raises(Refused, match="More people"):
        actions.set_tier(by=guide.town.alba, service=held, tier="network")
    sign_in(client, guide.town.alba)
    asked = client.post(url, {"tier": "network"}).content.decode()
    assert "Calle Zarzamora 4711" in asked
    assert "Let them read it" in asked
    assert Service.objects.get().tier == "sealed"
    assert not audit_events("service_tier_widened")
    client.post(url, {"tier": "network", "confirmed": "1"})
    held.refresh_from_db()
    assert (held.tier, held.name, held.street, held.place_id, held.sealed) == (
        "network", OWN_NAME, STREET, PUERTO_VALLARTA, "",
    )  # fmt: skip
    assert len(audit_events("service_tier_widened")) == 1
    client.post(url, {"tier": "sealed"})
    held.refresh_from_db()
    assert (held.tier, held.street, held.name) == ("sealed", "", "Casa de noche")
    assert len(audit_events("service_tier_narrowed")) == 1
    assert access.whereabouts(guide.town.alba, held).facts == (
        SECRET | {"place": PUERTO_VALLARTA, "elsewhere": []}
    )


def test_the_database_itself_keeps_a_sealed_row_empty(guide):
    held = guide.shelter()
    for name, value in (("street", STREET), ("phone", "1"), ("latitude", 20.0), ("sealed", "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            Service.objects.filter(pk=held.pk).update(**{name: value})


def test_what_was_sealed_for_one_row_opens_for_no_other(guide):
    one = guide.shelter()
    other = guide.shelter(alias="Casa de día", name="Refugio Jilguero")
    Service.objects.filter(pk=one.pk).update(sealed=other.sealed)
    with pytest.raises(WrongKey) as caught:
        access.whereabouts(guide.town.alba, Service.objects.get(pk=one.pk))
    assert leaks(str(caught.value)) == []


def test_no_log_and_no_error_says_it(guide, client, caplog):
    caplog.set_level(logging.DEBUG)
    held = guide.shelter()
    client.raise_request_exception = False
    for member in (guide.town.bruno, guide.town.alba):
        sign_in(client, member)
        for page in ("", "edit/", "tier/", "card/", "capacity/"):
            client.get(f"{held.get_absolute_url()}{page}")
    events = [f"{e.verb} {e.fields} {e.detail}" for e in audit_events()]
    assert leaks("\n".join(events)) == []
    said = [r.getMessage() for r in caplog.records if not r.name.startswith("django.db")]
    assert leaks("\n".join(said)) == []
    assert leaks(f"{held!r} {held}") == []
