"""Identity: shown after confirming who asks, and logged field by field."""

import json

import pytest

from tests.helpers import audit_events, sign_in, statuses


@pytest.fixture
def url(town):
    return f"{town.case.get_absolute_url()}identity/"


def test_who_sees_an_identity(town, client, url):
    everyone = [*town.everyone, town.alba, town.fina]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404}
    assert statuses(client, url, everyone) == table


def test_signing_in_counts_as_the_first_confirmation(town, client, url):
    page = sign_in(client, town.ana).get(url).content.decode()
    assert "Xquic Piedraluna Nubarrón" in page
    assert "Calle Inventada 7" in page


def test_later_it_must_be_confirmed_again_and_nothing_is_shown_or_logged(town, client, url):
    answer = sign_in(client, town.ana, confirmed=False).get(url)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/reauthenticate/?next=")
    assert audit_events("identity_revealed") == []


def test_confirming_by_password_opens_it(town, client, url):
    sign_in(client, town.ana, confirmed=False)
    door = client.get(url)["Location"]
    answer = client.post(door, {"password": "ana crosses the river"}, follow=True)
    assert "Xquic Piedraluna Nubarrón" in answer.content.decode()


def test_a_confirmation_of_somebody_else_does_not_count(town, client, url):
    sign_in(client, town.ana)
    session = client.session
    session["account_authentication_methods_user"] = str(town.bruno.pk)
    session.save()
    assert client.get(url).status_code == 302


def test_the_log_names_the_fields_and_not_what_they_say(town, client, url):
    sign_in(client, town.ana).get(url)
    (event,) = audit_events("identity_revealed")
    assert event.person == str(town.case.person_id)
    assert "given_names" in json.loads(event.fields)
    assert "Xquic" not in event.fields + event.detail


@pytest.mark.parametrize("method", ["get", "head", "options", "post", "put", "patch", "delete"])
def test_no_method_is_a_way_round_the_question(town, client, method):
    """Somebody at an unlocked computer has every method, and no password."""
    sign_in(client, town.ana, confirmed=False)
    case = town.case.get_absolute_url()
    for address in (
        f"{case}identity/",
        f"{case}print/identity/",
        f"/people/{town.case.person_id}/",
    ):
        answer = getattr(client, method)(address)
        assert answer.status_code in (302, 405), address
        for word in ("Xquic", "Piedraluna", "Nubarr", "Inventada"):
            assert word not in answer.content.decode(), address
    assert audit_events("identity_revealed") == []


def test_what_a_colleague_wrote_is_shown_only_after_confirming(town, client):
    from amparo.people import actions

    address = f"/people/{town.case.person_id}/"
    page = sign_in(client, town.ana).get(address)
    typed = {name: value for name, value in _initial(page).items() if value is not None}
    person = town.case.person
    actions.revise(by=town.alba, person=person, seen_version=person.version, given_names="Ixmucané")
    sign_in(client, town.ana, confirmed=False)
    answer = client.post(address, typed | {"given_names": "Xquic María"})
    assert answer.status_code == 302
    assert answer["Location"] == f"{address}?draft=1"
    sign_in(client, town.ana)
    again = client.get(answer["Location"]).content.decode()
    assert "Xquic María" in again


def _initial(page):
    form = page.context["form"]
    return {bound.html_name: bound.value() for bound in form}
