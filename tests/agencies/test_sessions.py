"""How long a session lives, and that a role which opens cases has a second factor."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from amparo.core import clock
from tests.helpers import audit_events, sign_in


@pytest.fixture
def time(monkeypatch):
    """A clock that only moves when told to."""

    class Time:
        now = clock.now()

        def pass_by(self, **parts):
            self.now += timedelta(**parts)

    time = Time()
    monkeypatch.setattr(clock, "now", lambda: time.now)
    return time


def works(client) -> bool:
    """Typing goes on: the answer is 204 as long as the session lives."""
    answer = client.post(reverse("site:draft"), {"draft_form": "x", "a": "1"})
    assert answer.status_code in (204, 302)
    return answer.status_code == 204


@pytest.mark.parametrize(("idle", "lives"), [(600, True), (601, False)])
def test_ten_idle_minutes_end_a_session(house, client, time, idle, lives):
    sign_in(client, house.ana)
    assert works(client)
    time.pass_by(seconds=idle)
    assert works(client) == lives


def test_typing_counts_as_activity(house, client, time):
    sign_in(client, house.ana)
    for _ in range(12):
        assert works(client)
        time.pass_by(minutes=5)
    assert works(client)


def test_eight_hours_end_even_a_busy_session(house, client, time):
    sign_in(client, house.ana)
    for _ in range(8 * 12):
        assert works(client)
        time.pass_by(minutes=5)
    assert works(client)
    time.pass_by(seconds=1)
    assert not works(client)


def test_an_ended_session_leads_to_the_door_and_back(house, client, time):
    sign_in(client, house.ana)
    assert works(client)
    time.pass_by(minutes=11)
    answer = client.get("/roles/")
    assert answer["Location"] == "/account/login/?next=%2Froles%2F"
    assert client.get("/roles/")["Location"].startswith("/account/login/")


def test_the_address_to_come_back_to_cannot_carry_more_than_a_path(house, client, time):
    sign_in(client, house.ana)
    assert works(client)
    time.pass_by(minutes=11)
    answer = client.get("/x%26next=//elsewhere.example/")
    assert "&" not in answer["Location"]


def test_signing_in_again_begins_a_new_session(house, client, time):
    sign_in(client, house.ana)
    assert works(client)
    time.pass_by(hours=9)
    assert not works(client)
    sign_in(client, house.ana)
    assert works(client)


def bare(client, member):
    sign_in(client, member)
    session = client.session
    del session["has_second_factor"]
    session.save()
    return client


@pytest.mark.parametrize("name", ["ana", "alba", "bruno"])
def test_a_role_that_opens_cases_sets_up_a_second_factor_first(house, client, name):
    bare(client, getattr(house, name))
    for address in ("/", "/roles/", reverse("site:draft")):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, reverse("account_first_factor"))


def test_a_role_without_cases_works_without_one(house, client):
    bare(client, house.noe)
    assert works(client)


def test_recovery_codes_alone_are_no_second_factor(house, client):
    Authenticator.objects.create(user=house.ana, type="recovery_codes", data={})
    bare(client, house.ana)
    assert not works(client)


def test_a_member_with_a_factor_goes_on(house, client):
    Authenticator.objects.create(user=house.ana, type="totp", data={"secret": "x"})
    bare(client, house.ana)
    assert works(client)


@pytest.mark.django_db(transaction=True)
def test_whoever_takes_her_only_factor_away_is_refused_and_works_on(house, client):
    from amparo.agencies import actions, queries

    actions.give_totp(by=house.ada, member=house.ana, secret="JBSWY3DPEHPK3PXP")
    sign_in(client, house.ana)
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 403
    assert queries.has_second_factor(house.ana)
    assert works(client)
    assert "factor_removed" not in [event.verb for event in audit_events()]
