"""Signing in, step by step, as a member does it."""

import re
import time

import pytest
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.urls import reverse

from amparo.agencies import OPERATOR, actions
from amparo.agencies.models import Member
from tests.helpers import as_if, audit_events, sign_in, work_the_queue
from tests.site.conftest import PASSWORD, TOTP_SECRET


def code():
    return auth.format_hotp_value(auth.hotp_value(TOTP_SECRET, int(time.time()) // 30))


def enter(client, username="ana", password=PASSWORD):
    return client.post(reverse("account_login"), {"login": username, "password": password})


def hand_a_code(house, client):
    """Ada reads Ana a code, and Ana types it."""
    waits = actions.ask_code(by=house.ada, member=house.ana)
    code = actions.confirm(by=OPERATOR, request=waits, address="http://testserver/")
    return client.post(reverse("account_first_factor"), {"code": code})


@pytest.fixture
def telephone(house, db):
    return TOTP.activate(house.ana, TOTP_SECRET)


def test_password_then_code_then_in(house, telephone, client):
    answer = enter(client)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert client.get("/roles/").status_code == 302
    answer = client.post(reverse("mfa_authenticate"), {"code": code()})
    assert answer["Location"] == "/"
    assert client.get("/roles/").status_code == 200
    assert len(audit_events("signed_in")) == 1


@pytest.mark.parametrize("username", ["ana", "nobody-of-that-name"])
def test_a_wrong_password_and_an_unknown_name_sound_the_same(house, client, username):
    html = enter(client, username, "wrong").content.decode()
    assert "coinciden" in html or "do not go together" in html
    assert client.session.get("_auth_user_id") is None


def test_a_wrong_code_keeps_the_door_shut(house, telephone, client):
    enter(client)
    wrong = "000000" if code() != "000000" else "000001"
    html = client.post(reverse("mfa_authenticate"), {"code": wrong}).content.decode()
    assert 'aria-invalid="true"' in html
    assert client.get("/roles/").status_code == 302


def test_a_code_from_paper_opens_once(house, telephone, client):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    paper = RecoveryCodes.activate(house.ana).get_unused_codes()[0]
    for left in [9, 9]:
        enter(client)
        client.post(reverse("mfa_authenticate"), {"code": paper})
        held = house.ana.authenticator_set.get(type="recovery_codes").wrap()
        assert len(held.get_unused_codes()) == left
        opened = client.get("/roles/").status_code == 200
        client.post(reverse("account_logout"))
    assert not opened


def test_whoever_opens_cases_sets_up_a_second_factor_first(house, client):
    enter(client)
    first = reverse("account_first_factor")
    assert client.get("/roles/")["Location"] == first
    assert client.get(reverse("mfa_activate_totp"))["Location"] == first
    hand_a_code(house, client)
    assert client.get("/roles/")["Location"] == first
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_setting_up_the_app_ends_at_the_sheet_of_codes(house, client):
    enter(client)
    hand_a_code(house, client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'class="secret">(\w+)<', page)[1]
    assert "data:image/svg+xml;base64," in page
    now = auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))
    answer = client.post(reverse("mfa_activate_totp"), {"code": now})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    sheet = client.get(answer["Location"]).content.decode()
    assert len(re.findall(r"<li>\d{8}</li>", sheet)) == 10
    assert client.get("/roles/").status_code == 200


def test_signing_in_counts_as_the_first_confirmation(house, client, settings):
    enter(client)
    hand_a_code(house, client)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def test_a_passkey_can_be_asked_for_before_anyone_is_known(client, db):
    answer = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    assert answer.status_code == 200
    assert "challenge" in answer.json()["request_options"]["publicKey"]


@pytest.mark.parametrize("address", ["ana@example.org", "nobody@example.org"])
def test_asking_for_a_new_password_answers_the_same(house, client, address):
    answer = client.post(reverse("account_reset_password"), {"email": address})
    assert answer["Location"] == reverse("account_reset_password_done")
    work_the_queue()
    assert [sent.to for sent in mail.outbox] == ([[address]] if "ana" in address else [])


def test_the_link_works_once_and_leaves_the_second_factor(house, telephone, client):
    client.post(reverse("account_reset_password"), {"email": "ana@example.org"})
    work_the_queue()
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    assert "Ana" not in mail.outbox[0].body + mail.outbox[0].subject
    form = client.get(link)["Location"]
    fresh = "otras cuatro palabras sueltas"
    client.post(form, {"password1": fresh, "password2": fresh})
    assert Member.objects.get(username="ana").check_password(fresh)
    again = client.get(link, follow=True).content.decode()
    assert "ya no funciona" in again or "no longer works" in again
    assert enter(client, "ana", fresh)["Location"] == reverse("mfa_authenticate")


def test_changing_the_password_signs_out_and_tells_the_member(house, client):
    sign_in(client, house.ada)
    fresh = "otras cuatro palabras sueltas"
    sent = {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh}
    assert client.post(reverse("account_change_password"), sent).status_code == 302
    assert client.get("/roles/").status_code == 302
    work_the_queue()
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]


def test_a_short_password_is_refused_with_its_reason(house, client):
    sign_in(client, house.ada)
    sent = {"oldpassword": PASSWORD, "password1": "corta", "password2": "corta"}
    html = client.post(reverse("account_change_password"), sent).content.decode()
    assert "14" in html
    assert Member.objects.get(username="ada").check_password(PASSWORD)


def test_a_closed_account_is_told_apart_only_after_the_right_password(house, client):
    as_if(Member.objects.get(username="ada"), is_active=False)
    assert enter(client, "ada", "wrong").status_code == 200
    assert enter(client, "ada")["Location"] == reverse("account_inactive")
    assert client.get("/roles/").status_code == 302


def test_many_wrong_passwords_close_the_door_for_a_while(house, client):
    for _ in range(6):
        answer = enter(client, "ada", "wrong")
    assert "cuarto de hora" in answer.content.decode()
    enter(client, "ada")
    assert client.get("/roles/").status_code == 302


def test_a_session_that_ended_leads_back_to_the_page(house, client, settings, monkeypatch):
    from datetime import timedelta

    from amparo.core import clock

    sign_in(client, house.ada)
    assert client.get("/roles/").status_code == 200
    later = clock.now() + timedelta(seconds=settings.IDLE_SECONDS + 1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert client.get("/roles/")["Location"] == "/account/login/?next=%2Froles%2F"


def test_an_address_that_only_takes_forms_is_no_place_to_come_back_to(
    house, client, settings, monkeypatch
):
    from datetime import timedelta

    from amparo.core import clock

    enter(client, "ada")
    client.get("/roles/")
    later = clock.now() + timedelta(seconds=settings.IDLE_SECONDS + 1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert client.post(reverse("site:stay"))["Location"] == "/account/login/?next=%2F"


@pytest.mark.parametrize(("headers", "status"), [({}, 200), ({"X-By-Itself": "1"}, 302)])
def test_a_page_that_looks_again_by_itself_keeps_nobody_signed_in(
    house, client, settings, monkeypatch, headers, status
):
    from datetime import timedelta

    from amparo.core import clock

    began, idle = clock.now(), settings.IDLE_SECONDS
    sign_in(client, house.ada)
    client.get("/roles/")
    for after, sent, expected in ((idle - 60, headers, 200), (idle + 60, {}, status)):
        monkeypatch.setattr(clock, "now", lambda: began + timedelta(seconds=after))  # noqa: B023
        assert client.get("/roles/", headers=sent).status_code == expected


def test_the_language_of_a_member_is_remembered(house, client):
    enter(client, "ada")
    client.post(reverse("site:language"), {"language": "es", "next": "/roles/"})
    assert Member.objects.get(username="ada").language == "es"
