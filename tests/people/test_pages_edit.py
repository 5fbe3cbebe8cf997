"""Changing who a person is: confirmed, logged, and nothing lost between two members."""

import pytest

from amparo.people.models import Person
from tests.helpers import audit_events, sign_in, statuses


@pytest.fixture
def url(town):
    return f"/people/{town.case.person_id}/"


def held(client, url):
    form = client.get(url).context["form"]
    return {b.name: "" if b.value() in (None, False) else b.value() for b in form}


def test_who_changes_a_person(town, client, url):
    everyone = [*town.everyone, town.alba, town.fina, town.noe]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404}
    table |= {"alba": 200, "fina": 404, "noe": 404}
    assert statuses(client, url, everyone) == table


def test_it_is_shown_after_confirming_and_logged(town, client, url):
    assert sign_in(client, town.ana, confirmed=False).get(url).status_code == 302
    assert audit_events("identity_revealed") == []
    assert "Piedraluna" in sign_in(client, town.ana).get(url).content.decode()
    assert audit_events("identity_revealed")
    assert audit_events("person_opened")


def test_saving_without_a_change_changes_nothing(town, client, url):
    sign_in(client, town.ana)
    assert client.post(url, held(client, url)).status_code == 302
    assert Person.objects.get(pk=town.case.person_id).version == 1


def test_a_corrected_name_is_found_and_the_old_one_no_longer(town, client, url):
    sign_in(client, town.ana)
    answer = client.post(url, held(client, url) | {"given_names": "Nenúfar", "known_as": ""})
    assert answer["Location"] == f"{town.case.get_absolute_url()}?check=names"
    found = client.post("/cases/search/", {"words": "Nenúfar"}).context["found"]
    assert [each.line.case.pk for each in found] == [town.case.pk]
    assert client.post("/cases/search/", {"words": "Xquic"}).context["found"] == []


def test_the_second_sees_both_versions_and_loses_nothing(town, client, url):
    sign_in(client, town.ana)
    anas = held(client, url) | {"phone": "555-0111", "birth": "2012"}
    sign_in(client, town.alba)
    client.post(url, held(client, url) | {"phone": "555-0122", "citizenship_1": "HN"})
    page = sign_in(client, town.ana).post(url, anas)
    rows = {row.label: (row.theirs, row.mine) for row in page.context["differences"]}
    assert rows == {"Telephone": ("555-0122", "555-0111"), "Nationality": ("Honduras", "")}
    again = {b.name: b.value() or "" for b in page.context["form"]}
    assert client.post(url, again).status_code == 302
    person = Person.objects.get(pk=town.case.person_id)
    assert (person.phone, person.birth_date) == ("555-0111", "2012")
    assert person.citizenships == ["HN"]


def test_an_old_approximate_date_survives_a_change_of_something_else(town, client):
    for birth in ("2003~", "2003-03", "2003/2005", "2003-03-14"):
        case = town.new_case(person={"birth_date": birth, "birth_year": 2003})
        url = f"/people/{case.person_id}/"
        sign_in(client, town.ana)
        assert client.post(url, held(client, url) | {"phone": "555-0144"}).status_code == 302
        assert Person.objects.get(pk=case.person_id).birth_date == birth
