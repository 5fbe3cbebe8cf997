"""Somebody at each of two offices who carries files, while either server may be killed."""

import os
import re
import secrets
import signal
import socket
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from http.cookiejar import CookieJar
from random import Random
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from tests.served import Site

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
STEPS = re.compile(r'<span class="code">([0-9a-f]{8})</span>')
DIGITS = re.compile(r'<strong class="digits">([^<]+)</strong>')
FILE = re.compile(r'action="(/packages/[0-9a-f-]{36}/file/)"')
WAITS = 30
# Pages with an identity ask again after a quarter of an hour.
SAYS_AGAIN = 10 * 60


class Fell(Exception):
    """The server did not answer: nobody knows whether it did what it was asked."""


@dataclass
class Office:
    """A server with somebody before it. It is killed while it works, and started again."""

    site: Site
    luck: Random
    member: str = "ana"
    killed: int = 0
    in_a_form: int = 0
    fuse: int | None = None
    opener: object = None
    said_at: float = 0.0
    token: str = ""
    # How many steps stood on a page when she last looked.
    seen: dict[str, int] = field(default_factory=dict)
    timers: list = field(default_factory=list)

    # The server

    def will_be_killed(self) -> None:
        """Before, in, or after one of the next few things that are asked of it."""
        self.fuse = self.luck.randint(0, 4)

    def _burn(self) -> None:
        if self.fuse is None:
            return
        self.fuse -= 1
        if self.fuse < 0:
            self.fuse = None
            timer = threading.Timer(self.luck.random() * 0.25, self.kill)
            timer.start()
            self.timers.append(timer)

    def kill(self) -> None:
        self.killed += 1
        for pid in family(self.site.server.process.pid):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue

    def comes_back(self) -> None:
        """Started again by whoever looks after it."""
        for timer in self.timers:
            timer.join()
        self.timers.clear()
        self.site.server.process.wait()
        self.site.server.process.stdout.close()
        until = time.monotonic() + WAITS
        while not is_free(self.site.server.port):
            assert time.monotonic() < until, "somebody else listens there"
            time.sleep(0.05)
        assert self.site.server.start() == self.site.url

    # Whoever sits before it

    def asks(self, path: str, form: dict | None = None, file: bytes | None = None):
        """The page, or what came of a form: its address and its text."""
        body, kind = None, "application/x-www-form-urlencoded"
        if file is not None:
            body, kind = parts(form, file)
        elif form is not None:
            body = urlencode(form, doseq=True).encode()
        request = Request(self.site.url + path, data=body)
        request.add_header("Content-Type", kind)
        request.add_header("Referer", self.site.url + path)
        request.add_header("Accept-Language", "es")
        self._burn()
        try:
            with self.opener.open(request, timeout=WAITS) as answer:
                return answer.url, answer.read()
        except HTTPError as refusal:
            # Who starts it again is faster than some of what it needs.
            if refusal.code in (502, 503):
                raise Fell from refusal
            raise AssertionError(f"{path}: {refusal.code} {refusal.read()[:2000]}") from refusal
        except (OSError, HTTPException) as gone:
            self.in_a_form += form is not None
            raise Fell from gone

    def reads(self, path: str) -> str:
        if time.monotonic() - self.said_at > SAYS_AGAIN:
            self.says_who_she_is()
        url, page = self.asks(path)
        if "reauthenticate" in url or "/login/" in url:
            self.says_who_she_is()
            _url, page = self.asks(path)
        text = page.decode()
        self.token = TOKEN.search(text)[1]
        self.seen[path] = len(STEPS.findall(text))
        return text

    def fills_in(self, path: str, form: dict, file: bytes | None = None) -> bytes:
        if not self.token or time.monotonic() - self.said_at > SAYS_AGAIN:
            self.reads(path)
        _url, page = self.asks(path, form | {"csrfmiddlewaretoken": self.token}, file)
        self.seen[path] = len(STEPS.findall(page.decode()))
        return page

    def says_who_she_is(self) -> None:
        """Signs in anew: password, and what her telephone shows. A code opens the door once."""
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        login = "/account/login/"
        form = {"login": self.member, "password": self.site.passwords[self.member]}
        for _ in range(40):
            url, page = self.asks(login)
            token = TOKEN.search(page.decode())[1]
            url, page = self.asks(login, form | {"csrfmiddlewaretoken": token})
            address = "/" + url.split("/", 3)[3]
            token = TOKEN.search(page.decode())[1]
            code = {"code": self.site.code(self.member), "csrfmiddlewaretoken": token}
            url, page = self.asks(address, code)
            if "/account/" not in url:
                self.said_at, self.token = time.monotonic(), ""
                return
            time.sleep(2)
        raise AssertionError(f"she is not let in: {url}")

    def as_a_person(self, verb):
        """Tries again when the page does not come, as often as it falls."""
        while True:
            try:
                return verb()
            except Fell:
                self.comes_back()

    # What she does

    def says(self, page: str, form: dict) -> None:
        """One step. When no answer comes she looks whether it stands there, or presses again
        without looking."""
        self.as_a_person(lambda: self.reads(page))
        before = self.seen[page]
        while True:
            try:
                self.fills_in(page, form)
                break
            except Fell:
                self.comes_back()
                if self.luck.random() < 0.5:
                    self.as_a_person(lambda: self.reads(page))
                    if self.seen[page] > before:
                        break
        found = self.seen[page]
        assert found == before + 1, f"{form['step']}: {found - before} steps came of one press"

    def takes_out(self) -> bytes:
        return self.as_a_person(self._file)

    def _file(self) -> bytes:
        page = self.reads("/packages/")
        lines = page.split('id="h-sent"')[1].split("<li")
        line = next(each for each in lines if "Pasos de un trayecto" in each and FILE.search(each))
        _url, content = self.asks(FILE.search(line)[1], {"csrfmiddlewaretoken": self.token})
        assert content.startswith(b"age-encryption.org/"), content[:300]
        return content

    def takes_in(self, content: bytes, *, again: bool = False) -> None:
        tried = again
        while True:
            try:
                page = self.fills_in("/packages/", {}, content).decode()
                break
            except Fell:
                tried = True
                self.comes_back()
        said = "Abierto y tomado" in page or (tried and "ya había llegado" in page)
        assert said, re.findall(r"notice--danger.*?</div>", page, re.S)[:2]

    def digits(self, page: str) -> str:
        return DIGITS.search(self.as_a_person(lambda: self.reads(page)))[1]

    def newest_received(self) -> str:
        page = self.as_a_person(lambda: self.reads("/journeys/received/"))
        return re.search(r'href="(/journeys/received/[0-9a-f-]{36}/)"', page)[1]


def parts(form: dict, file: bytes) -> tuple[bytes, str]:
    """A form with a file, as a browser sends it."""
    line = secrets.token_hex(16)
    fields = "".join(
        f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in form.items()
    )
    head = (
        f'--{line}\r\nContent-Disposition: form-data; name="package"; filename="x.age"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    body = fields.encode() + head.encode() + file + f"\r\n--{line}--\r\n".encode()
    return body, f"multipart/form-data; boundary={line}"


def family(pid: int) -> list[int]:
    """A process and all that it began, itself first."""
    children = {}
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat") as stat:
                    parent = int(stat.read().rpartition(")")[2].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
            children.setdefault(parent, []).append(int(name))
    found = [pid]
    for each in found:
        found += children.get(each, [])
    return found


def is_free(port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
