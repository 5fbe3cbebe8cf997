"""Keep an outside file whole: every raw value, column by column."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from amparo import audit
from amparo.core import clock
from amparo.core.errors import BadInput

from .. import answers, coding, policies, queries
from ..models import DataSet, DataSetColumn
from .keeping import member_or_none

Row = tuple[int, Sequence[str | None]]
BATCH = 1_000


class Stored(NamedTuple):
    dataset: DataSet
    rows: int
    unchanged: int


@transaction.atomic
def store_dataset(
    *,
    by,
    name: str,
    kind: str,
    file_sha256: str,
    columns: Sequence[str],
    rows: Iterable[Row],
    title: str = "",
    licence_note: str = "",
    is_public: bool = False,
    missing: Mapping[str, Sequence[str]] | None = None,
    progress: Callable[[int], object] | None = None,
) -> Stored:
    """Keep every raw value of a file as a data set. The same file again changes nothing."""
    policies.can_store(by=by).or_refuse()
    held = queries.dataset_by_file(file_sha256, kind)
    if held is not None:
        return Stored(held, held.rows, unchanged=held.rows)
    if len(set(columns)) != len(columns):
        raise BadInput(_("Two columns of this file have the same name, so neither can be counted."))
    numbers, coders = _read(columns, rows, progress or (lambda done: None))
    data_set = DataSet.objects.create(
        name=_free_name(name, file_sha256),
        kind=kind,
        title=title,
        file_sha256=file_sha256,
        rows=len(numbers),
        columns=list(columns),
        row_numbers=coding.pack_rising(numbers),
        is_public=is_public,
        licence_note=licence_note,
        loaded_at=clock.now(),
        loaded_by=member_or_none(by),
    )
    _write(data_set, coders, missing or {})
    audit.record("data_set_stored", by=by, about=data_set, detail={"rows": data_set.rows})
    return Stored(data_set, data_set.rows, unchanged=0)


def _read(
    columns: Sequence[str], rows: Iterable[Row], progress: Callable[[int], object]
) -> tuple[list[int], list[coding.ColumnCoder]]:
    numbers: list[int] = []
    coders = [coding.ColumnCoder() for _column in columns]
    for batch in _batches(rows):
        for number, values in batch:
            if len(values) != len(columns):
                raise BadInput(
                    _(
                        "Row %(row)s has %(found)s values where the file has %(expected)s "
                        "columns, so values could land in the wrong column. Nothing was kept."
                    )
                    % {"row": number, "found": len(values), "expected": len(columns)}
                )
        numbers.extend(number for number, _values in batch)
        for coder, values in zip(coders, zip(*(row[1] for row in batch), strict=True), strict=True):
            coder.extend("" if value is None else value for value in values)
        progress(len(numbers))
    return numbers, coders


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    stream = iter(rows)
    while batch := list(islice(stream, BATCH)):
        yield batch


def _write(
    data_set: DataSet, coders: list[coding.ColumnCoder], missing: Mapping[str, Sequence[str]]
) -> None:
    for position, (name, coder) in enumerate(zip(data_set.columns, coders, strict=True), start=1):
        if name in missing:
            no_answers = [answers.normal(code) for code in missing[name]]
        else:
            no_answers = answers.no_answers_among({answers.normal(raw) for raw in coder.values})
        DataSetColumn.objects.create(
            data_set=data_set,
            position=position,
            name=name,
            no_answers=no_answers,
            values=coder.packed_values(),
            codes=coder.packed_codes(),
        )


def _free_name(name: str, file_sha256: str) -> str:
    """Two files may bear one name; the second is told apart by its content."""
    taken = DataSet.objects.filter(name=name).exists()
    return f"{name}-{file_sha256[:8]}" if taken else name
