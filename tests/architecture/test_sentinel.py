"""A name that must not leave: everything the site sends out is searched for it.

The person of the town has names that nobody bears together. They are looked for in logs, the audit
log, mails, file names, addresses, titles, cookies, error pages, and in every byte on the disk;
and in every page for those who may not see her.
"""

import os
import re
import sqlite3
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import get_resolver

from amparo.agencies.enums import Role
from amparo.audit.models import AuditEvent
from tests.cases import papers
from tests.helpers import audit_events, sign_in, work_the_queue
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
    town.document = town.new_document()
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
        "document_id": town.document.pk,
        "tip_id": town.case.pk,
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
    opened = 0
    for address, answer in walk(town, getattr(town, name)):
        assert seen(head_of(answer)) == [], address
        assert seen(links_of(answer)) == [], address
        opened += answer.status_code == 200
    assert name != "ana" or opened >= 15, "The walk opens too few pages to prove anything."


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_log_mail_or_audit_row_carries_her(town, caplog, capsys, method):
    typed = {"q": f"{GIVEN} {FIRST}", "given_names": GIVEN, "note": SECOND, "next": f"/{FIRST}"}
    caplog.set_level("DEBUG")
    with caplog.filtering(_NothingOfOurTools()):
        for _address, _answer in walk(town, town.ana, method=method, data=typed):
            pass
    assert seen(capsys.readouterr()) == []
    assert [record.name for record in caplog.records if seen(_told(record))] == []
    work_the_queue()
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


@pytest.fixture
def written():
    """Which files Python opens to write from here on, those that are gone afterwards included.

    What it keeps of compiled code holds nothing of anybody.
    """
    with _watching() as paths:
        yield paths


@contextmanager
def _watching():
    if not _watchers:
        sys.addaudithook(_watch)  # for good: a hook cannot be taken away again
    _watchers.append([])
    yield _watchers[-1]
    _watchers[-1] = []


def _watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, Path)):
        path, mode, flags = arguments
        if set(mode or "") & set("wax+") or (flags or 0) & (os.O_WRONLY | os.O_RDWR):
            _watchers[-1] += [Path(path)] if Path(path).parent.name != "__pycache__" else []


_watchers: list[list[Path]] = []
MEMORY = Path("/dev/shm")


def test_the_watch_sees_a_temporary_file(written, tmp_path):
    with tempfile.NamedTemporaryFile(dir=tmp_path) as file:
        file.write(b"x")
    assert tmp_path in {path.parent for path in written}


def test_no_document_that_is_sent_touches_the_disk(town, written):
    client = sign_in(Client(), town.ana)
    about = {"kind": "other", "received_on": "2026-03-02", "whole": "1"}
    # The second is larger than what Django keeps in memory unless it is told to.
    for content in (GIVEN.encode(), f"{GIVEN} {FIRST}\n".encode() * 200_000):
        sent = about | {"file": SimpleUploadedFile(f"{FIRST}.txt", content)}
        assert client.post(f"/cases/{town.case.pk}/documents/new/", sent).status_code == 302
        newest = town.case.documents.first()
        address = f"/cases/{town.case.pk}/documents/{newest.pk}/file/"
        assert client.get(address).content == content
    # These are rewritten, in a process that may write no file at all.
    for name, content in (("a.jpg", papers.JPEG), ("a.pdf", papers.PDF), ("a.docx", papers.DOCX)):
        sent = about | {"file": SimpleUploadedFile(name, content)}
        assert client.post(f"/cases/{town.case.pk}/documents/new/", sent).status_code == 302
        assert town.case.documents.first().cleaning == "cleaned"
    assert written == []


@pytest.mark.skipif(not MEMORY.is_dir(), reason="no folder of this machine lies in memory")
def test_a_register_lies_open_in_memory_at_most(town, written):
    town.ana.role = Role.COORDINATOR
    town.ana.save()
    client = sign_in(Client(), town.ana)
    content = f"Nombre completo,Fecha de ingreso\n{GIVEN} {FIRST},04/03/2012\n".encode()
    sent = {"file": SimpleUploadedFile(f"{FIRST}.csv", content)}
    page = client.post("/registers/new/", sent)["Location"]
    assert client.get(page).status_code == 200
    assert written
    for path in written:
        assert path.parent == MEMORY or path.is_relative_to(settings.MEDIA_ROOT), path
        assert not path.exists() or seen(path.read_bytes()) == [], path


def _rows_that_say_her() -> list[tuple]:
    """Every text of every table, as whoever holds the database reads it: where it says what."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'select * from "{table}"')
            found += [(table, said, row) for row in cursor.fetchall() if (said := seen(row))]
    return found


def test_the_key_store_alone_says_nothing(town):
    with sqlite3.connect(settings.KEY_STORE_FILE) as store:
        rows = store.execute("select * from person_key").fetchall()
    assert rows
    assert seen(rows) == []
