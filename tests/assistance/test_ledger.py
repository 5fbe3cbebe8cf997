"""The ledger of assistance: entered, summed by currency, corrected by a newer entry."""

from decimal import Decimal

import pytest

from amparo.assistance import queries
from amparo.assistance.models import Assistance
from amparo.cases.models import Case
from tests.helpers import sign_in, statuses

SENT = {"service": "MedicalCare", "given_on": "2026-03-09"}
QUERIES = 14


@pytest.fixture
def url(town):
    return f"/assistance/{town.case.pk}/"


def test_who_opens_the_ledger(town, client, url):
    everyone = [*town.everyone, town.alba, town.fina]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404}
    assert statuses(client, url, everyone) == table
    correct = f"{url}{town.new_assistance().pk}/correct/"
    assert statuses(client, correct, everyone) == table


def test_an_entry_is_recorded_and_the_case_counts_as_assisted(town, client, url):
    sent = SENT | {"cost": "1200.50", "currency": "MXN", "provider": "Hospital Inventado"}
    assert sign_in(client, town.ana).post(url, sent).status_code == 302
    entry = Assistance.objects.get()
    assert (entry.cost, entry.currency) == (Decimal("1200.50"), "MXN")
    assert entry.provider == "Hospital Inventado"
    case = Case.objects.get()
    assert (case.is_assisted, str(case.assisted_on)) == (True, "2026-03-09")


def test_sums_stay_apart_by_currency(town):
    for cost, currency in ((450, "MXN"), (50, "MXN"), (30, "USD")):
        town.new_assistance(cost=cost, currency=currency)
    town.new_assistance()
    sums = {total.currency: total.cost for total in queries.totals(town.case)}
    assert sums == {"MXN": 500, "USD": 30}


def test_a_correction_counts_in_place_of_the_earlier_entry_which_stays(town, client, url):
    entry = town.new_assistance(cost=1200, currency="MXN")
    correct = f"{url}{entry.pk}/correct/"
    sign_in(client, town.ana)
    assert client.get(correct).context["form"].initial["cost"] == 1200
    client.post(correct, SENT | {"cost": "1250", "currency": "MXN"})
    assert [line.stands for line in queries.ledger(town.case)] == [True, False]
    (total,) = queries.totals(town.case)
    assert (total.cost, total.entries) == (1250, 1)
    again = client.post(correct, SENT)
    assert again.status_code == 403
    assert "corrected before" in again.content.decode()


def test_an_entry_of_another_case_is_not_there(town, client):
    entry = town.new_assistance()
    other = town.new_case()
    assert statuses(client, f"/assistance/{other.pk}/{entry.pk}/correct/", [town.ana]) == {
        "ana": 404
    }


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"given_on": "2999-01-01"}, "given_on"),
        ({"service": "Nothing"}, "service"),
        ({"cost": "12"}, "currency"),
        ({"cost": "-1", "currency": "MXN"}, "cost"),
        ({"cost": "NaN", "currency": "MXN"}, "cost"),
        ({"cost": "1e30", "currency": "MXN"}, "cost"),
        ({"note": "x" * 10_000_000}, "note"),
        ({"funder": "x" * 121}, "funder"),
        ({"provider": "a\x00b"}, "provider"),
    ],
)
def test_what_cannot_be_is_asked_again_and_given_back(town, client, url, changed, wrong):
    page = sign_in(client, town.ana).post(url, SENT | {"funder": "Proyecto Río"} | changed)
    assert page.context["form"].errors[wrong]
    assert not Assistance.objects.exists()
    if wrong != "funder":
        assert "Proyecto Río" in page.content.decode()


def test_the_currency_of_the_country_is_chosen_beforehand(town, client, url):
    page = sign_in(client, town.ana).get(url).content.decode()
    assert '<option value="MXN" selected>' in page


def test_a_currency_without_a_cost_says_nothing(town, client, url):
    sign_in(client, town.ana).post(url, SENT | {"currency": "USD"})
    assert Assistance.objects.get().currency == ""


def test_the_price_does_not_grow_with_the_ledger(town, client, url, django_assert_max_num_queries):
    for _ in range(6):
        town.new_assistance(cost=1, currency="MXN", provider="Refugio")
    sign_in(client, town.ana).get(url)
    with django_assert_max_num_queries(QUERIES):
        client.get(url)
