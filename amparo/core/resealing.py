"""Sealing anew whatever lies under an older key of its person: found by what each token says."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from amparo.core import keystore
from amparo.core.errors import CheckFailed
from amparo.core.fields import FORMERLY, SealedBytesField, SealedTextField
from amparo.core.keyring import WrongKey
from amparo.core.keystore import KeyDestroyed
from amparo.core.transactions import LOT, each_in_turn, lots

Progress = Callable[[int, int], None]
# Which values did not open, and whose they are.
Unreadable = dict[str, UUID]


def sealed_models() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Every model with sealed fields, and their names."""
    for model in apps.get_models():
        names = [f.attname for f in model._meta.fields if isinstance(f, SealedTextField)]
        if names:
            yield model, names


def _lot(model: type[models.Model]) -> int:
    """How many rows are held in memory at once: of files, one."""
    holds_files = any(isinstance(f, SealedBytesField) for f in model._meta.fields)
    return 1 if holds_files else LOT


def seal_all_anew(progress: Progress) -> Unreadable:
    """Go through all rows, again and again, until none is found behind."""
    unreadable: Unreadable = {}
    while _sweep(unreadable, progress):
        pass
    return unreadable


def _sweep(unreadable: Unreadable, progress: Progress) -> int:
    done = found = 0
    total = sum(_rows(model).count() for model, _names in sealed_models())
    for model, names in sealed_models():
        for rows in lots(_rows(model), _lot(model)):
            behind = [row.pk for row, late in _late(rows, names, unreadable) if late]
            each_in_turn(_rows(model), behind, partial(_seal, names, unreadable))
            found, done = found + len(behind), done + len(rows)
            progress(done, max(done, total))
    return found


def _rows(model: type[models.Model]) -> models.QuerySet:
    """With the record that says whose they are, where that is another."""
    path, rows = model.SEALING_PATH, model._base_manager.all()
    return rows.select_related(path.removesuffix("_id")) if path.endswith("_id") else rows


def _seal(names: list[str], unreadable: Unreadable, rows: list[Any]) -> None:
    for row, late in _late(rows, names, unreadable):
        own = []
        for name in late:
            try:
                # Opened with the key that sealed it, so that saving seals it with the newest.
                getattr(row, name)
                own.append(name)
            except KeyDestroyed:
                break
            except CheckFailed:
                unreadable[_place(row, name)] = row.sealing_person_id
        if own:
            row.save(update_fields=own)


def bind_anew(person_id: UUID, *, former: UUID) -> int:
    """Seal for the agency that holds her now whatever still opens only as of the former one. What
    is left to do is found by looking, so done twice it changes nothing."""
    done = 0
    for model, names in sealed_models():
        rows = _rows(model).filter(**{model.SEALING_PATH: person_id}).order_by()
        for pk in list(rows.values_list("pk", flat=True)):
            row = rows.filter(pk=pk).first()
            late = [] if row is None else [name for name in names if _is_bound(row, name, former)]
            if late:
                row.save(update_fields=late)
                done += 1
    return done


def _is_bound(row: Any, name: str, former: UUID) -> bool:
    """Whether it opens only as of the former agency; then it lies open on the row."""
    token = row.__dict__[name]
    try:
        getattr(row, name)
        return False
    except WrongKey:
        pass
    row.__dict__[name], row.__dict__[FORMERLY] = token, former
    try:
        getattr(row, name)
    except WrongKey:
        return False
    finally:
        del row.__dict__[FORMERLY]
    return True


def _late(
    rows: list[Any], names: list[str], unreadable: Unreadable
) -> Iterator[tuple[Any, list[str]]]:
    """Each row with its fields that are sealed under an older key; none of who was erased."""
    newest = keystore.newest_versions({row.sealing_person_id for row in rows})
    for row in rows:
        version = newest.get(row.sealing_person_id)
        late = [] if version is None else [name for name in names if _is_late(row, name, version)]
        yield row, [name for name in late if _place(row, name) not in unreadable]


def _is_late(row: Any, name: str, version: int) -> bool:
    field, token = row._meta.get_field(name), row.__dict__[name]
    if not isinstance(token, field.token) or not token:
        return False
    try:
        return field.version_of(token) != version
    except WrongKey:
        return True  # Nothing that we sealed; it will be named among what does not open.


def _place(row: Any, name: str) -> str:
    return f"{row._meta.label_lower} {row.pk} {name}"
