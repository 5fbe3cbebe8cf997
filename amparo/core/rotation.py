"""Rotation of keys: a fresh master key, fresh data keys for everyone, everything sealed anew.

It can be killed at any point and run again: what is left to do is found by looking, not remembered.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import models, transaction

from amparo.core import keyring, keystore
from amparo.core.fields import SealedTextField
from amparo.core.keyring import Ring

Progress = Callable[[int, int], None]
_rebuilders: list[Callable[[Ring], None]] = []


def also_rebuild(rule: Callable[[Ring], None]) -> Callable[[Ring], None]:
    """Let a room above rebuild what it derives from the master key, such as a search index."""
    _rebuilders.append(rule)
    return rule


def sealed_models() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Every model with sealed fields, and their names."""
    for model in apps.get_models():
        names = [f.attname for f in model._meta.fields if isinstance(f, SealedTextField)]
        if names:
            yield model, names


def rotate(*, progress: Progress = lambda done, total: None) -> int:
    """Rotate all keys. Returns how many people were sealed anew."""
    held = keyring.ring()
    if not keystore.behind(held) and len(held.masters) == 1:
        held = held.rotated()
        keyring.keep(held, Path(settings.KEY_RING_FILE))
    waiting = keystore.behind(held)
    for done, person_id in enumerate(waiting, 1):
        _seal_anew(person_id)
        progress(done, len(waiting))
    for rebuild in _rebuilders:
        rebuild(held)
    keyring.keep(held.retired(), Path(settings.KEY_RING_FILE))
    return len(waiting)


def _seal_anew(person_id: UUID) -> None:
    keystore.renew(person_id)
    with transaction.atomic():
        for model, names in sealed_models():
            rows = model._default_manager.select_for_update(of=("self",)) if _locks() else None
            rows = rows if rows is not None else model._default_manager
            for row in rows.filter(**{model.SEALING_PATH: person_id}):
                _reopen(row, names)
                row.save(update_fields=names)
    # Only now: until the new rows are confirmed, the old key is the one that opens them.
    keystore.drop_older(person_id)


def _locks() -> bool:
    from django.db import connection

    return connection.features.has_select_for_update_of


def _reopen(row: Any, names: list[str]) -> None:
    """Open with the key that sealed it, so that saving seals with the newest."""
    plain = {name: getattr(row, name) for name in names}
    row.__dict__.pop("_data_keys", None)
    for name, value in plain.items():
        setattr(row, name, value)
