"""Where copies of the key store were put, so that each goes in time, and none is forgotten."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from amparo.core import clock, erasure_register

# The duty comes once a day, so that none is ever older than thirty.
GO_AFTER = erasure_register.KEY_BACKUPS_ARE_KEPT - timedelta(days=1)


def _list() -> Path:
    return erasure_register.path().with_name("key-copies.jsonl")


def note(path: Path) -> None:
    """Remember a copy that is about to be written."""
    _list().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _list().open("a") as file:
        file.write(json.dumps({"path": str(path), "made": clock.now().isoformat()}) + "\n")


def forget() -> int:
    """Destroy those that are old enough. Returns how many are due and cannot be reached."""
    kept, unreached = [], 0
    for entry in _entries():
        if not _is_due(entry):
            kept.append(entry)
        elif not _destroyed(Path(entry["path"])):
            kept.append(entry)
            unreached += 1
    if _list().exists():
        draft = _list().with_suffix(".new")
        draft.write_text("".join(json.dumps(entry) + "\n" for entry in kept))
        draft.replace(_list())
    return unreached


def unreached() -> int:
    """How many are older than they should ever be, as the last duty left them."""
    return sum(_is_due(entry) for entry in _entries())


def _is_due(entry: dict[str, str]) -> bool:
    return clock.now() - datetime.fromisoformat(entry["made"]) > GO_AFTER


def _entries() -> list[dict[str, str]]:
    if not _list().exists():
        return []
    found = []
    for text in _list().read_text().splitlines():
        try:
            found.append(json.loads(text))
        except ValueError:
            continue  # torn by a power cut: the folder of the copies is gone through as well
    return found


def _destroyed(path: Path) -> bool:
    """Gone for certain. Where its folder is not there, a disk is away, and the copy with it."""
    try:
        if not path.parent.is_dir():
            return False
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
