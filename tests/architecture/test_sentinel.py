"""A name that must not leave: everything the site sends out is searched for it.

The person of the town has names that nobody bears together. They are looked for in logs, the audit
log, mails, file names, addresses, titles, cookies, error pages, and in every byte on the disk;
and in every page for those who may not see her.
"""

import re
import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import get_resolver

from amparo.audit.models import AuditEvent
from tests.helpers import audit_events, sign_in
from tests.town import FIRST, GIVEN, SECOND, build

SENTINELS = [GIVEN, FIRST, SECOND, "555-0100", "Calle Inventada"]
# Accents and capitals may be lost on the way out; that would be no better.
PLAIN = str.maketrans("áéíóúÁÉÍÓÚ", "aeiouAEIOU")
SOME = {
    "place": "puerto-vallarta",
    "language": "es",
    "as_of": "2026-11-01",
    "kind": "figures.json",
    "version": "2026-11",
}


def seen(content) -> list[str]:
    """The sentinels in something that goes out."""
    text = content.decode(errors="replace") if isinstance(content, bytes) else str(content)
    text = text.translate(PLAIN).lower()
    return [word for word in SENTINELS if word.translate(PLAIN).lower() in text]


@pytest.fixture
def town(db):
    town = build()
    town.event = town.new_event()
    town.consent = town.new_consent()
    town.entry = town.new_assistance()
    return town


def routes(resolver=None, route=""):
    for entry in (resolver or get_resolver()).url_patterns:
        here = route + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            yield from routes(entry, here)
        elif "account/" not in here:
            yield here


def addresses(town):
    """Every address of the site, with what belongs to the person in its gaps."""
    ids = {
        "case_id": town.case.pk,
        "person_id": town.case.person_id,
        "event_id": town.event.pk,
        "consent_id": town.consent.pk,
        "entry_id": town.entry.pk,
    }
    for route in routes():
        filled = re.sub(
            r"<(?:\w+:)?(\w+)>", lambda gap: str((ids | SOME).get(gap[1], town.case.pk)), route
        )
        yield f"/{filled}"


def walk(town, member, *, confirmed=True, method="get", **sent):
    client = Client(raise_request_exception=False)
    sign_in(client, member, confirmed=confirmed)
    for address in addresses(town):
        yield address, getattr(client, method)(address, **sent)


def head_of(answer) -> str:
    """All but the body of an answer: headers, cookies, where it leads, and the title."""
    body = b"" if answer.streaming else answer.content
    title = re.search(rb"<title>.*?</title>", body, re.S)
    return f"{dict(answer.items())} {answer.cookies} {title[0].decode() if title else ''}"


def links_of(answer) -> str:
    body = b"" if answer.streaming else answer.content
    return str(re.findall(rb'(?:href|action|src)="([^"]*)"', body))


def test_the_search_finds_what_it_looks_for(town, client):
    page = sign_in(client, town.ana).get(f"/cases/{town.case.pk}/identity/")
    assert seen(page.content) == SENTINELS
    assert seen("XQUIC piedraluna NUBARRON") == [GIVEN, FIRST, SECOND]


@pytest.mark.parametrize("name", ["alba", "bruno", "celia", "fina", "dora", "noe"])
def test_no_page_shows_her_to_those_who_may_not(town, name):
    member = getattr(town, name)
    may = name == "alba"  # coordinates Casa Luz; she must still confirm who she is
    for address, answer in walk(town, member, confirmed=not may):
        if not answer.streaming:
            assert seen(answer.content) == [], address


def test_ana_too_sees_her_only_after_confirming(town):
    for address, answer in walk(town, town.ana, confirmed=False):
        if not answer.streaming:
            assert seen(answer.content) == [], address


@pytest.mark.parametrize("name", ["ana", "alba", "bruno"])
def test_no_address_title_file_name_or_cookie_carries_her(town, name):
    opened = [address for address, answer in walk(town, town.ana) if answer.status_code == 200]
    assert len(opened) >= 15, "The walk opens too few pages to prove anything."
    for address, answer in walk(town, getattr(town, name)):
        assert seen(head_of(answer)) == [], address
        assert seen(links_of(answer)) == [], address


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_log_mail_or_audit_row_carries_her(town, caplog, capsys, method):
    typed = {"q": f"{GIVEN} {FIRST}", "given_names": GIVEN, "note": SECOND, "next": f"/{FIRST}"}
    caplog.set_level("DEBUG")
    with caplog.filtering(_NothingOfOurTools()):
        for _address, _answer in walk(town, town.ana, method=method, data=typed):
            pass
    assert seen(capsys.readouterr()) == []
    assert [record.name for record in caplog.records if seen(_told(record))] == []
    assert [
        seen(f"{sent.subject} {sent.body} {sent.to}") for sent in mail.outbox if seen(sent)
    ] == []
    assert audit_events()
    assert seen([vars(event) for event in AuditEvent.objects.all()]) == []


class _NothingOfOurTools:
    """SQL with its parameters is logged at DEBUG only; the product never lets it through."""

    def filter(self, record):
        return record.name != "django.db.backends"


def _told(record) -> str:
    """What a record says once the product's own filter has been over it."""
    from amparo.core.logs import Lines, Plain

    Plain().filter(record)
    form = settings.LOGGING["formatters"]["lines"]["format"]
    return Lines(form).format(record)


def test_no_error_page_carries_what_was_typed(town, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError(f"{GIVEN} {FIRST}")

    monkeypatch.setattr("amparo.site.menu.entries", broken)
    client = Client(raise_request_exception=False)
    sign_in(client, town.ana)
    for address in ("/roles/", f"/{GIVEN}/", f"/cases/{GIVEN}/?q={FIRST}"):
        answer = client.get(address)
        assert answer.status_code in (404, 500)
        assert seen(answer.content) == [], address


@pytest.mark.django_db(transaction=True)
def test_no_byte_on_the_disk_says_her_name(town):
    """The whole stolen disk, without its keys: database, journal, key store, drafts, anchors."""
    for _address, _answer in walk(town, town.ana):
        pass
    assert _rows_that_say_her() == []
    for path in Path(settings.VAR).rglob("*"):
        if path.is_file():
            assert seen(path.read_bytes()) == [], path.name


def _rows_that_say_her() -> list[str]:
    """Every text of every table, as whoever holds the database reads it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'select * from "{table}"')
            if any(seen(row) for row in cursor.fetchall()):
                found.append(table)
    return found


def test_the_key_store_alone_says_nothing(town):
    with sqlite3.connect(settings.KEY_STORE_FILE) as store:
        rows = store.execute("select * from person_key").fetchall()
    assert rows
    assert seen(rows) == []
