"""`conteo VERB`: each verb is a module with `add(verbs)` and a function that returns an exit code.

Exit codes: 0 done, 2 bad input, 3 refused by a rule or not estimable, 4 check failed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from conteo.cli import release, rounding
from conteo.errors import ConteoError
from conteo.version import __version__

COMMANDS = (release, rounding)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="conteo", description="Count people whom nobody should be able to find."
    )
    top.add_argument("--version", action="version", version=f"conteo {__version__}")
    verbs = top.add_subparsers(required=True, metavar="VERB")
    for command in COMMANDS:
        command.add(verbs)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; argparse itself leaves with 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # whatever the terminal says: names have accents
    given = parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except ConteoError as error:
        sys.stderr.write(f"{error.sentence}\n")
        return error.exit_code
