"""Who identified and who assists: in people, each once, of the cases that open to a coordinator."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from amparo.cases import actions
from amparo.cases.actions.training import record_training
from tests.helpers import sign_in, statuses


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def identified(town, country):
    record_training(
        by=town.alba, member=town.ana, procedure="palermo-1", trained_on=date(2026, 1, 8),
        trained_by="Institute", valid_until=date(2099, 1, 8),
    )  # fmt: skip
    actions.store_decision(
        by=town.ana, case=town.case, kind="official", outcome="identified",
        body="CourtOrProsecution",
        country=country, decided_on=date(2026, 3, 2), procedure_version="palermo-1",
        reasons="It rests on what was found.",
    )  # fmt: skip


def test_who_opens_the_page(town, client):
    url = reverse("cases:attribution")
    everyone = [*town.everyone, town.alba, town.fina, town.noe]
    assert statuses(client, url, everyone) == {
        "nobody": 302, "ana": 404, "bruno": 404, "celia": 404, "alba": 200, "fina": 404, "noe": 404,
    }  # fmt: skip


def test_identified_there_and_assisted_here_adds_one_and_nothing_to_identified_here(town, client):
    """CAS-23."""
    identified(town, "US")
    town.new_assistance()
    sign_in(client, town.alba)
    page = client.get(reverse("cases:attribution"))
    found = page.context["found"]
    assert (found.union, found.assisted, found.identified_in) == (1, 1, {"US": 1})
    assert "Mexico" not in page.content.decode().split("<main")[1]
    assert reverse("cases:attribution") in client.get(reverse("cases:procedures")).content.decode()


def test_a_childs_file_that_does_not_open_to_her_is_not_in_it(town, client):
    town.new_case(person={"birth_date": "2015-01-02", "birth_year": 2015}, is_assisted=True)
    sign_in(client, town.alba)
    assert client.get(reverse("cases:attribution")).context["found"].union == 0
