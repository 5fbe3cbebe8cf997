"""Where a virus scanner is set up, a document is kept only when it says so."""

import socketserver
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amparo.cases.models import Document
from amparo.core import clamd, clock
from tests.helpers import audit_events, sign_in

# The test file of the antivirus industry, put together here so that no scanner finds it at rest.
EICAR = ("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*").encode()


class Daemon(socketserver.BaseRequestHandler):
    """Speaks the protocol of clamd for one file: pieces with their lengths, then an answer."""

    says: bytes | None = None

    def handle(self):
        line = self.request.makefile("rb")
        assert line.read(10) == b"zINSTREAM\0"
        content = b""
        while length := int.from_bytes(line.read(4), "big"):
            content += line.read(length)
        found = b"stream: Eicar-Test-Signature FOUND" if EICAR in content else b"stream: OK"
        self.server.seen.append(len(content))
        self.request.sendall((found if self.says is None else self.says) + b"\0")


@pytest.fixture
def daemon(tmp_path, settings):
    with socketserver.UnixStreamServer(str(tmp_path / "clamd"), Daemon) as server:
        server.seen = []
        settings.CLAMAV = str(tmp_path / "clamd")
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def send(town, client):
    sign_in(client, town.ana)
    about = {"kind": "other", "received_on": clock.today().isoformat(), "whole": "1"}

    def send(content):
        url = reverse("cases:document_new", args=[town.case.pk])
        return client.post(url, about | {"file": SimpleUploadedFile("acta.txt", content)})

    return send


def test_what_it_knows_is_not_kept_and_the_log_says_so(daemon, send):
    answer = send(b"Acta\n" + EICAR)
    assert "does harm" in str(answer.context["form"].errors["file"])
    assert not Document.objects.exists()
    assert len(audit_events("document_refused")) == 1


def test_what_it_does_not_know_is_kept(daemon, send):
    content = b"Acta inventada\n" * 20_000
    assert send(content).status_code == 302
    assert daemon.seen == [len(content)]
    assert Document.objects.get().content == content


@pytest.mark.parametrize(
    "said", [b"", b"INSTREAM size limit exceeded. ERROR", b"stream: OK but", b"stream: OK\nmore"]
)
def test_an_answer_that_says_nothing_sure_keeps_nothing(daemon, send, said, monkeypatch):
    monkeypatch.setattr(Daemon, "says", said)
    assert "does not answer" in str(send(b"Acta").context["form"].errors["file"])
    assert not Document.objects.exists()


def test_when_it_is_away_nothing_is_kept_and_it_says_what_to_do(settings, tmp_path, send):
    settings.CLAMAV = str(tmp_path / "nobody")
    assert "does not answer" in str(send(b"Acta").context["form"].errors["file"])
    assert not Document.objects.exists()


def test_unless_it_is_set_up_nobody_is_asked(settings, send):
    assert settings.CLAMAV == ""
    assert not clamd.is_wanted()
    assert send(b"Acta\n" + EICAR).status_code == 302
