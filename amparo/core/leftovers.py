"""Files that lie open while they are read, and what a process brought down left of them."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

PREFIX = "amparo-open-"


@contextmanager
def fresh(suffix: str) -> Iterator[tuple[Path, IO[bytes]]]:
    """A file for as long as it is needed. Its lock falls with the process, however that ends."""
    folder = settings.FILE_UPLOAD_TEMP_DIR
    descriptor, name = tempfile.mkstemp(prefix=PREFIX, suffix=suffix, dir=folder)
    path = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield path, file
    finally:
        path.unlink(missing_ok=True)


def clear() -> int:
    """Remove the open files of processes that were killed; those in use stay."""
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR or tempfile.gettempdir())
    return sum(_removed(path) for path in folder.glob(f"{PREFIX}*"))


def _removed(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_NOFOLLOW)
    except OSError:
        return False  # gone meanwhile, or of somebody else on this machine
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink(missing_ok=True)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True
