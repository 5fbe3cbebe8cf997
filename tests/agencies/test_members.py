"""Administrators invite, and re-issue lost factors two at a time; nobody else comes near."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse
from django.utils import translation

from amparo import agencies
from amparo.agencies import actions, queries
from amparo.agencies.models import AccessRequest, Member
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.agencies.conftest import PASSWORD
from tests.helpers import as_if, audit_events, sign_in, statuses, work_the_queue

pytestmark = pytest.mark.django_db
NEW = "cuatro palabras sin pareja"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def admins(house):
    """Ada's two colleagues, and Ana with a second factor to lose."""
    for name in ("amalia", "aurora"):
        member = actions.enrol(
            by=agencies.OPERATOR,
            username=name,
            display_name=f"{name.title()} Demostración",
            agency=house.luz,
            role="administrator",
            password=PASSWORD,
            language="en",
        )
        setattr(house, name, member)
    for member in (house.ana, house.ada):
        actions.give_totp(by=agencies.OPERATOR, member=member, secret=SECRET)
    return house


def typed(house, **more):
    words = {"display_name": "Nuria Demostración", "username": "nuria", "role": "caseworker"}
    return words | {"email": "nuria@example.org", "agency": house.luz.pk, "language": "es"} | more


def invite(client, house, **more):
    """Ada asks on the page; the machine says yes, since she is the only administrator."""
    sign_in(client, house.ada)
    answer = client.post(reverse("agencies:invite"), typed(house, **more))
    for waits in queries.waiting_requests():
        actions.confirm(by=agencies.OPERATOR, request=waits, address="http://testserver/")
    work_the_queue()
    return answer


def link():
    (path,) = re.findall(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)
    return path


@pytest.mark.parametrize("page", ["agencies:members", "agencies:invite"])
def test_only_administrators_find_the_pages(house, client, page):
    found = statuses(client, reverse(page), [None, house.ana, house.alba, house.noe, house.ada])
    assert found == {"nobody": 302, "ana": 404, "alba": 404, "noe": 404, "ada": 200}


@pytest.mark.parametrize("page", ["agencies:invite_again", "agencies:ask_reset"])
def test_nobody_else_can_send_or_ask(house, client, page):
    url = reverse(page, args=[house.bruno.pk])
    found = statuses(client, url, [None, house.ana, house.alba], method="post")
    assert found == {"nobody": 302, "ana": 404, "alba": 404}


def test_an_invitation_leads_to_a_password_of_her_own_and_then_to_a_factor(house, client):
    answer = invite(client, house)
    assert answer["Location"] == reverse("agencies:members")
    nuria = Member.objects.get(username="nuria")
    assert not nuria.has_usable_password()
    client.logout()
    way = client.get(link())["Location"]
    answer = client.post(way, {"password1": NEW, "password2": NEW})
    assert answer.status_code == 302
    nuria.refresh_from_db()
    assert nuria.check_password(NEW)
    client.post(reverse("account_login"), {"login": "nuria", "password": NEW})
    assert client.get("/")["Location"] == reverse("account_first_factor")
    assert [e.verb for e in audit_events() if e.about_id == str(nuria.pk)][:3] == [
        "member_enrolled", "member_invited", "password_changed",
    ]  # fmt: skip


def test_the_mail_names_neither_programme_nor_role_nor_agency(house, client):
    invite(client, house)
    (sent,) = mail.outbox
    assert sent.to == ["nuria@example.org"]
    words = f"{sent.subject} {sent.body}".lower()
    for telling in ("amparo", "casa luz", "trata", "caso", "caseworker", "nuria demostración"):
        assert telling not in words
    assert "30 minutos" in words


def works(client, path):
    return client.get(path).status_code == 302


def test_a_link_works_once(house, client):
    invite(client, house)
    client.logout()
    path = link()
    way = client.get(path)["Location"]
    client.post(way, {"password1": NEW, "password2": NEW})
    assert not works(client, path)


@pytest.mark.parametrize(("minutes", "open_still"), [(29, True), (31, False)])
def test_a_link_works_for_thirty_minutes(house, client, monkeypatch, minutes, open_still):
    from allauth.account.forms import default_token_generator as keys

    invite(client, house)
    client.logout()
    later = keys._now() + timedelta(minutes=minutes)
    monkeypatch.setattr(type(keys), "_now", lambda self: later)
    assert works(client, link()) == open_still


def test_a_second_link_ends_the_first(house, client):
    invite(client, house)
    nuria, first = Member.objects.get(username="nuria"), link()
    client.post(reverse("agencies:invite_again", args=[nuria.pk]))
    work_the_queue()
    client.logout()
    assert not works(client, first)
    assert works(client, link())


def test_who_has_come_in_gets_no_second_invitation(house):
    with pytest.raises(Refused, match="come in already"):
        actions.invite_again(by=house.ada, member=house.bruno, address="https://x")


def test_a_name_is_given_once(house, client):
    answer = invite(client, house, username="ANA")
    assert answer.status_code == 200
    assert mail.outbox == []


def test_the_first_administrator_is_invited_only_while_there_is_none(house):
    with pytest.raises(Refused, match="administrator already"):
        actions.begin(
            by=agencies.OPERATOR, address="https://x", username="x", display_name="x",
            email="x@example.org", agency=house.luz,
        )  # fmt: skip


def test_an_administrator_without_a_factor_sets_one_up_first(house, client):
    client.force_login(house.ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("agencies:members"))["Location"] == reverse("account_first_factor")


def test_a_new_password_never_drops_the_second_factor(admins, client):
    as_if(admins.ana, email="ana@example.org")
    client.post(reverse("account_reset_password"), {"email": "ana@example.org"})
    work_the_queue()
    way = client.get(link())["Location"]
    client.post(way, {"password1": NEW, "password2": NEW})
    assert Authenticator.objects.filter(user=admins.ana).count() == 1
    answer = client.post(reverse("account_login"), {"login": "ana", "password": NEW})
    assert answer["Location"] == reverse("mfa_authenticate")
    assert client.get("/roles/").status_code == 302


def test_an_unknown_address_gets_the_same_answer_and_no_mail(admins, client):
    as_if(admins.ana, email="ana@example.org")
    answers = []
    for address in ("ana@example.org", "nobody@example.org"):
        answer = client.post(reverse("account_reset_password"), {"email": address}, follow=True)
        answers.append((answer.status_code, answer.redirect_chain, answer.content))
    assert answers[0][:2] == answers[1][:2]
    assert mail.outbox == []
    work_the_queue()
    assert [message.to for message in mail.outbox] == [["ana@example.org"]]


def ask(house, by="ada"):
    return actions.ask_factor_reset(by=getattr(house, by), member=house.ana)


def say_yes(by, reset):
    return actions.confirm(by=by, request=reset, address="https://testserver/")


def test_two_administrators_re_issue_a_lost_factor(admins, client):
    her_session = sign_in(client, admins.ana).session.session_key
    reset = ask(admins)
    assert queries.has_second_factor(admins.ana)
    say_yes(admins.amalia, reset)
    assert not queries.has_second_factor(admins.ana)
    assert queries.has_second_factor(admins.ada)
    assert not client.session.exists(her_session)
    client.logout()
    client.post(reverse("account_login"), {"login": "ana", "password": PASSWORD})
    assert client.get("/")["Location"] == reverse("account_first_factor")
    assert len(audit_events("access_asked")) == len(audit_events("access_confirmed")) == 1
    assert len(audit_events("factors_taken_away")) == 1


@pytest.mark.parametrize("who", ["ada", "ana", "alba"])
def test_neither_who_asked_nor_who_lost_it_nor_another_role_confirms(admins, who):
    reset = ask(admins)
    with pytest.raises(Refused):
        say_yes(getattr(admins, who), reset)
    assert queries.has_second_factor(admins.ana)


def test_an_administrator_does_not_ask_for_herself(admins):
    with pytest.raises(Refused, match="her own"):
        actions.ask_factor_reset(by=admins.ada, member=admins.ada)


@pytest.mark.parametrize(("hours", "refused"), [(23.9, False), (24.1, True)])
def test_what_was_asked_is_confirmed_within_a_day(admins, hours, refused):
    reset = ask(admins)
    as_if(AccessRequest.objects.get(), asked_at=clock.now() - timedelta(hours=hours))
    if refused:
        with pytest.raises(Refused, match="waited too long"):
            say_yes(admins.amalia, reset)
    else:
        say_yes(admins.amalia, reset)
    assert queries.has_second_factor(admins.ana) == refused


def test_a_confirmed_reset_is_over(admins):
    reset = ask(admins)
    say_yes(admins.amalia, reset)
    with pytest.raises(Refused, match="answered before"):
        say_yes(admins.aurora, reset)


def test_the_page_asks_and_another_administrator_confirms(admins, client):
    sign_in(client, admins.ada)
    client.post(reverse("agencies:ask_reset", args=[admins.ana.pk]))
    page = client.get(reverse("agencies:members")).content.decode()
    assert "disabled" in page
    (reset,) = AccessRequest.objects.all()
    confirm = reverse("agencies:confirm", args=[reset.pk])
    assert client.post(confirm).status_code == 403
    sign_in(client, admins.amalia)
    assert client.post(confirm).status_code == 200
    assert not queries.has_second_factor(admins.ana)
    assert "Password alone" in client.get(reverse("agencies:members")).content.decode()
