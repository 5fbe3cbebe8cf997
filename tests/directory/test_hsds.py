"""In and out in the shape of HSDS 3.2. The round trip is proven by the schema of the standard."""

import io
import json
from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from amparo.core import clock
from amparo.core.errors import BadInput
from amparo.directory import access, jobs
from amparo.directory.actions import bringing as actions
from amparo.directory.actions import capacity, service
from amparo.directory.hsds import proving, reading, writing
from amparo.directory.models import Bringing, Service
from amparo.directory.queries import bringing as queries
from amparo.directory.queries import service as services
from amparo.organisations.models import Organisation
from tests.directory.conftest import LEAKS, PUERTO_VALLARTA, STREET
from tests.helpers import as_if, audit_events, sign_in

WHOLE = {
    "alias": "Ventanilla", "status": "temporarily closed", "description": "Escucha.",
    "eligibility": "Quien lo pida.", "minimum_age": 12, "maximum_age": 29,
    "documents": "acta\nfoto", "cost": 0, "fees": "gratis", "how_to_ask": "Llame.",
    "day_and_night": True, "street": "Calle 5", "postal_code": "48300", "latitude": 20.65,
    "longitude": -105.22, "phone": "555-0100", "email": "a@b.example",
    "website": "https://b.example/", "referral_phone": "555-0101", "referral_email": "c@b.example",
    "needs": ["Legal", "MedicalCare"], "languages": ["es", "mam"], "groups": ["girls", "lgbti"],
    "hours": [("MO,TU", time(9), time(15)), ("SA", time(10), None)],
}  # fmt: skip
OF_NEW = {"sector": "social", "level": "municipal"}


def least(**more):
    """The least that the standard asks for, and a place."""
    return {
        "id": str(uuid4()), "name": "Oficina de allá", "status": "active",
        "organization": {"id": str(uuid4()), "name": "Otra casa", "description": "-"},
        "service_areas": [{"id": str(uuid4()), "name": "Puerto Vallarta, Jalisco, México"}],
    } | more  # fmt: skip


def located(street=STREET):
    address = {
        "id": str(uuid4()), "address_1": street, "city": "Puerto Vallarta",
        "state_province": "Jalisco", "postal_code": "48399", "country": "MX",
        "address_type": "physical",
    }  # fmt: skip
    place = {"id": str(uuid4()), "location_type": "physical", "addresses": [address]}
    return [{"id": str(uuid4()), "location": place}]


def file(*entries):
    return json.dumps({"contents": list(entries)}).encode()


def bring(by, *entries):
    held = actions.hold(by=by, content=file(*entries))
    return actions.bring(by=by, bringing=held, **OF_NEW)


def facts(held):
    kept = {name: getattr(held, name) for name in WHOLE if hasattr(held, name)}
    kept |= services.codes_of(held) | {"name": held.name, "place": held.place_id}
    kept |= {"hours": list(held.schedules.values_list("days", "opens_at", "closes_at"))}
    kept |= {"free": list(held.capacities.values_list("group", "available", "maximum", "said_at"))}
    return kept | {"whose": held.organisation.name, "verified": held.verified_on}


def out(tier="network"):
    return writing.whole(services.leaving(Service.objects.all(), tier))


def test_what_goes_out_comes_back_the_same(guide):
    held = guide.service(**WHOLE)
    service.verify(by=guide.office.sara, service=held)
    capacity.say(by=guide.office.sara, service=held, said={"girls": (1, 4), "lgbti": (0, None)})
    before, written = facts(Service.objects.get()), out()
    assert [proving.wrongs(each) for each in json.loads(written)["contents"]] == [[]]
    Service.objects.all().delete()
    held = actions.hold(by=guide.office.sara, content=written.encode())
    preview = actions.bring(by=guide.office.sara, bringing=held, **OF_NEW)
    assert (preview.new, preview.here, preview.wrong) == (1, 0, 0)
    assert preview.lines[0].entry.left_out == []
    assert facts(Service.objects.get()) == before
    again = json.loads(out())["contents"][0]
    first = json.loads(written)["contents"][0]
    assert again | {"last_modified": ""} == first | {"last_modified": ""}
    assert not Bringing.objects.exists()


def test_what_is_here_already_is_left_as_it_is(guide):
    guide.service(**WHOLE)
    held = actions.hold(by=guide.office.sara, content=out().encode())
    service_ = Service.objects.get()
    Service.objects.filter(pk=service_.pk).update(name="Nombre nuevo")
    preview = actions.bring(by=guide.office.sara, bringing=held, **OF_NEW)
    assert (preview.new, preview.here) == (0, 1)
    assert Service.objects.get().name == "Nombre nuevo"


@pytest.mark.parametrize("tier", ["public", "network"])
def test_no_sealed_service_is_in_any_file(guide, client, tier, capsys):
    guide.shelter()
    guide.service("Abogada", by=guide.office.sara)
    sign_in(client, guide.town.alba)
    answer = client.post("/directory/take-out/", {"tier": tier})
    stdout = io.StringIO()
    call_command("directory", "export", "--tier", tier, stdout=stdout, stderr=io.StringIO())
    for text in (answer.content.decode(), stdout.getvalue()):
        assert "Casa de noche" not in text
        assert [each for each in LEAKS if each in text] == []
        assert ("Abogada" in text) == (tier == "network")
    assert len(audit_events("directory_taken_out")) == 2
    assert client.post("/directory/take-out/", {"tier": "sealed"}).status_code == 404
    with pytest.raises(writing.Sealed):
        writing.entry(Service.objects.get(tier="sealed"))


def test_only_what_is_public_leaves_as_public(guide):
    one = guide.service("Abogada")
    guide.service("Clínica")
    service.set_tier(by=guide.office.sara, service=one, tier="public", confirmed=True)
    assert [each["name"] for each in json.loads(out("public"))["contents"]] == ["Abogada"]
    assert len(json.loads(out())["contents"]) == 2


def test_errors_say_which_entry_and_why_and_quote_nothing(guide, client):
    secret = "Zarzamora 4711"
    wrong = [
        ({"id": "no uuid " + secret}, "id: this is not in the form that uuid"),
        ({"status": secret}, "status: only these are allowed here: active"),
        ({"name": 5}, "name: this must be of type string"),
        ({"last_modified": secret}, "last_modified: this is not in the form that date-time"),
        ({"url": secret}, "url: this is not in the form that uri"),
        ({"phones": [{"id": str(uuid4())}]}, "phones/0: “number” is missing"),
        ({"service_areas": []}, "no municipality, state or country"),
        ({"organization": None}, "organization: this must be of type object"),
        ({"minimum_age": 18, "maximum_age": 3}, "no span of ages"),
        ({"fees_description": "x" * 201}, "fees: this is too long"),
    ]
    entries = [least(**more) for more, _said in wrong]
    sign_in(client, guide.office.sara)
    sent = SimpleUploadedFile("servicios.json", file(*entries, least()))
    url = client.post("/directory/bring/", {"file": sent}).url
    page = client.get(url).content.decode()
    for number, (more, said) in enumerate(wrong, start=1):
        assert f"{number}. " in page
        assert said in page.replace("&quot;", '"'), (more, said)
    assert secret not in page
    assert "New: 1." in page
    client.post(url, OF_NEW)
    assert [each.name for each in Service.objects.all()] == ["Oficina de allá"]


def test_what_is_not_kept_is_named(guide):
    person = {"id": str(uuid4()), "name": "Ann Persona", "email": "ann@b.example"}
    entry = least(
        contacts=[person], funding=[{"id": str(uuid4()), "source": "x"}],
        languages=[{"id": str(uuid4()), "name": "Klingon"}], accreditations="x",
        schedules=[{"id": str(uuid4()), "freq": "MONTHLY", "byday": "2MO"}],
        cost_options=[{"id": str(uuid4()), "amount": 5, "currency": "usd"}],
        url="ftp://b.example/",
    )  # fmt: skip
    preview = bring(guide.office.sara, entry)
    assert set(preview.lines[0].entry.left_out) == {
        "contacts", "funding", "languages: Klingon", "accreditations", "schedules", "cost_options",
        "url",
    }  # fmt: skip
    assert "Persona" not in str(facts(Service.objects.get()))


def test_an_organisation_is_matched_or_made_and_then_never_verified(guide):
    today = clock.today().isoformat()
    known = least(organization={"id": str(uuid4()), "name": "DIF INVENTADO", "description": "-"})
    dif = guide.dif
    preview = bring(guide.office.sara, known | {"assured_date": today}, least(assured_date=today))
    assert (preview.new, preview.new_organisations) == (2, 1)
    one, other = (
        Service.objects.get(organisation__words=w) for w in ("dif inventado", "otra casa")
    )
    assert (one.organisation, one.verified_on) == (dif, clock.today())
    assert (other.organisation.sector, other.verified_on) == ("social", None)
    assert Organisation.objects.count() == 2


@pytest.mark.parametrize(
    "more",
    [
        {"attributes": [{"id": str(uuid4()), "taxonomy_term": {
            "id": str(uuid4()), "name": "Shelter", "description": "-"}}]},
        {"name": "Albergue de allá", "alternate_name": "Casa grande"},
        {"description": "Un refugio con jardín.", "alternate_name": "Casa grande"},
    ],
)  # fmt: skip
def test_what_gives_shelter_comes_in_sealed(guide, more):
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    entry = least(service_at_locations=located(), assured_date=tomorrow, **more)
    preview = bring(guide.office.sara, entry)
    assert preview.lines[0].entry.wrong == []
    held = Service.objects.get()
    assert (held.tier, held.street, held.place_id) == ("sealed", "", "MX-JAL")
    assert held.name in ("Shelter in Jalisco", "Casa grande")
    assert access.whereabouts(guide.office.sara, held).street == STREET
    assert access.whereabouts(guide.town.bruno, held) is None
    assert held.organisation.place_id == "MX-JAL"
    assert json.loads(out())["contents"] == []


def test_a_shelter_whose_words_give_it_away_does_not_come_in(guide):
    entry = least(name="Albergue", description="En Calle Zarzamora.", alternate_name="Casa grande",
                  service_at_locations=located())  # fmt: skip
    preview = bring(guide.office.sara, entry)
    assert "would say where" in preview.lines[0].entry.wrong[0]
    assert not Service.objects.exists()


def test_a_file_waits_sealed_for_its_own_agency(guide, client):
    sign_in(client, guide.office.sara)
    sent = SimpleUploadedFile("s.json", file(least(service_at_locations=located())))
    url = client.post("/directory/bring/", {"file": sent}).url
    held = Bringing.objects.get()
    assert b"Zarzamora" not in bytes(held.sealed)
    for member in (guide.town.alba, guide.town.ana, guide.town.bruno):
        assert sign_in(client, member).get(url).status_code == 404, member
    sign_in(client, guide.office.sara).post(url, {"drop": "1"})
    assert (Bringing.objects.count(), Service.objects.count()) == (0, 0)


def test_a_file_that_nobody_came_back_to_is_forgotten_after_a_day(guide):
    old, young = (actions.hold(by=guide.office.sara, content=file(least())) for _ in range(2))
    now = clock.now()
    as_if(old, brought_at=now - jobs.KEPT - timedelta(minutes=1))
    as_if(young, brought_at=now - jobs.KEPT + timedelta(minutes=1))
    jobs.drop_stale_files_of_services()
    assert list(Bringing.objects.all()) == [young]
    assert len(audit_events("directory_dropped")) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<xml>", "not a JSON file"),
        (b"\xff\xfe", "not a JSON file"),
        (b'[{"minimum_age": NaN}]', "not a JSON file"),
        (b"[]", "no list of services"),
        (b'"x"', "no list of services"),
        (b'["a\\u0000"]', "no text holds"),
        (b"[" + b"1," * 2000 + b"1]", "2001 services; 2000"),
    ],
)
def test_what_is_no_such_file_is_said(guide, client, content, said):
    with pytest.raises(BadInput, match=said):
        reading.read(content)
    sign_in(client, guide.office.sara)
    page = client.post("/directory/bring/", {"file": SimpleUploadedFile("s.json", content)})
    assert said in page.content.decode()
    assert not Bringing.objects.exists()


def test_a_caseworker_brings_nothing_in(guide, client):
    sign_in(client, guide.town.ana)
    sent = SimpleUploadedFile("s.json", file(least()))
    assert client.post("/directory/bring/", {"file": sent}).status_code == 403
    assert not Bringing.objects.exists()


def test_an_id_stands_in_a_file_once(guide):
    entry = least()
    preview = queries.looked_at(file(entry, entry), by=guide.office.sara)
    assert [line.outcome for line in preview.lines] == ["new", "wrong"]


def test_the_place_is_read_from_the_address_where_no_area_is_named(guide):
    entry = least(service_at_locations=located("Calle 5"), service_areas=[])
    bring(guide.office.sara, entry)
    held = Service.objects.get()
    assert (held.place_id, held.street, held.postal_code) == (PUERTO_VALLARTA, "Calle 5", "48399")
