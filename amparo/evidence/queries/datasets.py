from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from amparo.core.errors import BadInput, NotPossible

from .. import answers, coding, policies
from ..models import DataSet, DataSetColumn


def dataset_by_file(file_sha256: str, kind: str) -> DataSet | None:
    return DataSet.objects.filter(file_sha256=file_sha256, kind=kind).first()


def tabulate(name: str, by: Sequence[str]) -> dict[str, Any]:
    """Count the rows of a public data set by the values of one or more columns.

    Cells hold every answer and every code for "no answer", so they sum to the rows; `missing`
    counts the rows that give no answer in at least one of the columns.
    """
    data_set = _public(name)
    columns = _columns(data_set, by)
    labels = [[answers.normal(raw) for raw in coding.unpack_text(one.values)] for one in columns]
    codes = [coding.unpack_numbers(one.codes) for one in columns]

    cells: Counter[tuple[str, ...]] = Counter()
    for combination, count in Counter(zip(*codes, strict=True)).items():
        key = tuple(label[code] for label, code in zip(labels, combination, strict=True))
        cells[key] += count
    silent = [frozenset(one.no_answers) for one in columns]
    missing = sum(
        count
        for key, count in cells.items()
        if any(value in codes for value, codes in zip(key, silent, strict=True))
    )
    ordered = sorted(cells.items(), key=lambda cell: (-cell[1], cell[0]))
    return {
        "dataset": data_set.name,
        "by": list(by),
        "rows": data_set.rows,
        "cells": [{"key": list(key), "count": count} for key, count in ordered],
        "missing": missing,
    }


def raw_rows(
    data_set: DataSet, start: int = 0, stop: int | None = None
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Rows as they stood in the file, each with its number there."""
    columns = list(data_set.cells.order_by("position"))
    values = [coding.unpack_text(one.values) for one in columns]
    codes = zip(*(coding.unpack_numbers(one.codes) for one in columns), strict=True)
    numbered = zip(coding.unpack_rising(data_set.row_numbers), codes, strict=True)
    for number, row in islice(numbered, start, stop):
        yield number, tuple(value[code] for value, code in zip(values, row, strict=True))


def _public(name: str) -> DataSet:
    data_set = DataSet.objects.filter(name=name).first()
    if data_set is None:
        raise BadInput(_("No data set has the name %(name)s.") % {"name": name})
    if refusal := policies.can_tabulate(data_set).reason:
        raise NotPossible(refusal)
    return data_set


def _columns(data_set: DataSet, names: Sequence[str]) -> list[DataSetColumn]:
    held = {column.name: column for column in data_set.cells.filter(name__in=names)}
    if unknown := [name for name in names if name not in held]:
        raise BadInput(
            _("The data set has no column %(unknown)s. Its columns are: %(columns)s.")
            % {"unknown": ", ".join(unknown), "columns": ", ".join(data_set.columns)}
        )
    return [held[name] for name in names]
