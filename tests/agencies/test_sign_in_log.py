"""Sign-ins, factors and refusals are logged; what somebody tried to be called never is."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from amparo.agencies import actions, adapters
from tests.agencies.conftest import PASSWORD
from tests.helpers import audit_events, sign_in

SECRET = "JBSWY3DPEHPK3PXP"


def attempt(client, username, password):
    sent = {"login": username, "password": password}
    return client.post(reverse("account_login"), sent)


def test_a_sign_in_is_logged(house, client):
    assert attempt(client, "noe", PASSWORD).status_code == 302
    event = audit_events("signed_in")[0]
    assert event.actor == str(house.noe.id)


def test_a_refused_sign_in_keeps_no_name(house, client):
    assert attempt(client, "sirena-inventada", "x").status_code == 200
    assert attempt(client, "ana", "palabra-equivocada").status_code == 200
    refused = audit_events("sign_in_refused")
    assert [event.actor for event in refused] == ["nobody", "nobody"]
    everything = str([vars(event) for event in audit_events()])
    for typed in ("sirena", "equivocada", str(house.ana.id) + "x"):
        assert typed not in everything


def test_a_password_alone_does_not_sign_in_whoever_has_a_factor(house, client):
    actions.give_totp(by=house.ada, member=house.ana, secret=SECRET)
    answer = attempt(client, "ana", PASSWORD)
    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get("/roles/")["Location"].startswith("/account/login/")
    assert audit_events("signed_in") == []


@pytest.mark.parametrize(("shift", "status"), [(0, 302), (1, 200)])
def test_the_second_factor_decides(house, client, shift, status):
    from allauth.mfa.totp.internal import auth

    actions.give_totp(by=house.ada, member=house.ana, secret=SECRET)
    attempt(client, "ana", PASSWORD)
    counter = next(auth.yield_hotp_counters_from_time())
    code = (auth.hotp_value(SECRET, counter) + shift) % 10**6
    answer = client.post(reverse("mfa_authenticate"), {"code": f"{code:06}"})
    assert answer.status_code == status
    assert len(audit_events("signed_in")) == (status == 302)


def test_the_secret_of_a_factor_lies_sealed(house):
    actions.give_totp(by=house.ada, member=house.ana, secret=SECRET)
    assert SECRET not in str(Authenticator.objects.values().get())
    assert audit_events("factor_added")[0].about_id == str(house.ana.pk)


def test_five_wrong_passwords_close_the_door_for_a_while(house, client):
    for _ in range(5):
        attempt(client, "noe", "palabra-equivocada")
    attempt(client, "noe", PASSWORD)
    assert audit_events("signed_in") == []


def test_nobody_signs_up_alone(client, db):
    assert client.get("/account/signup/").status_code in (302, 404)
    assert not adapters.AccountAdapter().is_open_for_signup(None)


def test_signing_out_is_logged(house, client):
    sign_in(client, house.noe)
    client.post(reverse("account_logout"))
    assert audit_events()[-1].verb == "signed_out"
    assert client.get("/roles/").status_code == 302
