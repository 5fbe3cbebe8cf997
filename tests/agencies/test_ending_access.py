"""An access ends at once and everywhere; nobody ends her own or the last administrator's."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse
from django.utils import translation

from amparo import agencies
from amparo.agencies import actions, queries
from amparo.agencies.models import Draft, EnrolmentCode, Member
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.agencies.conftest import PASSWORD
from tests.helpers import as_if, audit_events, sign_in, statuses, work_the_queue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NEW = "cuatro palabras sin pareja"
VERBS = ["end_access", "restore_access", "change_role", "give_code"]


@pytest.fixture
def admins(admins):
    """Ana has an address and a second factor, both to be lost."""
    as_if(admins.ana, email="ana@example.org")
    actions.give_totp(by=agencies.OPERATOR, member=admins.ana, secret=SECRET)
    return admins


def end(house, member, why="left", by=None):
    return actions.end_access(by=by or house.ada, member=member, why=why)


def agreed(house, waits, by=None):
    """Amalia, or whoever is named, says yes to what Ada asked for."""
    return actions.confirm(by=by or house.amalia, request=waits, address="https://testserver/")


def restore(house, member):
    waits = actions.restore_access(
        by=house.ada, member=member, email="ana@example.org", address="https://testserver/"
    )
    agreed(house, waits)
    work_the_queue()
    return link()


def link():
    return re.findall(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)[-1]


def test_only_administrators_find_the_page(admins, client):
    url = reverse("agencies:member", args=[admins.ana.pk])
    everyone = [None, admins.ana, admins.alba, admins.noe, admins.ada]
    found = statuses(client, url, everyone)
    assert found == {"nobody": 302, "ana": 404, "alba": 404, "noe": 404, "ada": 200}


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_else_ends_restores_or_changes(admins, client, verb):
    url = reverse(f"agencies:{verb}", args=[admins.bruno.pk])
    found = statuses(client, url, [None, admins.ana, admins.alba, admins.noe], method="post")
    assert found == {"nobody": 302, "ana": 404, "alba": 404, "noe": 404}


def test_in_the_middle_of_her_work_the_next_step_leads_to_the_door(admins, client):
    sign_in(client, admins.ana)
    assert client.get("/roles/").status_code == 200
    end(admins, admins.ana)
    answer = client.post(reverse("site:draft"), {"draft_form": "x", "a": "1"})
    assert (answer.status_code, answer["Location"][:15]) == (302, "/account/login/")
    assert client.get("/roles/")["Location"].startswith("/account/login/")


def test_her_sessions_on_every_device_end_and_nobody_elses(admins, client):
    from django.test import Client

    telephone, colleague = Client(), Client()
    for device in (client, telephone):
        sign_in(device, admins.ana)
    sign_in(colleague, admins.alba)
    end(admins, admins.ana)
    assert [d.get("/roles/").status_code for d in (client, telephone, colleague)] == [302, 302, 200]


def test_password_factors_and_passkeys_are_of_no_use_any_more(admins, client):
    for kind in ("webauthn", "recovery_codes"):
        Authenticator.objects.create(user=admins.ana, type=kind, data={})
    end(admins, admins.ana)
    assert not Authenticator.objects.filter(user=admins.ana).exists()
    answer = client.post(reverse("account_login"), {"login": "ana", "password": PASSWORD})
    assert answer.status_code == 200
    assert client.get("/roles/").status_code == 302


def test_half_way_through_the_door_she_does_not_get_in(admins, client):
    """Her password was right a minute ago; the code of her app comes too late."""
    client.post(reverse("account_login"), {"login": "ana", "password": PASSWORD})
    code = queries.totp_code(admins.ana)
    end(admins, admins.ana)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.get("/roles/")["Location"].startswith("/account/login/")


def test_every_link_that_was_mailed_dies(admins, client):
    client.post(reverse("account_reset_password"), {"email": "ana@example.org"})
    work_the_queue()
    path = link()
    half_way = client.get(path)["Location"]
    end(admins, admins.ana)
    assert client.get(path).status_code == 200
    client.post(half_way, {"password1": NEW, "password2": NEW})
    assert not Member.objects.get(pk=admins.ana.pk).has_usable_password()


def test_an_invitation_dies_and_none_that_waits_in_the_queue_leaves(admins, client):
    who = {"username": "nuria", "display_name": "Nuria", "agency": admins.luz, "role": "caseworker"}
    who |= {"email": "nuria@example.org", "by": admins.ada, "address": "https://testserver"}
    agreed(admins, actions.invite(language="es", **who))
    nuria = Member.objects.get(username="nuria")
    work_the_queue()
    path = link()
    actions.invite_again(by=admins.ada, member=nuria, address="https://testserver")
    end(admins, nuria)
    work_the_queue()
    assert len(mail.outbox) == 1
    assert client.get(path).status_code == 200
    with translation.override("en"), pytest.raises(Refused, match="has ended"):
        actions.invite_again(by=admins.ada, member=nuria, address="https://testserver")


def test_a_forgotten_password_brings_no_link_any_more(admins, client):
    end(admins, admins.ana)
    client.post(reverse("account_reset_password"), {"email": "ana@example.org"})
    work_the_queue()
    assert mail.outbox == []


def test_nobody_ends_her_own_or_changes_her_own_role(admins):
    with pytest.raises(Refused, match="her own"):
        end(admins, admins.ada)
    with pytest.raises(Refused, match="her own"):
        actions.change_role(by=admins.ada, member=admins.ada, role="coordinator")


def test_the_last_administrator_who_has_come_in_stays(admins):
    end(admins, admins.amalia)
    waits = actions.invite(
        by=admins.ada, username="nadia", display_name="Nadia", agency=admins.luz, language="es",
        role="administrator", email="nadia@example.org", address="https://x",
    )  # fmt: skip
    agreed(admins, waits, by=agencies.OPERATOR)
    # Ada ended Amalia; while Amalia's request was on its way she tries to end Ada.
    for attempt in (
        lambda: end(admins, admins.ada, by=agencies.OPERATOR),
        lambda: actions.change_role(by=agencies.OPERATOR, member=admins.ada, role="editor"),
        lambda: end(admins, admins.ada, by=Member.objects.get(pk=admins.amalia.pk)),
    ):
        with pytest.raises(Refused, match="last administrator"):
            attempt()


def test_one_of_two_administrators_may_go(admins):
    end(admins, admins.ada, by=admins.amalia)
    assert not Member.objects.get(pk=admins.ada.pk).is_active


def test_a_reset_that_she_asked_for_is_worth_nothing_any_more(admins):
    reset = actions.ask_factor_reset(by=admins.amalia, member=admins.ana)
    end(admins, admins.amalia, why="misuse")
    reset.refresh_from_db()
    assert reset.state == "lapsed"
    with pytest.raises(Refused, match="answered before"):
        agreed(admins, reset, by=admins.ada)


@pytest.mark.parametrize(("days", "left"), [(6.9, 1), (7.1, 0)])
def test_what_she_had_typed_stays_sealed_for_seven_days(admins, days, left):
    actions.keep_draft(by=admins.ana, form="/cases/new/", content={"notes": "en curso"})
    end(admins, admins.ana)
    Draft.objects.update(saved_at=clock.now() - timedelta(days=days))
    actions.drop_stale_drafts()
    assert Draft.objects.filter(member=admins.ana).count() == left


def test_restored_she_begins_from_a_link_without_her_old_password(admins, client):
    end(admins, admins.ana)
    path = restore(admins, admins.ana)
    client.post(reverse("account_login"), {"login": "ana", "password": PASSWORD})
    assert client.get("/roles/").status_code == 302
    way = client.get(path)["Location"]
    client.post(way, {"password1": NEW, "password2": NEW})
    client.post(reverse("account_login"), {"login": "ana", "password": NEW})
    first = reverse("account_first_factor")
    assert client.get("/roles/")["Location"] == first
    # The link alone is not enough: her mail may lie on the telephone that was lost.
    assert client.get(reverse("mfa_activate_totp"))["Location"] == first
    member = Member.objects.get(pk=admins.ana.pk)
    code = agreed(admins, actions.ask_code(by=admins.ada, member=member))
    assert client.post(first, {"code": code})["Location"] == first
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_ending_and_restoring_are_done_once(admins):
    end(admins, admins.ana)
    with pytest.raises(Refused, match="already"):
        end(admins, admins.ana)
    restore(admins, admins.ana)
    with pytest.raises(Refused, match="has not ended"):
        restore(admins, admins.ana)


def test_the_log_says_why_by_code_and_names_nobody(admins):
    end(admins, admins.ana, why="misuse")
    restore(admins, admins.ana)
    actions.change_role(by=admins.ada, member=admins.ana, role="analyst")
    ended, back, role = (
        audit_events(verb)[0] for verb in ("access_ended", "access_restored", "role_changed")
    )
    assert ended.detail == '{"why": "misuse"}'
    assert role.detail == '{"from": "caseworker", "to": "analyst"}'
    assert {ended.about_id, back.about_id, role.about_id} == {str(admins.ana.pk)}
    assert "example" not in str([vars(event) for event in audit_events()])


def test_a_changed_role_signs_her_out_and_holds_at_once(admins, client):
    sign_in(client, admins.ana)
    actions.change_role(by=admins.ada, member=admins.ana, role="analyst")
    assert client.get("/roles/").status_code == 302
    assert Member.objects.get(pk=admins.ana.pk).role == "analyst"
    with translation.override("en"), pytest.raises(Refused, match="already"):
        actions.change_role(by=admins.ada, member=admins.ana, role="analyst")


def test_a_role_that_now_opens_cases_wants_a_second_factor(admins, client):
    agreed(admins, actions.change_role(by=admins.ada, member=admins.noe, role="caseworker"))
    client.post(reverse("account_login"), {"login": "noe", "password": PASSWORD})
    assert client.get("/")["Location"] == reverse("account_first_factor")
    assert client.get(reverse("mfa_activate_totp")).status_code == 302


def test_the_page_ends_restores_and_changes(admins, client):
    sign_in(client, admins.ada)
    page = reverse("agencies:member", args=[admins.ana.pk])
    ending = reverse("agencies:end_access", args=[admins.ana.pk])
    assert client.post(ending, {}).status_code == 200  # no reason was chosen
    assert Member.objects.get(pk=admins.ana.pk).is_active
    assert client.post(ending, {"why": "lost_telephone"}).status_code == 302
    html = client.get(page).content.decode()
    assert "Her telephone was lost" in html
    back = reverse("agencies:restore_access", args=[admins.ana.pk])
    assert client.post(back, {"email": ""}).status_code == 200
    assert client.post(back, {"email": "ana@example.org"}).status_code == 302
    agreed(admins, queries.waiting_requests().get())
    role = reverse("agencies:change_role", args=[admins.ana.pk])
    assert client.post(role, {"role": "goddess"}).status_code == 200
    assert client.post(role, {"role": "editor"}).status_code == 302


def test_her_own_page_and_the_last_administrators_say_why_not(admins, client):
    sign_in(client, admins.ada)
    html = client.get(reverse("agencies:member", args=[admins.ada.pk])).content.decode()
    assert html.count("Nobody changes her own access") == 2
    ended = client.post(reverse("agencies:end_access", args=[admins.ada.pk]), {"why": "left"})
    assert ended.status_code == 403


def test_the_last_coordinator_brings_a_warning(admins, client):
    sign_in(client, admins.ada)
    page = reverse("agencies:member", args=[admins.alba.pk])
    assert "last coordinator" in client.get(page).content.decode()
    agreed(admins, actions.change_role(by=admins.ada, member=admins.noe, role="coordinator"))
    assert "last coordinator" not in client.get(page).content.decode()


def test_a_code_that_waits_ends_with_the_access(admins):
    Authenticator.objects.all().delete()
    agreed(admins, actions.ask_code(by=admins.ada, member=admins.ana))
    end(admins, admins.ana)
    assert not EnrolmentCode.objects.exists()
    with pytest.raises(Refused, match="has ended"):
        actions.ask_code(by=admins.ada, member=admins.ana)
