"""The members of a demonstration: invented, with passwords of their own, never in a real one."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command

from amparo.agencies import OPERATOR, demo
from amparo.agencies.enums import Role
from amparo.agencies.models import Agency, Member
from amparo.core import clock
from amparo.core.errors import BadInput, NotPossible
from tests.helpers import audit_events

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolled(settings, tmp_path):
    settings.VAR = tmp_path
    return demo.enrol_all(by=OPERATOR)


def shown(capsys, *words):
    call_command("demo", *words)
    return capsys.readouterr().out


def test_every_role_has_somebody_and_everybody_is_visibly_invented(enrolled):
    assert {member.role for member in enrolled} == set(Role.values)
    assert all("Demostración" in member.display_name for member in enrolled)
    assert all("demostración" in agency.name for agency in Agency.objects.all())


def test_doing_it_again_changes_nothing(enrolled, settings):
    before = (settings.VAR / "demo-members.json").read_bytes()
    events = len(audit_events())
    assert demo.enrol_all(by=OPERATOR) == []
    assert (settings.VAR / "demo-members.json").read_bytes() == before
    assert len(audit_events()) == events


def test_a_missing_member_is_enrolled_and_the_others_keep_their_passwords(enrolled):
    before = demo.passwords()
    Member.objects.get(username="celia").delete()
    assert [member.username for member in demo.enrol_all(by=OPERATOR)] == ["celia"]
    after = demo.passwords()
    assert {name for name in after if after[name] != before[name]} == {"celia"}
    assert Member.objects.get(username="celia").check_password(after["celia"])


def test_passwords_are_all_different_long_and_only_for_the_owner(enrolled, settings):
    words = demo.passwords()
    assert len(set(words.values())) == len(words) == len(demo.MEMBERS)
    assert all(len(word) >= 14 for word in words.values())
    assert (settings.VAR / "demo-members.json").stat().st_mode & 0o077 == 0
    assert Member.objects.get(username="ana").check_password(words["ana"])


def test_no_password_or_secret_reaches_the_log(enrolled):
    logged = str([vars(event) for event in audit_events()])
    assert not any(word in logged for word in demo.passwords().values())


def test_the_table_shows_members_with_their_passwords(enrolled, capsys):
    rows = json.loads(shown(capsys, "members", "--json"))
    assert {row["member"]: row["password"] for row in rows} == demo.passwords()
    assert demo.passwords()["ana"] in shown(capsys, "members")


def test_the_code_opens_the_door_now_and_not_an_hour_later(enrolled, capsys, monkeypatch):
    from allauth.mfa.models import Authenticator

    code = shown(capsys, "code", "ana").strip()
    factor = Authenticator.objects.get(user__username="ana")
    assert factor.wrap().validate_code(code)
    later = clock.now() + timedelta(hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert not factor.wrap().validate_code(shown(capsys, "code", "ana").strip())


@pytest.mark.parametrize("words", [["code", "ana"], ["members"], ["load"]])
def test_a_real_installation_gives_nothing_away(enrolled, settings, words):
    settings.DEMONSTRATION = False
    with pytest.raises(NotPossible, match="not a demonstration"):
        call_command("demo", *words)


def test_an_unknown_member_has_no_code(enrolled):
    with pytest.raises(BadInput, match="demo members"):
        call_command("demo", "code", "nobody")


def test_without_members_it_says_what_makes_them(settings, tmp_path):
    settings.VAR = tmp_path
    with pytest.raises(BadInput, match="make setup"):
        call_command("demo", "members")


def test_members_are_listed_without_passwords(enrolled, capsys):
    call_command("members", "--json")
    rows = json.loads(capsys.readouterr().out)
    assert {row["member"] for row in rows} == {username for username, *_ in demo.MEMBERS}
    assert "password" not in rows[0]
