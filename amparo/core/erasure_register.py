"""The erasure register: one signed and linked line for each erasure, outside every backup.

A restore brings back whatever a backup holds; this file says who of them must go again. Each line
carries the number under which she was known and nothing else of her. Lines are signed with
Ed25519, so that nobody who can write the file can have somebody erased, and each names the line
before, so that one that was altered, left out or put in is noticed.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from amparo.core import clock
from amparo.core.keyring import ring

# No backup of the key store is older than this, so her key is in none of them any more.
KEY_BACKUPS_ARE_KEPT = timedelta(days=30)
OPENED, ERASED, GAP = "opened", "erased", "gap"
FIRST = "0" * 64


@dataclass(frozen=True)
class Register:
    """What the files say together: the lines that we signed, and what is wrong with them."""

    lines: dict[int, dict[str, Any]] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    @property
    def head(self) -> tuple[int, str]:
        """The highest line and its digest; (0, "") where nothing was ever written."""
        high = max(self.lines, default=0)
        return high, _digest(self.lines[high]) if high else ""

    @property
    def erased(self) -> dict[UUID, dict[str, Any]]:
        found = (line for _n, line in sorted(self.lines.items()) if line["kind"] == ERASED)
        return {UUID(line["person"]): line for line in found}

    @property
    def gaps(self) -> list[dict[str, Any]]:
        return [line for _n, line in sorted(self.lines.items()) if line["kind"] == GAP]

    def holds(self, head: tuple[int, str]) -> bool:
        """Whether it goes on from a head that somebody else remembers."""
        number, digest = head
        return number == 0 or (number in self.lines and _digest(self.lines[number]) == digest)


def path() -> Path:
    """Beside the anchors of the log, unless a place of its own is named."""
    named = settings.ERASURE_REGISTER_FILE
    return Path(named or Path(settings.AUDIT_ANCHOR_FILE).with_name("erasures.jsonl"))


def read() -> Register:
    """All that we signed, from whichever file still holds it: a lost line must not bring her back.

    A line that was cut short by a power cut is none, and the next one does not count it.
    """
    lines: dict[int, dict[str, Any]] = {}
    faults: list[str] = []
    for place in _places():
        for line in _signed(place, faults):
            held = lines.setdefault(line["n"], line)
            if held != line:
                faults.append("forked")
    before = FIRST
    for number in range(1, max(lines, default=0) + 1):
        line = lines.get(number)
        if line is None:
            faults.append("missing")
            before = ""
            continue
        if before and line["before"] != before:
            faults.append("broken")
        before = _digest(line)
    return Register(lines, tuple(dict.fromkeys(faults)))


def open_if_new() -> None:
    """Begin it, so that from now on a missing register is one that was lost."""
    with _locked() as register:
        if not register.lines:
            _append(register, OPENED)
            _take_over_graves()


def enter(person_id: UUID, *, at: str, ground: str) -> dict[str, Any]:
    """Write down that somebody is erased; once, however often it is asked."""
    open_if_new()
    with _locked() as register:
        held = register.erased.get(person_id)
        gone = gone_on(datetime.fromisoformat(at).date())
        more = {"person": str(person_id), "ground": ground, "keys_gone_on": gone.isoformat()}
        return held or _append(register, ERASED, at=at, **more)


def note_gap(why: str) -> None:
    """Whoever restored without the register left a line about it that stays."""
    open_if_new()
    with _locked() as register:
        _append(register, GAP, why=why)


def gone_on(day: date) -> date:
    """The day by which no backup of the key store holds a key that was destroyed on a day."""
    return day + KEY_BACKUPS_ARE_KEPT


def public_key() -> str:
    """With this, anyone can check the lines; it tells nothing about our other keys."""
    return _signer().public_key().public_bytes_raw().hex()


def _signer() -> Ed25519PrivateKey:
    # Of the root, which no rotation changes and which two recovery sheets bring to a new machine.
    return Ed25519PrivateKey.from_private_bytes(ring().subkey("erasure-register"))


def _places() -> list[Path]:
    return [path(), *(Path(copy) for copy in settings.ERASURE_REGISTER_COPIES)]


def _plain(line: dict[str, Any]) -> bytes:
    unsigned = {name: value for name, value in line.items() if name != "signed"}
    return json.dumps(unsigned, sort_keys=True).encode()


def _digest(line: dict[str, Any]) -> str:
    return hashlib.sha256(_plain(line)).hexdigest()


def _signed(place: Path, faults: list[str]) -> Iterator[dict[str, Any]]:
    if not place.exists():
        return
    key = _signer().public_key()
    for text in place.read_text(errors="replace").splitlines():
        try:
            line = json.loads(text)
        except ValueError:
            continue  # torn, or made unreadable: then the next line does not go on from it
        try:
            key.verify(bytes.fromhex(line["signed"]), _plain(line))
        except (InvalidSignature, KeyError, TypeError, ValueError):
            faults.append("forged")
            continue
        yield line


@contextmanager
def _locked() -> Iterator[Register]:
    """One writer at a time: two erasures at once must not both go on from the same line."""
    place = path()
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(place.with_suffix(".lock"), os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield read()
    finally:
        os.close(descriptor)


def _append(register: Register, kind: str, *, at: str = "", **more: str) -> dict[str, Any]:
    number, digest = register.head
    line = {"n": number + 1, "kind": kind, "at": at or clock.now().isoformat(), **more}
    line["before"] = digest or FIRST
    line["signed"] = _signer().sign(_plain(line)).hex()
    first, *copies = _places()
    _write(first, line)
    for copy in copies:
        try:
            _write(copy, line)
        except OSError:
            # The erasure goes on; the next look at the copies says that one is behind.
            continue
    register.lines[line["n"]] = line
    return line


def _write(place: Path, line: dict[str, Any]) -> None:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(place, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "a") as file:
        # A line break in front, should a power cut have torn the line before.
        file.write("\n" + json.dumps(line, sort_keys=True) + "\n")
        file.flush()
        os.fsync(file.fileno())


def copies_behind() -> int:
    """How many of the copies lack lines of the register."""
    high = read().head[0]
    return sum(
        max((line["n"] for line in _signed(copy, [])), default=0) < high for copy in _places()[1:]
    )


def _take_over_graves() -> None:
    """The list of before had no signatures. It is read once, and then put away."""
    old = Path(settings.AUDIT_ANCHOR_FILE).with_name("erased.jsonl")
    if not old.exists():
        return
    for text in old.read_text().splitlines():
        try:
            entry = json.loads(text)
            person, at = UUID(entry["person"]), entry["at"]
        except (ValueError, KeyError):
            continue
        register = read()
        if person not in register.erased:
            gone = gone_on(datetime.fromisoformat(at).date()).isoformat()
            more = {"person": str(person), "ground": "", "keys_gone_on": gone}
            _append(register, ERASED, at=at, **more)
    old.replace(old.with_suffix(".taken-over"))
