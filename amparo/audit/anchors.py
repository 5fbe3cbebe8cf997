"""The head of the log, written every minute to an append-only file on another path."""

import json
import os
from pathlib import Path

from django.conf import settings

from amparo.audit import chain
from amparo.audit.models import AuditEvent
from amparo.core import clock


def _file() -> Path:
    return Path(settings.AUDIT_ANCHOR_FILE)


def read() -> dict[int, str]:
    """Every anchored head: sequence -> link. Heads lost by a declared restore are left out."""
    if not _file().exists():
        return {}
    heads: dict[int, str] = {}
    for line in _file().read_text().splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            # Torn by a power cut while it was appended; the next anchor stands below it.
            continue
        if "lost" in entry:
            low, high = entry["lost"]
            heads = {s: link for s, link in heads.items() if not low <= s <= high}
        else:
            heads[entry["sequence"]] = entry["link"]
    return heads


def anchor() -> bool:
    """Append the head if it moved since the last anchor."""
    head = AuditEvent.objects.order_by("-sequence").values("sequence", "link").first()
    if head is None or read().get(head["sequence"]) == head["link"]:
        return False
    _append({"at": chain.moment(clock.now()), **head})
    return True


def declare_lost(low: int, high: int) -> None:
    """Note beside the heads that a restore lost a range; `verify` demands the signed event too."""
    _append({"at": chain.moment(clock.now()), "lost": [low, high]})


def _ends_torn(path: Path) -> bool:
    if not path.exists() or not path.stat().st_size:
        return False
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() != b"\n"


def _append(entry: dict) -> None:
    path = _file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    torn = _ends_torn(path)
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "a") as file:
        file.write("\n" * torn + json.dumps(entry, sort_keys=True) + "\n")
        file.flush()
        os.fsync(file.fileno())
