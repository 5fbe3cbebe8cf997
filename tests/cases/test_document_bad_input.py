"""Whatever is sent as a document: a clear answer, never a broken page, and nothing half kept."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, connections
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from amparo.cases.models import Case, Document
from amparo.cases.models.document import MOST_BYTES
from amparo.core import clock
from tests.cases import papers
from tests.helpers import sign_in

LARGE = b"Acta inventada\n"
NAMES = {
    "null bytes": "ac\x00ta.pdf",
    "right to left": "acta\u202efdp.exe",
    "emoji": "acta 🌽👩‍👧.pdf",
    "formula": "=cmd|' /C calc'!A0.pdf",
    "a path": "../../etc/passwd.pdf",
    "markup": "<script>alert(1)</script>.pdf",
    "a broken header": 'a"; filename="b.pdf',
    "very long": "a" * 250 + ".pdf",
}


@pytest.fixture
def url(town, client):
    sign_in(client, town.ana)
    return reverse("cases:document_new", args=[town.case.pk])


def sent(content=papers.PDF, name="acta.pdf"):
    # In the order of the page: what follows the file tells that it came whole.
    return {
        "kind": "other",
        "received_on": clock.today().isoformat(),
        "title": "",
        "file": SimpleUploadedFile(name, content),
        "whole": "1",
    }


def test_twenty_megabytes_are_kept_and_one_byte_more_is_not(client, url):
    assert client.post(url, sent(LARGE.ljust(MOST_BYTES, b" "))).status_code == 302
    assert len(Document.objects.get().content) == MOST_BYTES
    answer = client.post(url, sent(LARGE.ljust(MOST_BYTES + 1, b" ")))
    assert "larger than 20 MB" in str(answer.context["form"].errors["file"])
    assert Document.objects.count() == 1


def test_what_is_larger_than_any_request_is_told_the_same(client, url):
    answer = client.post(url, sent(LARGE.ljust(26 << 20, b" ")))
    assert "larger than 20 MB" in str(answer.context["form"].errors["file"])
    assert not Document.objects.exists()


@pytest.mark.parametrize("what", NAMES)
def test_a_file_of_any_name_is_kept_and_leaves_under_a_plain_one(town, client, url, what):
    assert client.post(url, sent(name=NAMES[what])).status_code == 302
    held = Document.objects.get()
    assert len(held.file_name) <= 255
    assert not set(held.file_name) & set("\x00\u202e/")
    page = client.get(held.get_absolute_url())
    assert page.status_code == 200
    assert b"<script>alert" not in page.content
    answer = client.get(f"{held.get_absolute_url()}file/")
    assert answer["Content-Disposition"] == (
        f'attachment; filename="{town.case.shown_number}-1.pdf"'
    )


def test_a_name_of_two_hundred_pages_is_refused_whole(client, url):
    body = encode_multipart(BOUNDARY, sent()).replace(b"acta.pdf", b"a" * 400_000 + b".pdf")
    assert client.generic("POST", url, body, content_type=MULTIPART_CONTENT).status_code == 400
    assert not Document.objects.exists()


@pytest.mark.parametrize("what", ["null \x00 byte", "\u202efdp", "🌽", "=1+1", "x" * 201])
def test_a_title_stands_anything(client, url, what):
    answer = client.post(url, sent() | {"title": what})
    assert answer.status_code in (200, 302)
    assert answer.status_code == 302 or answer.context["form"].errors["title"]


@pytest.mark.parametrize("part", [0.3, 0.9, 0.999])
def test_a_request_cut_off_on_the_way_leaves_nothing(client, url, part):
    body = encode_multipart(BOUNDARY, sent(LARGE.ljust(1 << 20, b" ")))
    answer = client.generic(
        "POST", url, body[: int(len(body) * part)], content_type=MULTIPART_CONTENT
    )
    assert answer.status_code == 200
    assert "connection broke" in str(answer.context["form"].errors["file"])
    assert not Document.objects.exists()


def test_a_bomb_is_never_unpacked_and_only_its_original_can_be_kept(client, url):
    bomb = papers.bomb()
    answer = client.post(url, sent(bomb, "acta.docx"))
    assert "more memory or time" in str(answer.context["form"].errors["file"])
    assert not Document.objects.exists()
    assert client.post(url, sent(bomb, "acta.docx") | {"original_only": "on"}).status_code == 302
    assert Document.objects.get().original == bomb


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_leaves_nothing_half_kept(town, url):
    if connection.vendor != "sqlite":
        pytest.skip("the limit is one of SQLite")
    client = sign_in(Client(raise_request_exception=False), town.ana)
    with connection.cursor() as cursor:
        pages = cursor.execute("pragma page_count").fetchone()[0]
        cursor.execute(f"pragma max_page_count = {pages + 20}")
        try:
            answer = client.post(url, sent(LARGE.ljust(1 << 20, b" ")))
        finally:
            cursor.execute("pragma max_page_count = 1073741823")
    assert answer.status_code == 503
    assert not Document.objects.exists()
    assert Case.objects.get(pk=town.case.pk).documents_added == 0
    assert client.post(url, sent()).status_code == 302
    assert Document.objects.get().number == 1


@pytest.mark.django_db(transaction=True)
def test_members_who_add_at_once_get_different_numbers(town):
    failures, start = [], threading.Barrier(6)

    def add(member):
        try:
            start.wait()
            for _time in range(3):
                town.new_document(by=member)
        except (OperationalError, AssertionError) as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=add, args=(m,)) for m in (town.ana, town.alba) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(Document.objects.values_list("number", flat=True)) == list(range(1, 19))
