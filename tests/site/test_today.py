"""The morning page: to each what is hers, with what presses marked, and nobody's name."""

import os
from datetime import timedelta

import pytest

from amparo import agencies
from amparo.agencies import actions as members
from amparo.agencies.enums import Role
from amparo.agreements.actions import agreements, deliverables
from amparo.assistance.actions import shelter as beds
from amparo.committees.actions import commitments
from amparo.core import clock
from amparo.site import morning
from amparo.site.backups import making
from tests.agreements.conftest import signed  # noqa: F401
from tests.helpers import sign_in
from tests.office import office  # noqa: F401
from tests.referrals.conftest import road  # noqa: F401
from tests.town import FIRST, GIVEN, places, town  # noqa: F401

pytestmark = pytest.mark.django_db


def section(member, code):
    return next((one for one in morning.sections(member) if one.code == code), None)


def words(member, code):
    return [entry.text for entry in section(member, code).entries]


def tones(member, code):
    return {tone for entry in section(member, code).entries for tone, _words in entry.badges}


def test_what_is_due_in_her_cases_stands_first_and_names_nobody(town, client):  # noqa: F811
    first = section(town.ana, "due")
    assert first.entries
    assert "overdue" in first.summary
    page = sign_in(client, town.ana).get("/today/").content.decode()
    assert first.entries[0].text in page
    assert GIVEN not in page
    assert FIRST not in page


def test_what_is_overdue_is_marked(town):  # noqa: F811
    assert "urgent" in tones(town.ana, "due")


def test_beside_it_stands_whether_she_may_be_contacted(town, monkeypatch):  # noqa: F811
    monkeypatch.setattr(morning.contact, "ways_now", lambda person: [])
    assert "stopped" in tones(town.ana, "due")
    monkeypatch.setattr(morning.contact, "ways_now", lambda person: ["visit"])
    assert "stopped" not in tones(town.ana, "due")


def test_whoever_opens_no_cases_reads_nothing_of_them(town, office):  # noqa: F811
    for member in (town.noe, town.fina, office.sara):
        assert section(member, "due") is None


def test_another_agency_has_its_own_morning(town):  # noqa: F811
    assert section(town.celia, "due").entries == []


@pytest.fixture
def promised(signed):  # noqa: F811
    """What the hospital promised for yesterday, Casa Luz for tomorrow, and somebody some day."""
    today, sara = clock.today(), signed.office.sara
    facts = {"by": sara, "origin": "congress", "made_at": "Foro inventado", "made": "2026-01"}
    for owner, text, days in (
        (signed.hospital, "Capacitar", -1), (signed.luz, "Abrir camas", 1), (signed.luz, "Más", 30),
    ):  # fmt: skip
        commitments.write(owner=owner, text=text, due_on=today + timedelta(days=days), **facts)
    return signed


def test_who_keeps_committees_sees_what_everybody_owes(promised):
    assert words(promised.office.sara, "promises") == [
        "Hospital Inventado: Capacitar", "Casa Luz: Abrir camas",
    ]  # fmt: skip
    assert tones(promised.office.sara, "promises") == {"urgent"}


def test_others_see_what_their_own_organisation_owes(promised):
    assert words(promised.town.ana, "promises") == ["Casa Luz: Abrir camas"]
    assert section(promised.town.celia, "promises") is None


def test_a_deliverable_stands_among_what_was_promised(promised):
    deliverables.promise(
        by=promised.office.sara, agreement=promised.agreement, title="Un estudio",
        owner=promised.luz, due=f"{clock.today():%Y-%m-%d}",
    )  # fmt: skip
    assert "Casa Luz: Un estudio" in words(promised.town.ana, "promises")


def test_agreements_and_clauses_that_run_out_are_said_to_who_renews_them(signed):  # noqa: F811
    soon = clock.today() + timedelta(days=29)
    signed.clause(ends_on=soon)
    agreements.record(
        by=signed.office.sara, title="Convenio que acaba", kind="cooperation", signed="2026-01",
        ends=f"{soon:%Y-%m-%d}",
    )  # fmt: skip
    said = words(signed.office.sara, "papers")
    assert any("Convenio que acaba" in each for each in said)
    assert any("Hospital Inventado" in each for each in said)
    assert section(signed.town.fina, "papers").entries
    assert section(signed.town.ana, "papers") is None


def test_a_clause_that_nobody_confirmed_or_somebody_ended_is_not_said(signed):  # noqa: F811
    signed.clause(ends_on=clock.today() + timedelta(days=29), confirmed=False)
    assert section(signed.town.fina, "papers") is None


def test_the_age_of_the_backup_is_said_to_who_looks_after_members(town, settings, tmp_path):  # noqa: F811
    keeper = members.enrol(
        by=agencies.OPERATOR, username="ada", display_name="Ada Arce", agency=town.programme,
        role=Role.ADMINISTRATOR, password="ada crosses the river", language="en",
    )  # fmt: skip
    assert section(keeper, "backup") is None
    settings.DEMONSTRATION, settings.BACKUP_DIR = False, tmp_path
    assert words(keeper, "backup") == [
        "No backup is to be seen. Ask whoever keeps the machine today."
    ]
    (tmp_path / f"amparo-x{making.DATABASE}").write_bytes(b"")
    assert words(keeper, "backup") == ["The newest is 0 hours old."]
    assert tones(keeper, "backup") == set()
    old = (clock.now() - timedelta(hours=49)).timestamp()
    os.utime(tmp_path / f"amparo-x{making.DATABASE}", (old, old))
    assert words(keeper, "backup") == ["The newest is 49 hours old."]
    assert tones(keeper, "backup") == {"urgent"}
    assert section(town.ana, "backup") is None


def test_free_beds_are_said_by_group_with_their_age(town):  # noqa: F811
    alba = town.alba
    house = beds.found_shelter(by=alba, agency=town.casa_luz, name="Casa de noche inventada")
    assert section(alba, "beds") is None
    beds.add_unit(by=alba, shelter=house, name="Cuarto 1", kind="room", welcomes=["women"], beds=2)
    assert words(alba, "beds") == ["Women: not known"]
    beds.say_beds(house)
    assert words(alba, "beds") == ["Women: 2"]
    assert tones(alba, "beds") == set()
    house.refresh_from_db()
    house.beds_said_at = clock.now() - timedelta(hours=49)
    house.save(update_fields=["beds_said_at"])
    assert words(alba, "beds") == ["Women: not known"]
    assert tones(alba, "beds") == {"waiting"}
    assert section(town.celia, "beds") is None


def test_referrals_that_wait_are_said_with_how_long(road, monkeypatch):  # noqa: F811
    referral = road.sent()
    ana = road.town.ana
    assert words(ana, "referrals") == ["Consejería inventada · Faro"]
    assert tones(ana, "referrals") == set()
    for hours, tone in ((24, "waiting"), (48, "urgent")):
        later = referral.sent_at + timedelta(hours=hours)
        monkeypatch.setattr(clock, "now", lambda later=later: later)
        assert tones(ana, "referrals") == {tone}
    assert section(road.town.celia, "referrals") is None
    road.answer(referral, "accepted")
    assert section(ana, "referrals") is None
