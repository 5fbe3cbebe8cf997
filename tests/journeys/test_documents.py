"""A document on its way into a case: with script, without, over a slow line, and cut off."""

import re
import socket
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.cases import papers

pytestmark = pytest.mark.browser
LISTED = "#documents > ul a"


def unfold(page):
    """Without script the documents are folded on a desk too."""
    if page.locator("#documents[open]").count() == 0:
        page.locator("#documents summary").click()


def page_to_add(page):
    page.goto("/cases/")
    page.locator(".table a").first.click()
    unfold(page)
    page.get_by_role("link", name=re.compile("Agregar un documento|Add a document")).click()


def choose(page, path, content):
    path.write_bytes(content)
    page.set_input_files("#id_file", path)
    page.select_option("#id_kind", "legal")


def send(page):
    page.locator("form[data-upload] .button").first.click()


def test_a_large_file_over_a_slow_line_shows_how_far_it_came(visit, tmp_path):
    page = visit("ana")
    page_to_add(page)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    slow = {"latency": 100, "downloadThroughput": -1, "uploadThroughput": 400_000}
    line.send("Network.emulateNetworkConditions", slow | {"offline": False})
    choose(page, tmp_path / "acta.pdf", papers.PDF.ljust(2_000_000))
    send(page)
    bar = page.locator("[data-upload-state] progress")
    expect(bar).to_be_visible()
    expect(page.locator("[data-upload-state] [role=status]")).not_to_be_empty()
    expect(page.locator("form[data-upload] .button").first).to_be_disabled()
    assert 0 < float(bar.get_attribute("value")) < 100
    expect(page.locator(LISTED).first).to_be_visible(timeout=30_000)
    expect(page.locator(".message--success")).to_be_visible()


def test_what_is_too_large_is_not_even_sent(visit, tmp_path):
    page = visit("ana")
    page_to_add(page)
    choose(page, tmp_path / "acta.pdf", papers.PDF.ljust(20 * 1024 * 1024 + 1))
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    send(page)
    expect(page.locator("[data-upload-state]")).to_contain_text("20 MB")
    assert [url for url in sent if "documents" in url] == []


def test_a_refused_file_is_told_on_the_same_page_and_what_was_typed_stays(visit, tmp_path):
    page = visit("ana")
    page_to_add(page)
    choose(page, tmp_path / "acta.pdf", b"MZ" + bytes(500))
    page.fill("#id_title", "Acta, primera hoja")
    send(page)
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("#id_title")).to_have_value("Acta, primera hoja")
    choose(page, tmp_path / "acta.pdf", papers.PDF)
    send(page)
    expect(page.locator(LISTED).first).to_contain_text("Acta, primera hoja")


def test_without_script_the_same_form_does_it_and_the_copy_has_a_plain_name(visit, tmp_path):
    page = visit("ana", java_script_enabled=False)
    page_to_add(page)
    choose(page, tmp_path / "Piedraluna.pdf", papers.PDF)
    send(page)
    unfold(page)
    page.locator(LISTED).first.click()
    expect(page.get_by_text("Piedraluna.pdf")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name=re.compile("Sacar una copia|Take out a copy")).click()
    assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}-\d+\.pdf", taken.value.suggested_filename)
    assert taken.value.path().read_bytes().startswith(b"%PDF-")


def test_a_line_that_breaks_half_way_leaves_nothing(visit, site):
    page = visit("ana")
    page_to_add(page)
    before = page.locator("p", has_text="100").first.inner_text()
    token = page.locator("form[data-upload] [name=csrfmiddlewaretoken]").input_value()
    cookies = "; ".join(f"{c['name']}={c['value']}" for c in page.context.cookies())
    part = '--b\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n{}\r\n'
    fields = {"csrfmiddlewaretoken": token, "kind": "legal", "received_on": "2026-03-02"}
    body = "".join(part.format(name, "", value) for name, value in fields.items())
    body += part.format("file", '; filename="a.pdf"', papers.PDF.decode() + "x" * 500_000)
    where = urlsplit(page.url)
    head = (
        f"POST {where.path} HTTP/1.1\r\nHost: {where.netloc}\r\nCookie: {cookies}\r\n"
        f"Origin: {site.url}\r\nContent-Type: multipart/form-data; boundary=b\r\n"
        f"Content-Length: {len(body) + 500_000}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", where.port)) as line:
        line.sendall((head + body).encode())
        line.shutdown(socket.SHUT_WR)
        line.settimeout(30)
        # It answers once it has done with what came.
        assert line.recv(4096).startswith(b"HTTP/1.1 200")
    page.reload()
    assert page.locator("p", has_text="100").first.inner_text() == before
