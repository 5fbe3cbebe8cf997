"""A site that is closed answers nobody: while a restore runs, and after one that was cut short."""

from pathlib import Path

from django.conf import settings


def _mark() -> Path:
    # On the disk of the data, so that every process of the site sees it.
    return Path(settings.VAR) / "closed"


def close() -> None:
    _mark().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _mark().touch(mode=0o600)


def open_again() -> None:
    _mark().unlink(missing_ok=True)


def is_closed() -> bool:
    return _mark().exists()
