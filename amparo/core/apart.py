"""What must lie apart: the key store from the data it opens, and each backup from the other.

Whoever finds one folder, or takes one backup, must not hold both halves.
"""

from collections.abc import Iterator
from pathlib import Path

DATA, KEYS, BACKUP, KEY_BACKUP = "data", "key store", "database backups", "key backups"
PAIRS = [(DATA, KEYS), (DATA, KEY_BACKUP), (BACKUP, KEYS), (BACKUP, KEY_BACKUP), (KEYS, KEY_BACKUP)]


def share(one: Path, other: Path) -> bool:
    """Whether one folder is the other, or lies inside it."""
    one, other = one.resolve(), other.resolve()
    return one == other or one in other.parents or other in one.parents


def together(folders: dict[str, Path | None]) -> Iterator[tuple[str, str]]:
    """The pairs that lie together and must not, among the folders that are set."""
    for one, other in PAIRS:
        first, second = folders.get(one), folders.get(other)
        if first and second and share(first, second):
            yield one, other
