"""Who may have a calendar by an address, and when it answers no more. Asks no database."""

from datetime import UTC, date, datetime

import pytest

from amparo.agencies.enums import Role
from amparo.agencies.models import Member
from amparo.cases import calendar_feed
from amparo.cases.policies import calendar as policies


@pytest.mark.parametrize("role", Role)
def test_only_roles_that_open_cases_have_one(role):
    opens = role in (Role.CASEWORKER, Role.COORDINATOR)
    assert bool(policies.can_have(by=Member(role=role, is_active=True))) is opens
    assert not policies.can_have(by=Member(role=role, is_active=False))


def test_it_answers_thirty_times_an_hour():
    assert policies.can_be_asked(0)
    assert policies.can_be_asked(29)
    assert not policies.can_be_asked(30)
    assert policies.can_be_asked(30).reason


def test_the_file_says_days_and_one_word():
    days = [date(2026, 3, 9), date(2026, 3, 2), date(2026, 3, 9)]
    now = datetime(2026, 3, 1, 15, 4, 5, tzinfo=UTC)
    text = calendar_feed.file(days, feed="f", language="es", now=now)
    lines = text.split("\r\n")
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20260302",
        "DTSTART;VALUE=DATE:20260309",
    ]
    assert {line for line in lines if line.startswith("SUMMARY")} == {"SUMMARY:Pendiente"}
    assert {line.partition(":")[0] for line in lines} == {
        "BEGIN", "VERSION", "PRODID", "METHOD", "UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY",
        "TRANSP", "CLASS", "END", "",
    }  # fmt: skip
    assert "DTSTAMP:20260301T150405Z" in lines
    assert all(len(line) < 75 for line in lines)
    names = {line for line in lines if line.startswith("UID")}
    assert len(names) == 2
    assert "SUMMARY:To do" in calendar_feed.file(days, feed="f", language="en", now=now)
    assert "SUMMARY:Pendiente" in calendar_feed.file(days, feed="f", language="mam", now=now)
    other = calendar_feed.file(days, feed="g", language="es", now=now).split("\r\n")
    assert not names & set(other)
    assert calendar_feed.file([], feed="f", language="es", now=now).count("VEVENT") == 0


def test_an_address_has_thirty_two_random_bytes():
    assert len({calendar_feed.fresh() for _each in range(100)}) == 100
    assert len(calendar_feed.fresh()) == 43
