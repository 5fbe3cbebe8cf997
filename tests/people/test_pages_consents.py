"""Consents: asked one by one, shown as what each recipient would see, withdrawn at once."""

from datetime import date, timedelta

import pytest

from amparo.core import clock
from amparo.people import queries
from amparo.people.models import Consent
from tests.helpers import sign_in, statuses

SENT = {
    "purpose": "referral",
    "block": "health",
    "recipient": "hospital",
    "recipient_name": "Hospital Inventado",
    "answer": "granted",
    "language": "quc",
    "interpreter": "on",
    "how": "spoken",
    "notice_version": "2026-11",
}
QUERIES = 19


@pytest.fixture
def url(town):
    return f"/people/{town.case.person_id}/consents/"


def seen(client, url):
    return {s.recipient: s.blocks for s in client.get(url).context["recipients"]}


def test_who_opens_the_consents(town, client, url):
    everyone = [*town.everyone, town.alba, town.fina]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404}
    assert statuses(client, url, everyone) == table
    withdraw = f"{url}{town.new_consent().pk}/withdraw/"
    table = {"nobody": 302, "bruno": 404, "celia": 404, "fina": 404, "ana": 302, "alba": 403}
    everyone = [None, town.bruno, town.celia, town.fina, town.ana, town.alba]
    assert statuses(client, withdraw, everyone, method="post") == table


def test_an_answer_is_recorded_and_decides_what_a_recipient_would_see(town, client, url):
    sign_in(client, town.ana)
    assert seen(client, url)["Hospital or clinic"] == []
    assert client.post(url, SENT | {"given_on": "2026-03-02"}).status_code == 302
    consent = Consent.objects.get()
    assert (consent.language, consent.interpreter, consent.how) == ("quc", True, "spoken")
    assert (consent.explained_by, consent.given_on) == (town.ana, date(2026, 3, 2))
    after = seen(client, url)
    assert after["Hospital or clinic: Hospital Inventado"] == ["Health"]
    assert after["Prosecutor"] == []


def test_a_withdrawal_holds_from_the_next_page_on(town, client, url):
    consent = town.new_consent()
    sign_in(client, town.ana)
    assert seen(client, url)["Statistics of the programme"] == ["Coded facts without identity"]
    client.post(f"{url}{consent.pk}/withdraw/")
    assert seen(client, url)["Statistics of the programme"] == []
    again = client.post(f"{url}{consent.pk}/withdraw/")
    assert again.status_code == 403
    assert "withdrawn before" in again.content.decode()


def test_a_consent_lives_through_its_last_day(town):
    today = clock.today()
    given = {"given_on": today - timedelta(days=9)}
    town.new_consent(**given, expires_on=today)
    town.new_consent(**given, expires_on=today - timedelta(days=1))
    lines = queries.consent_lines(town.case.person, on=today)
    assert sorted(line.standing for line in lines) == ["expired", "live"]


def test_a_later_no_takes_back_the_earlier_yes_to_the_same_question_alone(town):
    same = town.new_consent()
    other = town.new_consent(purpose="research")
    town.new_consent(answer="refused")
    assert Consent.objects.get(pk=same.pk).withdrawn_at is not None
    assert Consent.objects.get(pk=other.pk).withdrawn_at is None


def test_a_no_to_one_hospital_leaves_the_yes_to_another(town):
    to_hospital = {"purpose": "referral", "block": "health", "recipient": "hospital"}
    one = town.new_consent(**to_hospital, recipient_name="Hospital Uno")
    two = town.new_consent(**to_hospital, recipient_name="Hospital Dos")
    town.new_consent(**to_hospital, recipient_name="Hospital Uno", answer="refused")
    assert Consent.objects.get(pk=one.pk).withdrawn_at is not None
    assert Consent.objects.get(pk=two.pk).withdrawn_at is None


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"given_on": "2999-01-01"}, "given_on"),
        ({"given_on": "2026-03-02", "expires_on": "2026-03-01"}, "expires_on"),
        ({"recipient": "other", "recipient_name": ""}, "recipient_name"),
        ({"answer": ""}, "answer"),
        ({"recipient_name": "x" * 10_000_000}, "recipient_name"),
        ({"notice_version": "1999-01"}, "notice_version"),
    ],
)
def test_what_cannot_be_is_asked_again(town, client, url, changed, wrong):
    page = sign_in(client, town.ana).post(url, SENT | changed)
    assert page.context["form"].errors[wrong]
    assert not Consent.objects.exists()


def test_the_price_does_not_grow_with_the_answers(town, client, url, django_assert_max_num_queries):
    for _ in range(5):
        town.new_consent(recipient_name="Somebody")
    sign_in(client, town.ana).get(url)
    with django_assert_max_num_queries(QUERIES):
        client.get(url)


def test_a_length_becomes_a_last_day_and_four_answers_are_typed_quickly(town, client, url):
    sign_in(client, town.ana)
    today = clock.today()
    client.post(url, SENT | {"lasts": "30", "given_on": today.isoformat()})
    assert Consent.objects.get().expires_on == today + timedelta(days=30)
    first = client.get(url).context["form"].initial
    assert (first["language"], first["interpreter"], first["how"]) == ("quc", True, "spoken")
    both = client.post(url, SENT | {"lasts": "30", "expires_on": today.isoformat()})
    assert both.context["form"].errors["expires_on"]


def test_a_no_may_be_about_everything_and_a_yes_may_not(town, client, url):
    sign_in(client, town.ana)
    town.new_consent(purpose="justice", block="event", recipient="prosecutor")
    everything = {"purpose": "any", "block": "all", "recipient": "prosecutor"}
    page = client.post(url, SENT | everything | {"recipient_name": ""})
    assert "Only a no can be about everything" in page.content.decode()
    assert seen(client, url)["Prosecutor"] == ["What happened"]
    client.post(url, SENT | everything | {"recipient_name": "", "answer": "refused"})
    assert seen(client, url)["Prosecutor"] == []
    assert Consent.objects.filter(withdrawn_at__isnull=False).count() == 1
    assert "She said no" in client.get(url).content.decode()
