"""Search: by name within one's own cases, by number, and without a trace of what was asked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amparo.cases import queries
from amparo.people.actions import relations
from tests.helpers import audit_events, sign_in, statuses

URL = "/cases/search/"
QUERIES = 22


def found(client, words):
    return [each.line.case.pk for each in client.post(URL, {"words": words}).context["found"]]


def test_who_searches(town, client):
    table = {"nobody": 302, "ana": 200, "bruno": 200, "celia": 200, "noe": 403, "fina": 403}
    everyone = [*town.everyone, town.noe, town.fina]
    assert statuses(client, URL, everyone) == table
    assert statuses(client, URL, everyone, method="post", data={"words": "a"}) == table


@pytest.mark.parametrize("words", ["Xquic Piedraluna", "xquik", "Piedaluna", "Nubarron", "piedr"])
def test_a_name_is_found_misspelt_and_incomplete_by_her_team_alone(town, client, words):
    assert found(sign_in(client, town.ana), words) == [town.case.pk]
    assert found(sign_in(client, town.alba), words) == [town.case.pk]
    for stranger in (town.bruno, town.celia):
        assert found(sign_in(client, stranger), words) == []


def test_who_is_not_on_the_team_does_not_find_it_in_her_own_agency(town, client):
    albas = town.new_case(by=town.alba, person={"given_names": "Nenúfar"})
    assert found(sign_in(client, town.ana), "Nenúfar") == []
    assert found(sign_in(client, town.alba), "Nenúfar") == [albas.pk]


@pytest.mark.parametrize("few", [2, 3])
def test_a_team_of_few_people_and_of_many_finds_the_same(town, client, monkeypatch, few):
    """Few are named to the ranking; of many, the best are asked about. Ana has three cases."""
    monkeypatch.setattr(queries.case, "FEW", few)
    theirs = [town.new_case(person={"given_names": "Nenúfar", "known_as": w}) for w in ("A", "B")]
    town.new_case(by=town.alba, person={"given_names": "Nenúfar"})
    small = few == 3
    with CaptureQueriesContext(connection) as asked:
        assert set(found(sign_in(client, town.ana), "Nenufar")) == {case.pk for case in theirs}
    of_places = [each["sql"] for each in asked if "people_name_place" in each["sql"]]
    assert any("EXISTS" in sql for sql in of_places) == (not small)


def test_a_number_is_found_however_it_is_typed(town, client):
    sign_in(client, town.ana)
    number = town.case.shown_number
    for typed in (number, number.lower(), number.replace("-", ""), f" {number} "):
        assert found(client, typed) == [town.case.pk]
    assert found(sign_in(client, town.bruno), number) == []


def test_hidden_people_are_found_by_number_and_never_by_name(town, client):
    hide = {"hidden": True, "reason": "Her cousin searches here."}
    relations.hide_from_search(by=town.ana, person=town.case.person, **hide)
    sign_in(client, town.ana)
    assert found(client, "Xquic Piedraluna") == []
    assert found(client, town.case.shown_number) == [town.case.pk]


def test_names_are_shown_after_confirming_alone_and_each_is_logged(town, client):
    page = sign_in(client, town.ana, confirmed=False).post(URL, {"words": "Xquic"})
    assert town.case.shown_number in page.content.decode()
    assert "Piedraluna" not in page.content.decode()
    assert audit_events("identity_revealed") == []
    page = sign_in(client, town.ana).post(URL, {"words": "Xquic"})
    assert "Xquic Piedraluna Nubarrón" in page.content.decode()
    (event,) = audit_events("identity_revealed")
    assert event.person == str(town.case.person_id)


def test_what_was_asked_is_in_no_log_and_no_address(town, client, caplog):
    page = sign_in(client, town.ana).post(URL, {"words": "Verbena Secreta"})
    (event,) = audit_events("searched")
    assert event.detail == '{"by": "name", "found": 0}'
    assert "Verbena" not in caplog.text
    assert 'method="post"' in page.content.decode()
    # Words in an address are not read at all.
    assert "found" not in client.get(f"{URL}?words=Xquic").context


@pytest.mark.parametrize("words", ["", "   ", "\x00", "😀", "' or 1=1 --", "%", "x" * 201])
def test_odd_words_are_no_error(town, client, words):
    assert sign_in(client, town.ana).post(URL, {"words": words}).status_code == 200


def test_the_price_does_not_grow_with_the_answers(town, client, django_assert_max_num_queries):
    for _ in range(4):
        town.new_case(person={"given_names": "Xquic", "paternal_surname": "Piedraluna"})
    sign_in(client, town.ana)
    found(client, "Xquic")
    with django_assert_max_num_queries(QUERIES):
        assert len(found(client, "Xquic")) == 5
