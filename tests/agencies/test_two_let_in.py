"""What gives somebody access to cases or to members takes two people, whoever asks first."""

import json
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from amparo import agencies
from amparo.agencies import actions, policies, queries
from amparo.agencies.models import AccessRequest, EnrolmentCode, Member
from amparo.agencies.roles import is_grave
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.core.errors import BadInput
from tests.helpers import as_if, audit_events, sign_in, statuses, work_the_queue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ADDRESS = "https://testserver/"
GRAVE = ["caseworker", "coordinator", "data_protection", "approver", "administrator"]
LIGHT = ["analyst", "editor"]


def invite(house, role="coordinator", **more):
    who = {"username": "ada2", "display_name": "Ada again", "email": "ada2@example.org"}
    who |= {"agency": house.faro, "language": "en"} | more
    return actions.invite(by=house.ada, address=ADDRESS, role=role, **who)


def end(house, member):
    return actions.end_access(by=house.ada, member=member, why="left")


def restore(house, member, email="ada2@example.org"):
    return actions.restore_access(by=house.ada, member=member, email=email, address=ADDRESS)


def change(house, role, member=None):
    return actions.change_role(by=house.ada, member=member or house.noe, role=role)


def confirm(request, by):
    return actions.confirm(by=by, request=request, address=ADDRESS)


def mails():
    work_the_queue()
    return [sent.to for sent in mail.outbox]


def test_each_role_takes_two_or_not():
    assert {role for role in [*GRAVE, *LIGHT] if is_grave(role)} == set(GRAVE)


@pytest.mark.parametrize("role", GRAVE)
def test_a_lone_administrator_makes_herself_no_second_self(admins, role):
    waits = invite(admins, role)
    assert mails() == []
    assert not Member.objects.filter(username="ada2").exists()
    with pytest.raises(Refused, match="not who asked"):
        confirm(waits, admins.ada)
    confirm(waits, admins.amalia)
    assert mails() == [["ada2@example.org"]]
    found = Member.objects.get(username="ada2")
    assert (found.role, found.agency, found.has_usable_password()) == (role, admins.faro, False)


@pytest.mark.parametrize("role", LIGHT)
def test_into_a_role_that_opens_nothing_one_invites(admins, role):
    assert invite(admins, role) is None
    assert mails() == [["ada2@example.org"]]


@pytest.mark.parametrize("role", GRAVE)
def test_a_role_that_opens_something_is_hers_only_after_a_second_yes(admins, role):
    waits = change(admins, role)
    admins.noe.refresh_from_db()
    assert admins.noe.role == "analyst"
    confirm(waits, admins.amalia)
    admins.noe.refresh_from_db()
    assert admins.noe.role == role


def test_a_role_that_opens_nothing_is_given_by_one(admins):
    assert change(admins, "editor", admins.ana) is None
    admins.ana.refresh_from_db()
    assert admins.ana.role == "editor"


def test_an_access_comes_back_with_another_address_only_after_a_second_yes(admins):
    end(admins, admins.ana)
    waits = restore(admins, admins.ana)
    admins.ana.refresh_from_db()
    assert (admins.ana.is_active, admins.ana.email, mails()) == (False, "", [])
    with pytest.raises(Refused):
        confirm(waits, admins.ada)
    confirm(waits, admins.amalia)
    admins.ana.refresh_from_db()
    assert (admins.ana.is_active, admins.ana.email) == (True, "ada2@example.org")
    assert mails() == [["ada2@example.org"]]


def test_whoever_confirms_a_role_sees_whose_mailbox_it_goes_with(admins, client, capsys):
    """Ada alone may bring Ana back as an editor, at an address of her own; then she asks for Ana's
    old role, as if it were Ana's."""
    change(admins, "editor", admins.ana)
    end(admins, admins.ana)
    assert restore(admins, admins.ana) is None
    change(admins, "caseworker", admins.ana)
    assert "ada2@example.org" in sign_in(client, admins.amalia).get("/members/").content.decode()
    capsys.readouterr()
    call_command("members", "waiting")
    assert "ada2@example.org" in capsys.readouterr().out


def test_an_analyst_comes_back_by_one(admins):
    end(admins, admins.noe)
    assert restore(admins, admins.noe) is None
    assert mails() == [["ada2@example.org"]]


def test_whoever_is_concerned_does_not_confirm_her_own(admins):
    actions.give_totp(by=agencies.OPERATOR, member=admins.amalia, secret=SECRET)
    waits = actions.ask_factor_reset(by=admins.ada, member=admins.amalia)
    with pytest.raises(Refused, match="whom it concerns"):
        confirm(waits, admins.amalia)


@pytest.mark.parametrize("who", ["ana", "alba", "noe"])
def test_no_other_role_confirms_or_refuses(admins, who):
    waits = invite(admins)
    for verb in (confirm, lambda request, by: actions.refuse(by=by, request=request)):
        with pytest.raises(Refused, match="role"):
            verb(waits, getattr(admins, who))


def test_a_code_alone_gives_nobody_a_second_factor(admins):
    """With her mailbox and a code of her own making an administrator would come in as Ana."""
    with pytest.raises(Refused, match="takes two"):
        actions.make_enrolment_code(by=admins.ada, member=admins.ana)
    waits = actions.ask_code(by=admins.ada, member=admins.ana)
    assert not EnrolmentCode.objects.exists()
    code = confirm(waits, admins.amalia)
    assert actions.use_enrolment_code(by=admins.ana, code=code)


def test_a_second_administrator_whom_she_invited_does_not_come_in_by_her_alone(house):
    """By induction every administrator was let in by two; only the first came from the machine."""
    waits = invite(house, "administrator")
    with pytest.raises(Refused):
        confirm(waits, house.ada)
    assert not Member.objects.filter(username="ada2").exists()
    confirm(waits, agencies.OPERATOR)
    assert Member.objects.get(username="ada2").role == "administrator"


def test_who_no_longer_manages_members_has_asked_for_nothing(admins):
    waits = invite(admins)
    actions.change_role(by=admins.amalia, member=admins.ada, role="editor")
    waits.refresh_from_db()
    assert waits.state == "lapsed"
    with pytest.raises(Refused, match="answered before"):
        confirm(waits, agencies.OPERATOR)


def test_what_was_asked_before_an_access_ended_does_not_outlive_it(admins):
    waits = change(admins, "caseworker")
    end(admins, admins.noe)
    restore(admins, admins.noe)
    waits.refresh_from_db()
    assert waits.state == "lapsed"


@pytest.mark.parametrize(("days", "holds"), [(6.9, True), (7.1, False)])
def test_a_week_later_it_must_be_asked_anew(admins, days, holds):
    waits = invite(admins)
    as_if(waits, asked_at=clock.now() - timedelta(days=days))
    assert queries.waiting_requests().exists() == holds
    if holds:
        confirm(waits, admins.amalia)
    else:
        waits.refresh_from_db()
        with pytest.raises(Refused, match="waited too long"):
            confirm(waits, admins.amalia)
    assert Member.objects.filter(username="ada2").exists() == holds


def test_what_nobody_answers_ends_and_may_be_asked_again(admins):
    as_if(invite(admins), asked_at=clock.now() - timedelta(days=8))
    again = invite(admins)
    assert {"lapsed", "waiting"} == set(AccessRequest.objects.values_list("state", flat=True))
    as_if(again, asked_at=clock.now() - timedelta(days=8))
    assert actions.lapse_requests() == 1
    again.refresh_from_db()
    assert again.state == "lapsed"


def test_of_somebody_who_was_not_let_in_no_name_stays(admins):
    actions.refuse(by=admins.amalia, request=invite(admins))
    held = AccessRequest.objects.get()
    assert (held.username, held.display_name, held.email) == ("", "", "")


def test_the_same_is_asked_once(admins):
    invite(admins)
    with pytest.raises(Refused, match="asked for already"):
        invite(admins)
    change(admins, "caseworker")
    with pytest.raises(Refused, match="asked for already"):
        change(admins, "coordinator")


def test_a_name_given_meanwhile_is_not_given_twice(admins):
    waits = invite(admins)
    actions.enrol(
        by=agencies.OPERATOR, username="ada2", display_name="x", agency=admins.luz, role="editor"
    )
    with pytest.raises(Refused, match="signs in with this name"):
        confirm(waits, admins.amalia)
    waits.refresh_from_db()
    assert waits.state == "waiting"


def test_every_asking_yes_no_and_end_is_in_the_log_and_names_nobody(admins):
    confirm(invite(admins), admins.amalia)
    actions.refuse(by=admins.amalia, request=change(admins, "caseworker"))
    as_if(change(admins, "caseworker"), asked_at=clock.now() - timedelta(days=8))
    actions.lapse_requests()
    events = [e for e in audit_events() if e.verb.startswith("access_")]
    assert [(e.verb, json.loads(e.detail)["kind"]) for e in events] == [
        ("access_asked", "invitation"),
        ("access_confirmed", "invitation"),
        ("access_asked", "role"),
        ("access_refused", "role"),
        ("access_asked", "role"),
        ("access_lapsed", "role"),
    ]
    assert {json.loads(e.detail).get("asked_by") for e in events[1::2]} == {str(admins.ada.pk)}
    assert [e.actor for e in events][-1] == "operator"
    logged = str([vars(e) for e in audit_events()])
    assert not any(word in logged for word in ("ada2@", "Ada again"))


def test_the_database_too_wants_two(admins):
    now = clock.now()
    facts = {"asked_by": admins.ada, "asked_at": now, "state": "confirmed", "answered_at": now}
    for who, member in (("ada", admins.ana), ("amalia", admins.amalia)):
        with pytest.raises(IntegrityError), transaction.atomic():
            AccessRequest.objects.create(
                kind="lost_factor", member=member, answered_by=getattr(admins, who), **facts
            )


@pytest.mark.parametrize("verb", ["confirm", "refuse"])
def test_only_administrators_answer(admins, client, verb):
    url = reverse(f"agencies:{verb}", args=[invite(admins).pk])
    found = statuses(client, url, [None, admins.ana, admins.alba, admins.noe], method="post")
    assert found == {"nobody": 302, "ana": 404, "alba": 404, "noe": 404}


def test_the_page_shows_whom_and_where_and_the_second_says_yes(admins, client):
    waits = invite(admins)
    url = reverse("agencies:confirm", args=[waits.pk])
    sign_in(client, admins.ada)
    page = client.get(reverse("agencies:members")).content.decode()
    refusal = policies.can_confirm(waits, by=admins.ada, now=clock.now()).reason
    assert refusal in page
    assert client.post(url).status_code == 403
    sign_in(client, admins.amalia)
    page = client.get(reverse("agencies:members")).content.decode()
    for shown in ("Ada again", "ada2@example.org", "Coordinator", "Faro", "Ada Demostración"):
        assert shown in page
    assert refusal not in page
    assert "1 request for access waits" in client.get("/").content.decode()
    assert client.post(url).status_code == 302
    assert Member.objects.filter(username="ada2").exists()
    assert "waits for a second yes" not in client.get("/").content.decode()


def test_whoever_asked_may_call_it_off(admins, client):
    sign_in(client, admins.ada)
    url = reverse("agencies:refuse", args=[invite(admins).pk])
    assert client.post(url).status_code == 302
    assert AccessRequest.objects.get().state == "refused"


def shown(capsys, *words):
    call_command("members", *words)
    return capsys.readouterr().out


def test_where_there_is_no_second_administrator_the_machine_confirms(house, capsys):
    waits = invite(house, "administrator")
    (row,) = json.loads(shown(capsys, "waiting", "--json"))
    assert (row["id"], row["asks"], row["role"]) == (str(waits.pk), "invitation", "administrator")
    assert (row["email"], row["asked_by"]) == ("ada2@example.org", "ada")
    assert str(waits.pk) in shown(capsys, "waiting")
    shown(capsys, "confirm", str(waits.pk))
    assert mails() == [["ada2@example.org"]]
    with pytest.raises(Refused):
        call_command("members", "confirm", str(waits.pk))
    assert json.loads(shown(capsys, "waiting", "--json")) == []


def test_at_the_machine_a_code_is_printed_alone(house, capsys):
    waits = actions.ask_code(by=house.ada, member=house.ana)
    code = shown(capsys, "confirm", str(waits.pk)).strip()
    assert re.fullmatch(r"([a-z2-9]{4}-){2}[a-z2-9]{4}", code)
    assert actions.use_enrolment_code(by=house.ana, code=code)


def test_the_machine_says_no_too(house, capsys):
    waits = invite(house)
    shown(capsys, "refuse", str(waits.pk))
    waits.refresh_from_db()
    assert waits.state == "refused"


@pytest.mark.parametrize("wanted", ["x", "00000000-0000-4000-8000-000000000000"])
def test_an_id_that_is_none_is_bad_input(house, wanted):
    with pytest.raises(BadInput, match="members waiting"):
        call_command("members", "confirm", wanted)


@pytest.mark.history
@pytest.mark.django_db(transaction=True)
def test_resets_of_before_are_kept_as_requests(house):
    """Rows as they were before the migration: one agreed on, two asked for the same member."""
    before = [("agencies", "0004_factor_held_before")]
    executor = MigrationExecutor(connection)
    executor.migrate(before)
    try:
        old = executor.loader.project_state(before).apps.get_model("agencies", "FactorReset")
        now, ada, bruno = clock.now(), house.ada.pk, house.bruno.pk
        old.objects.create(
            member_id=house.ana.pk, asked_by_id=ada, asked_at=now,
            confirmed_by_id=bruno, confirmed_at=now,
        )  # fmt: skip
        for days in (2, 0):
            asked_at = now - timedelta(days=days)
            old.objects.create(member_id=bruno, asked_by_id=ada, asked_at=asked_at)
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    found = AccessRequest.objects.order_by("state").values_list("kind", "state", "member__username")
    assert list(found) == [
        ("lost_factor", "confirmed", "ana"),
        ("lost_factor", "lapsed", "bruno"),
        ("lost_factor", "waiting", "bruno"),
    ]
    assert AccessRequest.objects.get(state="confirmed").answered_by == house.bruno
