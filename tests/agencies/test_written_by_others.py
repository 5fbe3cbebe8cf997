"""Somebody who writes the tables, and holds no key ring, comes in as nobody.

Bruno has an account of his own, and a friend who administers the database: what he knows of himself
he can copy into Ana's place.
"""

import importlib

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.core import mail
from django.urls import reverse

from amparo.agencies import actions, policies, queries
from amparo.agencies.models import AccessRequest, Member
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.agencies.conftest import PASSWORD
from tests.helpers import as_if, audit_events, sign_in, work_the_queue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
SECRETS = {"ana": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "bruno": "KRSXG5BAKRSXG5BAKRSXG5BAKRSXG5BA"}
HIS = "palabra-que-solo-bruno-sabe"


@pytest.fixture
def both(admins):
    """Ana and Bruno hold an app each, and a password of their own."""
    for name, secret in SECRETS.items():
        TOTP.activate(getattr(admins, name), secret)
    for member in (admins.ana, admins.bruno):
        member.refresh_from_db()
        as_if(member, email=f"{member.username}@example.org")
    actions.choose_password(by=admins.bruno, password=HIS)
    return admins


def write(member, **facts):
    """What the administrator of the database does: no key, any column."""
    Member.objects.filter(pk=member.pk).update(**facts)


def come_in(client, username, password, member_of_the_app):
    client.post("/account/login/", {"login": username, "password": password})
    code = queries.totp_code(member_of_the_app)
    client.post("/account/2fa/authenticate/", {"code": code})
    return client.get("/roles/").status_code == 200


def test_each_comes_in_with_what_is_hers(both, client):
    assert come_in(client, "ana", PASSWORD, both.ana)


def test_his_password_in_her_row_opens_nothing(both, client):
    write(both.ana, password=Member.objects.get(pk=both.bruno.pk).password)
    assert not come_in(client, "ana", HIS, both.ana)
    assert [event.about_id for event in audit_events("altered_refused")] == [str(both.ana.pk)]


def test_his_app_in_the_place_of_hers_opens_nothing(both, client):
    his = Authenticator.objects.get(user=both.bruno)
    Authenticator.objects.filter(user=both.ana).update(data=his.data)
    assert not come_in(client, "ana", PASSWORD, both.bruno)
    assert audit_events("altered_refused")


def test_a_passkey_written_beside_hers_opens_nothing(both, client):
    Authenticator.objects.bulk_create(
        [Authenticator(user=both.ana, type="webauthn", data={"name": "", "credential": {}})]
    )
    assert not come_in(client, "ana", PASSWORD, both.ana)


def test_a_factor_of_others_is_not_made_ours_by_use(both):
    his = Authenticator.objects.get(user=both.bruno)
    Authenticator.objects.filter(user=both.ana).update(data=his.data)
    hers = Authenticator.objects.get(user=both.ana)
    with pytest.raises(Refused):
        hers.save()
    hers.record_usage()
    assert Authenticator.objects.get(user=both.ana).data == his.data


def test_no_link_goes_to_an_address_that_he_wrote(both, client):
    write(both.ana, email="bruno-again@example.org")
    for address in ("bruno-again@example.org", "ana@example.org"):
        client.post("/account/password/reset/", {"email": address})
    work_the_queue()
    assert mail.outbox == []


def test_nor_an_invitation(admins):
    actions.invite(
        by=admins.ada,
        address="https://testserver/",
        username="eva",
        display_name="Eva",
        email="eva@example.org",
        agency=admins.luz,
        role="editor",
        language="en",
    )
    write(Member.objects.get(username="eva"), email="bruno-again@example.org")
    work_the_queue()
    assert mail.outbox == []


@pytest.mark.parametrize("facts", [{"role": "coordinator"}, {"is_active": True, "role": "editor"}])
def test_a_visit_ends_when_somebody_else_writes_her_standing(both, client, facts):
    sign_in(client, both.bruno)
    assert client.get("/roles/").status_code == 200
    write(both.bruno, **facts)
    assert client.get("/roles/").status_code == 302


def test_a_member_written_by_hand_does_not_come_in(both, client):
    his = Member.objects.get(pk=both.bruno.pk)
    other = Member(username="otro", role="coordinator", agency=both.luz, password=his.password)
    Member.objects.bulk_create([other])
    client.post("/account/login/", {"login": "otro", "password": HIS})
    assert client.get("/roles/").status_code == 302


def test_a_change_of_ours_makes_nothing_ours_that_he_wrote(both):
    write(both.ana, email="bruno-again@example.org")
    ana = Member.objects.get(pk=both.ana.pk)
    for change in (
        lambda: actions.change_role(by=both.ada, member=ana, role="editor"),
        lambda: actions.choose_password(by=ana, password=HIS),
        lambda: as_if(ana, factor_held=False),
    ):
        with pytest.raises(Refused, match="somebody else"):
            change()
    assert not Member.objects.get(pk=ana.pk).is_ours


def test_what_somebody_else_changes_meanwhile_stays_marked_as_it_lies(both):
    """Two of our own changes, each from a row held in memory."""
    one, other = Member.objects.get(pk=both.ana.pk), Member.objects.get(pk=both.ana.pk)
    as_if(one, email="new@example.org")
    as_if(other, role="coordinator")
    ana = Member.objects.get(pk=both.ana.pk)
    assert (ana.email, ana.role, ana.is_ours) == ("new@example.org", "coordinator", True)


def test_her_access_ends_and_comes_back_by_two(both, client):
    write(both.ana, email="bruno-again@example.org")
    page = sign_in(client, both.ada).get(reverse("agencies:members")).content.decode()
    assert "Written by somebody else" in page
    actions.end_access(by=both.ada, member=both.ana, why="misuse")
    waits = actions.restore_access(
        by=both.ada, member=both.ana, email="ana@example.org", address="https://testserver/"
    )
    actions.confirm(by=both.amalia, request=waits, address="https://testserver/")
    work_the_queue()
    assert [sent.to for sent in mail.outbox] == [["ana@example.org"]]


def test_a_request_written_by_hand_is_nobodys_wish(both):
    """Ada would be the second yes to what Amalia never asked for."""
    AccessRequest.objects.bulk_create(
        [
            AccessRequest(
                kind="role",
                member=both.noe,
                role="coordinator",
                asked_by=both.amalia,
                asked_at=clock.now(),
            )
        ]
    )
    request = AccessRequest.objects.get()
    assert not policies.can_confirm(request, by=both.ada, now=clock.now())
    with pytest.raises(Refused, match="somebody else"):
        actions.confirm(by=both.ada, request=request, address="https://testserver/")
    actions.refuse(by=both.ada, request=request)
    assert AccessRequest.objects.get().state == "refused"


@pytest.mark.parametrize("facts", [{"role": "coordinator"}, {"state": "waiting"}])
def test_nor_one_that_he_changed(both, facts):
    waits = actions.change_role(by=both.ada, member=both.noe, role="caseworker")
    if "state" in facts:
        actions.refuse(by=both.amalia, request=waits)
        facts = facts | {"answered_at": None, "answered_by": None}
    AccessRequest.objects.update(**facts)
    assert not policies.can_confirm(AccessRequest.objects.get(), by=both.amalia, now=clock.now())


def test_rows_of_before_are_taken_for_ours_once(both):
    """An upgrade marks what is there; so it does with a backup of a version without marks."""
    waits = actions.change_role(by=both.ada, member=both.noe, role="caseworker")
    Member.objects.update(mark="")
    AccessRequest.objects.update(mark="")
    for factor in Authenticator.objects.all():
        bare = {name: value for name, value in factor.data.items() if name != "mark"}
        Authenticator.objects.filter(pk=factor.pk).update(data=bare)
    module = importlib.import_module("amparo.agencies.migrations.0010_marks")
    for _ in range(2):
        module.mark_all(apps, None)
    from amparo.agencies import wholeness

    assert all(wholeness.is_whole(member) for member in Member.objects.all())
    waits.refresh_from_db()
    assert waits.is_ours


def test_rotating_the_keys_leaves_every_mark(both):
    from amparo.core import rotation

    rotation.rotate()
    assert all(member.is_ours for member in Member.objects.all())
