"""`conteo round VALUE`: how one count of people prints."""

from __future__ import annotations

import argparse

from conteo.cli import output
from conteo.disclosure import counts


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command line."""
    verb = verbs.add_parser(
        "round",
        help="print one count of people by the 10-5 rule",
        description="Print one count of people: under 10 hidden, else to the nearest 5.",
    )
    verb.add_argument("value", type=int, metavar="VALUE", help="number of people")
    verb.add_argument(
        "--total", action="store_true", help="the number is everybody: under 30 is a band"
    )
    verb.add_argument("--json", action="store_true", help="write JSON instead of words")
    verb.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the verb. What was typed is not repeated: the output may be pasted anywhere."""
    shown = counts.show_total(given.value) if given.total else counts.show(given.value)
    if given.json:
        known = [shown.low, shown.high]
        output.result({"shown": shown.text, "code": shown.code, "known": known})
    else:
        output.line(shown.text)
    return 0
