"""Whoever finds an open session makes no second factor of it her own: that is typed anew."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.urls import reverse
from django.utils import translation

from amparo.agencies import OPERATOR, actions, confirming, queries
from amparo.agencies.models import Member
from tests.agencies.conftest import PASSWORD
from tests.helpers import audit_events

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
AGAIN = "/account/reauthenticate/"
GUARDED = [
    "mfa_replace_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_add_webauthn",
]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def code(secret=SECRET, step=0):
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30 + step))


@pytest.fixture
def ana(house):
    Member.objects.update(language="en")
    actions.give_totp(by=OPERATOR, member=house.ana, secret=SECRET)
    RecoveryCodes.activate(house.ana)
    return house.ana


@pytest.fixture
def open_session(ana, client):
    """Ana signed in a moment ago, with both factors, and left the room."""
    client.post(reverse("account_login"), {"login": "ana", "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert client.get("/roles/").status_code == 200
    return client


def confirm(client):
    assert client.post(AGAIN, {"password": PASSWORD}).status_code == 302


def later(client, seconds):
    session = client.session
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [r | {"at": r["at"] - seconds} for r in records]
    session.save()


def key(member, name="Key"):
    return Authenticator.objects.create(
        user=member, type="webauthn", data={"name": name, "credential": {}}
    )


@pytest.mark.parametrize("page", GUARDED)
def test_signing_in_does_not_open_her_own_factors(open_session, page):
    for answer in (open_session.get(reverse(page)), open_session.post(reverse(page))):
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, AGAIN)
    confirm(open_session)
    assert open_session.get(reverse(page)).status_code == 200


@pytest.mark.parametrize("page", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_nor_does_it_change_a_key(ana, open_session, page):
    url = reverse(page, args=[key(ana).pk])
    assert open_session.post(url)["Location"].startswith(AGAIN)
    confirm(open_session)
    assert open_session.get(url).status_code == 200


def test_the_same_sign_in_still_opens_what_it_opened_before(open_session, house):
    """Names and exports: signing in counts there as the first confirmation."""
    from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    request.session, request.user = open_session.session, house.ana
    assert did_recently_reauthenticate(request)
    assert not confirming.is_fresh(request)


@pytest.mark.parametrize(("seconds", "status"), [(295, 200), (305, 302)])
def test_what_was_typed_holds_for_five_minutes(open_session, seconds, status):
    confirm(open_session)
    later(open_session, seconds)
    assert open_session.get(reverse("mfa_view_recovery_codes")).status_code == status


def test_a_code_is_a_confirmation_too(ana, open_session):
    paper = ana.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()[0]
    assert open_session.post(reverse("mfa_reauthenticate"), {"code": paper}).status_code == 302
    assert open_session.get(reverse("mfa_view_recovery_codes")).status_code == 200


def test_the_last_factor_of_a_role_that_needs_one_stays(ana, open_session):
    confirm(open_session)
    page = open_session.get(reverse("mfa_deactivate_totp")).content.decode()
    assert "this is your only one" in page
    assert "disabled" in page
    assert "Remove the app" not in open_session.get(reverse("mfa_index")).content.decode()
    assert open_session.post(reverse("mfa_deactivate_totp")).status_code == 403
    assert queries.has_second_factor(ana)


def test_with_another_one_it_may_go_and_then_that_one_stays(ana, open_session):
    held = key(ana)
    confirm(open_session)
    assert open_session.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert queries.app_of(ana) is None
    url = reverse("mfa_remove_webauthn", args=[held.pk])
    assert "this is your only one" in open_session.get(url).content.decode()
    assert open_session.post(url).status_code == 403
    assert queries.has_second_factor(ana)


def test_a_new_telephone_takes_the_place_of_the_old(ana, open_session):
    confirm(open_session)
    url = reverse("mfa_replace_totp")
    page = open_session.get(url).content.decode()
    secret = re.search(r'class="secret">(\w+)<', page)[1]
    wrong = "000000" if code(secret) != "000000" else "000001"
    assert open_session.post(url, {"code": wrong}).status_code == 200
    assert queries.totp_code(ana) == code()
    assert open_session.post(url, {"code": code(secret)})["Location"] == reverse("mfa_index")
    assert queries.totp_code(ana) == code(secret) != code()
    assert audit_events("factor_removed")[0].about_id == str(ana.pk)


def test_whoever_has_no_app_sets_one_up_instead(house, client):
    client.post(reverse("account_login"), {"login": "noe", "password": PASSWORD})
    confirm(client)
    assert client.get(reverse("mfa_replace_totp"))["Location"] == reverse("mfa_activate_totp")


def test_a_first_factor_of_a_role_that_needs_none_is_confirmed_too(house, client):
    client.post(reverse("account_login"), {"login": "noe", "password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith(AGAIN)
    confirm(client)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_an_analyst_who_removes_hers_opens_no_way_for_this_session(house, client):
    actions.give_totp(by=OPERATOR, member=house.noe, secret=SECRET)
    client.post(reverse("account_login"), {"login": "noe", "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": code()})
    confirm(client)
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert "may_enrol" not in client.session
    assert client.get("/roles/").status_code == 200
