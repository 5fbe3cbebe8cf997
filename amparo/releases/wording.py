"""Words for printed figures and for why a figure is what it is. They say nothing of true counts."""

from typing import Any

from conteo.disclosure.counts import Shown
from django.utils.translation import gettext as _

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
    "hidden": lambda: _("Fewer than ten people: zero and one to nine print alike."),
    "withheld": lambda: _(
        "Not shown, because together with its neighbours it would give away a hidden figure."
    ),
}


def shown(printed: str) -> str:
    """A printed figure in words; `printed` is its stored token."""
    read = Shown.read(printed)
    if read.is_number:
        return f"{read.value}"
    return {
        "fewer_than_10": _("fewer than 10"),
        "fewer_than_30": _("fewer than 30"),
        "withheld": _("not shown"),
    }[read.code]


def reason(code: str) -> str:
    return REASONS[code]() if code in REASONS else ""


def tables(judged: dict[str, Any]) -> list[dict[str, Any]]:
    """The printed tables with their words, ready for a page."""
    return [
        {
            "name": wording.table_name(table["by"]),
            "several": bool(table["several"]),
            "rows": [
                {
                    "words": wording.labels(table["by"], cell["key"]),
                    "shown": shown(cell["shown"]),
                    "reason": reason(cell["reason"]),
                    "held": cell["reason"].startswith("held"),
                }
                for cell in table["cells"]
            ],
        }
        for table in judged["tables"]
    ]
