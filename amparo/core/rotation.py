"""Rotation of keys: a fresh master key, fresh data keys for everyone, everything sealed anew.

It runs while people work. It can be killed at any point and run again: what is left to do is found
by looking, not remembered. No key is forgotten before nothing can lie, or come to lie, under it.
"""

import fcntl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from amparo.core import keyring, keystore, resealing
from amparo.core.errors import CheckFailed, NotPossible
from amparo.core.keyring import Ring
from amparo.core.resealing import Progress
from amparo.core.transactions import outlast_earlier

_rebuilders: list[Callable[[Ring], None]] = []
_forgetters: list[Callable[[Ring], None]] = []
_holders: list[Callable[[], Iterable[UUID]]] = []


def also_rebuild(rule: Callable[[Ring], None]) -> Callable[[Ring], None]:
    """Let a room above rebuild what it derives from the master key, such as a search index."""
    _rebuilders.append(rule)
    return rule


def also_forget(rule: Callable[[Ring], None]) -> Callable[[Ring], None]:
    """Let a room above drop what it had built before, once nobody uses it any more."""
    _forgetters.append(rule)
    return rule


def also_holds(rule: Callable[[], Iterable[UUID]]) -> Callable[[], Iterable[UUID]]:
    """Let a room above name records whose old keys stay: they open something outside the database.

    They are wrapped under the new master like all others.
    """
    _holders.append(rule)
    return rule


@dataclass(frozen=True)
class Rotated:
    """How many records got new keys, and which values did not open, so that theirs were kept."""

    records: int
    unreadable: list[str]


def rotate(*, progress: Progress = lambda done, total: None) -> Rotated:
    """Rotate all keys, or bring a rotation that broke off to its end."""
    with _alone():
        held = _turned()
        renewed = sum(keystore.renew_behind())
        # From here on every transaction that begins seals with the new keys.
        outlast_earlier()
        unreadable = resealing.seal_all_anew(progress)
        # Who read a row before it was sealed anew may still have to open it.
        outlast_earlier()
        kept = {*unreadable.values(), *(each for rule in _holders for each in rule())}
        keystore.wrap_again(kept)
        keystore.drop_older(but=kept)
        for rebuild in _rebuilders:
            rebuild(held)
        outlast_earlier()
        for forget in _forgetters:
            forget(held)
        _retire()
        return Rotated(renewed, sorted(unreadable))


@contextmanager
def _alone() -> Iterator[None]:
    place = Path(settings.KEY_STORE_FILE).with_name("rotation.lock")
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with place.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise NotPossible(
                "Keys are being rotated already. Let that run to its end; nothing was changed."
            ) from None
        yield


def _turned() -> Ring:
    """The ring with a fresh current master, unless an earlier rotation is still to be ended."""
    with keystore.standing_still():
        held = keyring.ring()
        if len(held.masters) == 1 and not keystore.behind(held):
            held = held.rotated()
            keyring.keep(held, Path(settings.KEY_RING_FILE))
    return held


def _retire() -> None:
    with keystore.standing_still():
        held = keyring.ring()
        if keystore.behind(held):
            raise CheckFailed(
                "Some keys still lie under an older master key, so it was kept. Run the rotation "
                "again."
            )
        keyring.keep(held.retired(), Path(settings.KEY_RING_FILE))
