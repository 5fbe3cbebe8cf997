"""Between password and second factor: one page, and it wants more than a password."""

import re
import time
from datetime import timedelta
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core import mail
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse
from django.utils import translation

from amparo import agencies
from amparo.agencies import actions, enrolment, middleware
from amparo.agencies.models import EnrolmentCode, Member
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.agencies.conftest import PASSWORD
from tests.architecture.test_pages_are_private import PAGES, _filled
from tests.helpers import as_if, audit_events, work_the_queue

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NEW = "cuatro palabras sin pareja"
FIRST, APP, KEY = "account_first_factor", "mfa_activate_totp", "mfa_add_webauthn"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def lost(house):
    """Ana's telephone was lost, and two administrators took its factor away."""
    house.amalia = actions.enrol(
        by=agencies.OPERATOR, username="amalia", display_name="Amalia Demostración",
        agency=house.luz, role="administrator", password=PASSWORD, language="en",
    )  # fmt: skip
    as_if(house.ana, email="ana@example.org")
    actions.give_totp(by=agencies.OPERATOR, member=house.ana, secret=SECRET)
    reset = actions.ask_factor_reset(by=house.ada, member=house.ana)
    actions.confirm(by=house.amalia, request=reset, address="https://testserver/")
    house.ana.refresh_from_db()
    return house


@pytest.fixture
def thief(client):
    """Somebody who knows her password and nothing else."""
    client.post(reverse("account_login"), {"login": "ana", "password": PASSWORD})
    assert "_auth_user_id" in client.session
    return client


def code_for(house):
    """Ada asks, Amalia confirms and reads the code to her."""
    waits = actions.ask_code(by=house.ada, member=house.ana)
    return actions.confirm(by=house.amalia, request=waits, address="https://testserver/")


def type_in(client, code):
    return client.post(reverse(FIRST), {"code": code})


def set_up(client):
    """Set up the app with its picture, as the page asks."""
    page = client.get(reverse(APP)).content.decode()
    secret = re.search(r'class="secret">(\w+)<', page)[1]
    now = auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))
    return client.post(reverse(APP), {"code": now})


def address(page, route):
    try:
        return reverse(page)
    except Exception:
        return "/" + _filled(route)


def test_a_password_alone_opens_no_page_of_the_site(lost, thief):
    """Every address there is: the one page, the way out, and what is open to anybody."""
    opened = set()
    for page, route, view in PAGES:
        if not getattr(view, "login_required", True):
            continue
        for answer in (thief.get(address(page, route)), thief.post(address(page, route))):
            if not (answer.status_code == 302 and answer["Location"] == reverse(FIRST)):
                opened.add(page)
    assert opened == {FIRST, "account_reauthenticate"}


def test_a_password_alone_sets_up_nothing(lost, thief):
    for page in (APP, KEY):
        for answer in (thief.get(reverse(page)), thief.post(reverse(page), {"code": "000000"})):
            assert (answer.status_code, answer["Location"]) == (302, reverse(FIRST))
    assert not Authenticator.objects.filter(user=lost.ana).exists()


def test_not_even_her_mailbox_is_enough_after_a_loss(lost, client):
    client.post(reverse("account_reset_password"), {"email": "ana@example.org"})
    work_the_queue()
    (path,) = re.findall(r"https?://[^/]+(/\S+)", mail.outbox[0].body)
    client.post(client.get(path)["Location"], {"password1": NEW, "password2": NEW})
    client.post(reverse("account_login"), {"login": "ana", "password": NEW})
    assert client.get(reverse(APP))["Location"] == reverse(FIRST)


def test_the_code_of_an_administrator_opens_the_way(lost, thief):
    code = code_for(lost)
    assert re.fullmatch(r"([a-z2-9]{4}-){2}[a-z2-9]{4}", code)
    assert type_in(thief, f"  {code.upper().replace('-', ' ')} ").status_code == 302
    assert thief.get("/")["Location"] == reverse(FIRST)
    assert set_up(thief)["Location"] == reverse("mfa_view_recovery_codes")
    assert thief.get("/roles/").status_code == 200
    assert [e.verb for e in audit_events() if e.verb.startswith("enrolment")] == [
        "enrolment_code_made", "enrolment_code_made", "enrolment_code_used",
    ]  # fmt: skip


def test_a_code_works_once_and_in_one_session(lost, thief):
    from django.test import Client

    code = code_for(lost)
    assert type_in(thief, code).status_code == 302
    other = Client()
    other.post(reverse("account_login"), {"login": "ana", "password": PASSWORD})
    assert type_in(other, code).status_code == 200
    assert other.get(reverse(APP))["Location"] == reverse(FIRST)


@pytest.mark.parametrize(("minutes", "status"), [(29, 302), (31, 200)])
def test_a_code_works_for_half_an_hour(lost, thief, minutes, status):
    code = code_for(lost)
    EnrolmentCode.objects.update(made_at=clock.now() - timedelta(minutes=minutes))
    assert type_in(thief, code).status_code == status


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 302)])
def test_the_way_stays_open_for_half_an_hour(lost, thief, monkeypatch, minutes, status):
    type_in(thief, code_for(lost))
    now = clock.now() + timedelta(minutes=minutes)
    session = thief.session
    session["seen_at"] = now.isoformat()
    session.save()
    monkeypatch.setattr(enrolment.clock, "now", lambda: now)
    assert thief.get(reverse(FIRST)).status_code == 200
    answer = thief.get(reverse(KEY))
    # Past fifteen minutes she also confirms that it is her.
    assert (
        answer["Location"].startswith(reverse(FIRST)) == (status == 302)
        if (answer.status_code == 302)
        else status == 200
    )


@pytest.mark.parametrize(("tries", "opens"), [(4, True), (5, False)])
def test_five_wrong_tries_end_a_code(lost, thief, tries, opens):
    code = code_for(lost)
    for _ in range(tries):
        assert type_in(thief, "aaaa-aaaa-aaaa").status_code == 200
    assert (type_in(thief, code).status_code == 302) == opens
    assert len(audit_events("enrolment_code_refused")) == tries + (not opens)


def test_a_newer_code_ends_the_one_before(lost, thief):
    first, second = code_for(lost), code_for(lost)
    assert type_in(thief, first).status_code == 200
    assert type_in(thief, second).status_code == 302


def test_a_code_is_for_one_member_alone(lost, client):
    code = code_for(lost)
    client.post(reverse("account_login"), {"login": "alba", "password": PASSWORD})
    assert type_in(client, code).status_code == 200
    assert EnrolmentCode.objects.get().tries_left == enrolment.TRIES


def test_no_code_lies_open_in_the_database(lost):
    code = code_for(lost)
    held = str(EnrolmentCode.objects.values().get())
    assert code not in held
    assert code.replace("-", "") not in held


def test_who_gives_a_code_to_whom(lost):
    with pytest.raises(Refused, match="herself"):
        actions.ask_code(by=lost.ada, member=lost.ada)
    with pytest.raises(Refused, match="role"):
        actions.ask_code(by=lost.alba, member=lost.ana)
    actions.give_totp(by=agencies.OPERATOR, member=lost.alba, secret=SECRET)
    with pytest.raises(Refused, match="holds a second factor"):
        actions.ask_code(by=lost.ada, member=lost.alba)
    assert actions.make_enrolment_code(by=lost.ada, member=lost.noe)


def test_the_confirming_administrator_reads_the_code_off_the_page(lost, client):
    from tests.helpers import sign_in

    actions.give_totp(by=agencies.OPERATOR, member=lost.ana, secret=SECRET)
    reset = actions.ask_factor_reset(by=lost.ada, member=lost.ana)
    sign_in(client, lost.amalia)
    answer = client.post(reverse("agencies:confirm", args=[reset.pk]))
    (code,) = re.findall(r'class="secret">([a-z2-9-]+)<', answer.content.decode())
    assert "no-store" in answer["Cache-Control"]
    assert code not in client.get(reverse("agencies:members")).content.decode()
    assert actions.use_enrolment_code(by=lost.ana, code=code)


def test_the_half_hour_of_an_invitation_opens_the_first_factor(house, client):
    who = {"username": "nuria", "display_name": "Nuria", "agency": house.luz, "role": "caseworker"}
    who |= {"email": "nuria@example.org", "language": "es"}
    waits = actions.invite(by=house.ada, address="https://testserver", **who)
    actions.confirm(by=agencies.OPERATOR, request=waits, address="https://testserver")
    work_the_queue()
    (path,) = re.findall(r"https?://[^/]+(/\S+)", mail.outbox[0].body)
    client.post(client.get(path)["Location"], {"password1": NEW, "password2": NEW})
    client.post(reverse("account_login"), {"login": "nuria", "password": NEW})
    assert client.get("/")["Location"] == reverse(FIRST)
    assert client.get(reverse(APP)).status_code == 200
    # The same member, in a session that came by no link: her password is not enough.
    from django.test import Client

    other = Client()
    other.post(reverse("account_login"), {"login": "nuria", "password": NEW})
    assert other.get(reverse(APP))["Location"] == reverse(FIRST)


def test_a_role_without_cases_that_ever_held_a_factor_needs_one_too(lost, client):
    """Or a lost factor of an analyst would end as a password alone."""
    actions.give_totp(by=agencies.OPERATOR, member=lost.noe, secret=SECRET)
    reset = actions.ask_factor_reset(by=lost.ada, member=lost.noe)
    actions.confirm(by=lost.amalia, request=reset, address="https://testserver/")
    client.post(reverse("account_login"), {"login": "noe", "password": PASSWORD})
    assert client.get("/roles/")["Location"] == reverse(FIRST)


def test_an_analyst_who_takes_her_own_factor_away_works_on_without(house, client):
    from tests.helpers import sign_in

    actions.give_totp(by=house.ada, member=house.noe, secret=SECRET)
    sign_in(client, house.noe)
    assert Member.objects.get(pk=house.noe.pk).needs_factor
    client.post(reverse("mfa_deactivate_totp"))
    assert not Member.objects.get(pk=house.noe.pk).needs_factor
    assert client.get("/roles/").status_code == 200


def test_who_has_a_factor_finds_the_page_of_all_factors_instead(house, client):
    from tests.helpers import sign_in

    actions.give_totp(by=house.ada, member=house.ana, secret=SECRET)
    sign_in(client, house.ana)
    assert client.get(reverse(FIRST))["Location"] == reverse("mfa_index")


def test_only_the_way_in_and_out_is_open_without_a_factor():
    assert {page for page in middleware.SecondFactor.OPEN if page.startswith("mfa")} == set()
    assert {APP, KEY} == middleware.SecondFactor.SETTING_UP


@pytest.mark.history
@pytest.mark.django_db(transaction=True)
def test_the_migration_knows_who_has_held_a_factor(house):
    """Ana lost hers to two administrators before; Alba holds a key; codes on paper are none."""
    before = [("agencies", "0003_access_ends"), ("mfa", "0003_authenticator_type_uniq")]
    executor = MigrationExecutor(connection)
    executor.migrate(before[:1])
    try:
        old = executor.loader.project_state(before).apps
        now = clock.now()
        old.get_model("agencies", "FactorReset").objects.create(
            member_id=house.ana.pk, asked_by_id=house.ada.pk, asked_at=now,
            confirmed_by_id=house.bruno.pk, confirmed_at=now,
        )  # fmt: skip
        Authenticator.objects.create(user=house.alba, type="webauthn", data={})
        Authenticator.objects.create(user=house.noe, type="recovery_codes", data={})
        module = import_module("amparo.agencies.migrations.0004_factor_held_before")
        for _ in range(2):
            module.mark(old, None)
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    held = Member.objects.filter(factor_held=True).values_list("username", flat=True)
    assert sorted(held) == ["alba", "ana"]
