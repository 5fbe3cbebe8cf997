"""Sign-ins, factors and refusals are logged; what somebody tried to be called never is."""

import hashlib
import json
import secrets

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

from amparo.agencies import actions, adapters, queries
from amparo.agencies.adapters import AccountAdapter
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


@pytest.mark.parametrize("host", ["testserver:{}", "testserver"])
def test_neither_another_port_nor_another_spelling_opens_it_again(house, client, host):
    """The browser says what the host is called, and a database finds her by more than one word."""
    spellings = ["noe", "NOE", "Noe", "nOe", "noE", "NOe"]
    for number, name in enumerate(spellings):
        client.defaults["HTTP_HOST"] = host.format(number + 1)
        attempt(client, name, "palabra-equivocada")
    client.defaults["HTTP_HOST"] = host.format(99)
    attempt(client, "noe", PASSWORD)
    assert audit_events("signed_in") == []


def test_letters_that_a_database_takes_for_one_count_as_one():
    key = AccountAdapter()._get_login_attempts_cache_key
    assert key(None, username="ro\u017fa") == key(None, username="ROSA")
    assert key(None, username="l\u0131l\u0131") == key(None, username="lili")


def test_nobody_signs_up_alone(client, db):
    assert client.get("/account/signup/").status_code in (302, 404)
    assert not adapters.AccountAdapter().is_open_for_signup(None)


def test_signing_out_is_logged(house, client):
    sign_in(client, house.noe)
    client.post(reverse("account_logout"))
    assert audit_events()[-1].verb == "signed_out"
    assert client.get("/roles/").status_code == 302


@pytest.fixture
def ana(house):
    actions.give_totp(by=house.ada, member=house.ana, secret=SECRET)
    return house.ana


@pytest.fixture
def ana_inside(ana, client):
    return sign_in(client, ana)


def told(verb):
    """What the log says of an attempt: who, about whom, with what."""
    return [(e.actor, e.about_id, json.loads(e.detail)["with"]) for e in audit_events(verb)]


def key_of(member):
    """A security key of hers, made here as a browser would have sent it."""
    secret = ec.generate_private_key(ec.SECP256R1())
    facts = AttestedCredentialData.create(
        Aaguid.NONE, secrets.token_bytes(16), ES256.from_cryptography_key(secret.public_key())
    )
    place = hashlib.sha256(b"testserver").digest()
    held = AuthenticatorData.create(place, AuthenticatorData.FLAG(0x41), 0, facts)
    attested = websafe_encode(AttestationObject.create("none", held, {}))
    said = websafe_encode(b'{"type": "webauthn.create", "challenge": "eA", "origin": "x"}')
    plain = websafe_encode(facts.credential_id)
    credential = {
        "id": plain, "rawId": plain, "type": "public-key", "clientExtensionResults": {},
        "response": {"clientDataJSON": said, "attestationObject": attested},
    }  # fmt: skip
    data = {"name": "Key", "credential": credential}
    return Authenticator.objects.create(user=member, type="webauthn", data=data)


WRONG_KEY = json.dumps(
    {
        "id": "eA", "rawId": "eA", "type": "public-key", "clientExtensionResults": {},
        "response": {"clientDataJSON": "eA", "authenticatorData": "eA", "signature": "eA"},
    }
)  # fmt: skip


def test_a_wrong_second_factor_at_the_door_is_logged_without_what_was_typed(ana, client):
    attempt(client, "ana", PASSWORD)
    client.post(reverse("mfa_authenticate"), {"code": "918273"})
    assert told("factor_refused") == [("nobody", str(ana.pk), "totp")]
    assert audit_events("confirmation_refused") == []
    assert not any("918273" in e.detail + e.fields for e in audit_events())


def test_a_key_that_does_not_fit_at_the_door_is_logged(ana, client):
    key_of(ana)
    attempt(client, "ana", PASSWORD)
    client.post(reverse("mfa_authenticate"), {"credential": WRONG_KEY})
    assert told("factor_refused") == [("nobody", str(ana.pk), "webauthn")]


def test_a_passkey_of_nobody_is_a_refused_sign_in(ana, client):
    client.post(reverse("mfa_login_webauthn"), {"credential": WRONG_KEY})
    assert [event.actor for event in audit_events("sign_in_refused")] == ["nobody"]


def test_right_and_wrong_confirmations_are_logged(ana, ana_inside):
    client, her = ana_inside, str(ana.pk)
    client.post(reverse("account_reauthenticate"), {"password": "palabra-equivocada"})
    client.post(reverse("mfa_reauthenticate"), {"code": "000000"})
    refused = [(her, her, "password"), (her, her, "totp")]
    assert (told("confirmation_refused"), told("confirmed")) == (refused, [])
    assert audit_events("sign_in_refused") == []
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_reauthenticate"), {"code": queries.totp_code(ana)})
    assert told("confirmed") == [(her, her, "password"), (her, her, "totp")]
    assert told("confirmation_refused") == refused
    assert "equivocada" not in str([vars(event) for event in audit_events()])


def test_a_key_that_does_not_fit_a_confirmation_is_logged(ana, ana_inside):
    key_of(ana)
    ana_inside.post(reverse("mfa_reauthenticate_webauthn"), {"credential": WRONG_KEY})
    assert told("confirmation_refused") == [(str(ana.pk), str(ana.pk), "webauthn")]


def test_signing_in_is_no_confirmation(ana, client):
    attempt(client, "ana", PASSWORD)
    client.post(reverse("mfa_authenticate"), {"code": queries.totp_code(ana)})
    assert len(audit_events("signed_in")) == 1
    assert audit_events("confirmed") == []
