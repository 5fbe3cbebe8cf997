"""Keeping a draft without script, and getting it back on the same page."""

import pytest
from django.urls import reverse

from amparo.agencies import queries
from tests.helpers import sign_in

PAGE = "/components/"


@pytest.fixture
def ada(house, client):
    sign_in(client, house.ada)
    return house.ada


def keep(client, **more):
    sent = {"draft_form": "components", "draft_next": PAGE, "number": "K7", "password": "x"}
    return client.post(reverse("site:draft"), sent | more)


def test_the_button_leads_back_to_the_page_with_what_was_typed(ada, client):
    answer = keep(client)
    assert answer["Location"] == "/components/?draft=1"
    page = client.get(answer["Location"]).content.decode()
    assert 'value="K7"' in page
    assert "This is your draft" in page


def test_the_page_offers_a_draft_before_filling_it_in(ada, client):
    keep(client)
    page = client.get(PAGE).content.decode()
    assert "You have a draft of this form" in page
    assert 'value="K7"' not in page


def test_a_page_without_a_draft_offers_none(ada, client):
    assert "draft of this form" not in client.get(PAGE).content.decode()


def test_passwords_are_not_kept(ada, client):
    keep(client, new_password1="y", api_secret="z")
    assert queries.draft(ada, "components")["content"] == {"number": ["K7"]}


def test_a_draft_can_be_thrown_away(ada, client):
    keep(client)
    assert keep(client, draft_forget="1")["Location"] == PAGE
    assert queries.draft(ada, "components") is None


def test_asking_twice_does_not_pile_up(ada, client):
    assert keep(client, draft_next="/components/?page=2&draft=1")["Location"] == (
        "/components/?page=2&draft=1"
    )


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_the_button_never_leads_out_of_the_site(ada, client, elsewhere):
    assert keep(client, draft_next=elsewhere)["Location"] == "/?draft=1"


def test_the_script_gets_silence(ada, client):
    assert keep(client, draft_quiet="1").status_code == 204


def test_a_draft_needs_the_name_of_its_form(ada, client):
    assert client.post(reverse("site:draft"), {"number": "K7"}).status_code == 400
    assert keep(client, draft_form="x" * 201).status_code == 400


def test_a_text_too_long_is_said_and_nothing_kept(ada, client):
    answer = keep(client, note="x" * 2_000_001)
    assert answer["Location"] == PAGE
    assert queries.draft(ada, "components") is None
    assert "nothing was kept" in client.get(PAGE).content.decode()
