"""A copy of a file without what it says on the side: where, when, with what and by whom.

Files are hostile until the opposite is shown: each is rewritten in a process of its own, which
may take only so much memory and time, opens no file to write, and is given none of our settings.
"""

import os
import subprocess
import sys
import threading
from pathlib import Path

from amparo.core.cleaning.limits import EXITS, WALL_SECONDS, Because, CannotClean

ROOT = Path(__file__).resolve().parents[3]
# One at a time in each process of the server: twenty photographs at once would fill the memory.
_turn = threading.Lock()
PATIENCE = 3 * WALL_SECONDS
COMMAND = [sys.executable, "-I", "-c"]
BEGIN = (
    "import sys; sys.path.insert(0, {root!r}); "
    "from amparo.core.cleaning import child; child.run({kind!r})"
)

__all__ = ["Because", "CannotClean", "cleaned"]


def cleaned(content: bytes, kind: str) -> bytes:
    """The file rewritten, or a reason why that cannot be done for sure."""
    if not _turn.acquire(timeout=PATIENCE):
        raise CannotClean(Because.BUSY)
    try:
        return _rewritten(content, kind)
    finally:
        _turn.release()


def _rewritten(content: bytes, kind: str) -> bytes:
    begin = BEGIN.format(root=str(ROOT), kind=str(kind))
    surroundings = {"PATH": os.defpath, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        ran = subprocess.run(  # noqa: S603 (our own code; the file goes in by a pipe)
            [*COMMAND, begin], input=content, capture_output=True, timeout=WALL_SECONDS,
            env=surroundings, cwd="/",
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise CannotClean(Because.TOO_MUCH) from None
    if ran.returncode == 0 and ran.stdout:
        return ran.stdout
    raise CannotClean(EXITS.get(ran.returncode, Because.TOO_MUCH))
