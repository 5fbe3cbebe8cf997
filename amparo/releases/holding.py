"""Which printed figures kept an earlier print, and since when. Reads prints only, never counts."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from conteo.disclosure import counts
from conteo.disclosure.counts import Share, Shown
from conteo.disclosure.printed import Judged
from django.db.models import QuerySet

from amparo.releases.models import Release
from amparo.releases.queries import published

Key = tuple[tuple[str, ...], tuple[str, ...]]
TOTAL: Key = ((), ())


class Print(NamedTuple):
    key: Key
    text: str
    known: list[int | None] | None
    reason: str


def is_held(text: str, known: list[int | None] | None, reason: str, *, total: bool = False) -> bool:
    """Whether a figure stands as printed before, so that its print says less about today."""
    if reason != "hidden" or known is None:
        return reason.startswith("held")
    alone, (low, high) = Shown.read(text, total=total), known
    above = alone.high is not None and (high is None or high > alone.high)
    return above or (low or 0) < alone.low


def since(release: Release) -> dict[Key, date]:
    """For each figure of a release that kept an earlier print: the day of the release it is of."""
    first: dict[Key, date] = {}
    kept: set[Key] = set()
    for one in (*_before(release), release):
        kept = {cell.key for cell in _prints(one.judged) if _held(cell)}
        for cell in _prints(one.judged):
            if cell.key not in kept or cell.key not in first:
                first[cell.key] = one.as_of
    return {key: first[key] for key in kept if first[key] != release.as_of}


def share(release: Release, by: tuple[str, ...], labels: tuple[str, ...]) -> Share | None:
    """A printed figure as a share of its total, which keeps its print while either of them does."""
    found = None
    for one in (*_before(release), release):
        judged = Judged.from_json(one.judged)
        if judged.table(by) is not None:
            found = counts.share(judged.cell(by, *labels).shown, judged.people, found)
    return found


def _before(release: Release) -> QuerySet[Release]:
    before = published(release.scope).exclude(pk=release.pk)
    if release.published_at:
        before = before.filter(published_at__lte=release.published_at, as_of__lte=release.as_of)
    return before


def _held(cell: Print) -> bool:
    return is_held(cell.text, cell.known, cell.reason, total=cell.key == TOTAL)


def _prints(judged: dict[str, Any]) -> Iterator[Print]:
    reason = judged.get("people_reason", "new")
    yield Print(TOTAL, judged["people"], judged.get("people_known"), reason)
    for table in judged["tables"]:
        for cell in table["cells"]:
            key = (tuple(table["by"]), tuple(cell["key"]))
            yield Print(key, cell["shown"], cell.get("known"), cell.get("reason", "new"))
