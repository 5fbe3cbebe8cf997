"""Words for printed figures and for why a figure is what it is. They say nothing of true counts."""

from datetime import date
from typing import Any

from conteo.disclosure.counts import Shown
from django.utils.translation import gettext as _

from amparo.releases.holding import Key, is_held
from amparo.statistics import wording

REASONS = {
    "new": lambda: _("Printed for the first time."),
    "moved": lambda: _("It moved because the change is certainly five people or more."),
    "held_pair_rule": lambda: _(
        "It keeps its earlier print: until a change is certainly five people or more, a new "
        "figure beside the old one could point at a single newcomer."
    ),
    "held_total": lambda: _("It keeps its earlier print because the total has not moved."),
    "held_table": lambda: _(
        "It keeps its earlier print, because moving this table would describe too few people."
    ),
    "hidden": lambda: _(
        "A small group: below the limit every size prints alike, zero too, and a number takes its "
        "place only when the change is certainly five people or more."
    ),
    "withheld": lambda: _(
        "Not shown, because together with its neighbours it would give away a hidden figure."
    ),
}


def shown(printed: str, *, held: bool = False) -> str:
    """A printed figure in words; `printed` is its stored token. A held band is one of its day."""
    read = Shown.read(printed)
    if read.is_number:
        return f"{read.value}"
    return {
        "fewer_than_10": _("fewer than 10 when last printed") if held else _("fewer than 10"),
        "fewer_than_30": _("fewer than 30 when last printed") if held else _("fewer than 30"),
        "withheld": _("not shown"),
    }[read.code]


def reason(code: str) -> str:
    return REASONS[code]() if code in REASONS else ""


def people(judged: dict[str, Any]) -> str:
    """The printed total in words."""
    known, why = judged.get("people_known"), judged.get("people_reason", "new")
    return shown(judged["people"], held=is_held(judged["people"], known, why, total=True))


def coverage() -> str:
    """Which agencies a release speaks of. Their number would tell of single people, so none."""
    return _(
        "Agencies of this installation that recorded people with consent to be counted; agencies "
        "outside it are not counted as zero."
    )


def tables(judged: dict[str, Any], since: dict[Key, date]) -> list[dict[str, Any]]:
    """The printed tables with their words, ready for a page. since: as `holding.since` says."""
    return [
        {
            "name": wording.table_name(table["by"]),
            "several": bool(table["several"]),
            "rows": [
                {
                    "words": wording.labels(table["by"], cell["key"]),
                    "shown": shown(cell["shown"], held=_held(cell)),
                    "reason": reason(cell["reason"]),
                    "since": since.get((tuple(table["by"]), tuple(cell["key"]))),
                }
                for cell in table["cells"]
            ],
        }
        for table in judged["tables"]
    ]


def _held(cell: dict[str, Any]) -> bool:
    return is_held(cell["shown"], cell.get("known"), cell.get("reason", "new"))
