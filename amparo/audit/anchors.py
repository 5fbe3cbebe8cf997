"""The head of the log, written every minute where whoever alters the database does not reach.

First to an append-only file on another path, then to further files, then to a second host (syslog).
"""

import json
import logging
import logging.handlers
import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from amparo.audit import chain
from amparo.audit.models import AuditEvent
from amparo.core import clock
from amparo.core.errors import CheckFailed

TAIL = 4096  # more than the longest line


def _file() -> Path:
    return Path(settings.AUDIT_ANCHOR_FILE)


def _files() -> list[Path]:
    return [_file(), *(Path(path) for path in settings.AUDIT_ANCHOR_COPIES)]


def read() -> dict[int, str]:
    """Every anchored head: sequence -> link. Heads lost by a declared restore are left out."""
    return _heads(_file())


def held() -> dict[int, set[str]]:
    """Every link that any of the files holds for a sequence; two of them are one too many."""
    found: dict[int, set[str]] = {}
    for path in _files():
        for sequence, link in _heads(path).items():
            found.setdefault(sequence, set()).add(link)
    return found


def declared() -> list[list[int]]:
    """The ranges that restores said, beside the heads, to have lost."""
    return [entry["lost"] for path in _files() for entry in _entries(path) if "lost" in entry]


def _heads(path: Path) -> dict[int, str]:
    heads: dict[int, str] = {}
    for entry in _entries(path):
        if "lost" in entry:
            low, high = entry["lost"]
            heads = {s: link for s, link in heads.items() if not low <= s <= high}
        else:
            heads[entry["sequence"]] = entry["link"]
    return heads


def _entries(path: Path) -> Iterator[dict]:
    if not path.exists():
        return
    with path.open() as file:
        for line in file:
            try:
                yield json.loads(line)
            except ValueError:
                # Torn by a power cut while it was appended; the next anchor stands below it.
                continue


def anchor() -> bool:
    """Append the head if it moved since the last anchor."""
    head = AuditEvent.objects.order_by("-sequence").values("sequence", "link").first()
    if head is None or _newest(_file()) == head:
        return False
    _spread({"at": chain.moment(clock.now()), **head})
    return True


def declare_lost(low: int, high: int) -> None:
    """Note beside the heads that a restore lost a range; `verify` demands the signed event too."""
    _spread({"at": chain.moment(clock.now()), "lost": [low, high]})


def _newest(path: Path) -> dict | None:
    """The last whole line, without reading years of them."""
    if not path.exists():
        return None
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL))
        lines = file.read().splitlines()
    for line in reversed(lines):
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        return {name: entry.get(name) for name in ("sequence", "link")}
    return None


def _spread(entry: dict) -> None:
    """To every place; one that fails keeps none of the others from its copy."""
    _append(_file(), entry)
    failed = 0
    for path in _files()[1:]:
        try:
            _append(path, entry)
        except OSError:
            failed += 1
    if settings.AUDIT_ANCHOR_SYSLOG:
        try:
            _send(entry)
        except OSError:
            failed += 1
    if failed:
        raise CheckFailed(
            f"The head of the log was anchored here, but {failed} of its copies could not be "
            "written. Look at AMPARO_ANCHOR_COPIES and AMPARO_ANCHOR_SYSLOG."
        )


class _Syslog(logging.handlers.SysLogHandler):
    append_nul = False

    def handleError(self, record):
        raise  # while logging handles the error: whoever anchors must know of it


def _send(entry: dict) -> None:
    """One datagram; the second host keeps what this one can no longer take back."""
    host, _colon, port = settings.AUDIT_ANCHOR_SYSLOG.rpartition(":")
    syslog = _Syslog((host, int(port)), facility=logging.handlers.SysLogHandler.LOG_AUTHPRIV)
    words = f"amparo-anchor {json.dumps(entry, sort_keys=True)}"
    try:
        syslog.emit(logging.LogRecord("amparo.anchors", logging.INFO, "", 0, words, None, None))
    finally:
        syslog.close()


def _ends_torn(path: Path) -> bool:
    if not path.exists() or not path.stat().st_size:
        return False
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() != b"\n"


def _append(path: Path, entry: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    torn = _ends_torn(path)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "a") as file:
        file.write("\n" * torn + json.dumps(entry, sort_keys=True) + "\n")
        file.flush()
        os.fsync(file.fileno())
