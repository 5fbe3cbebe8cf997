"""Bring an old register or a public data set in."""

import gc
from pathlib import Path
from typing import Any

from django.db import connection

from amparo.agencies import queries
from amparo.agencies.models import Agency
from amparo.core.commands import AmparoCommand
from amparo.registers import actions, wording
from amparo.registers.codebook import KINDS


class Command(AmparoCommand):
    help = "Bring in a register (CSV or XLSX): people into an agency, or a public data set."

    def arguments(self, parser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument(
            "--kind", metavar="KIND", help=f"{', '.join(KINDS)}, or the name of a saved mapping"
        )
        parser.add_argument("--agency", metavar="CODE", help="the agency whose people these are")
        parser.add_argument("--sheet", metavar="NAME", help="a sheet of a workbook")
        parser.add_argument("--dry-run", action="store_true", help="read everything, store nothing")
        parser.add_argument("--json", action="store_true", help="JSON on standard output")
        self.add_actor(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        by = self.actor(options)
        _for_long_work()
        outcome = actions.bring_in(
            by=by,
            path=Path(options["file"]),
            agency=_agency(options["agency"]) or by.agency,
            kind=options["kind"],
            sheet=options["sheet"],
            dry_run=options["dry_run"],
            progress=lambda done, total: self.progress(done, total, "Rows read"),
        )
        if options["json"]:
            self.print_json(outcome.as_dict())
        self._say(outcome, dry_run=options["dry_run"])

    def _say(self, outcome: actions.Outcome, *, dry_run: bool) -> None:
        self.say(f"Read as: {outcome.kind}")
        self.say(f"Rows: {outcome.rows}, new: {outcome.accepted}, held before: {outcome.unchanged}")
        self.say(f"Values not understood, kept as they are: {len(outcome.rejected)}")
        if said := wording.doubtful_headings(outcome.doubtful_headings):
            self.say(said)
        if outcome.doubts:
            self.say(f"Doubts for a person to settle: {outcome.doubts}")
        if outcome.dataset:
            self.say(f"Data set: {outcome.dataset}")
        if outcome.brought:
            self.say(f"Import: {outcome.brought.pk}")
        if dry_run:
            self.say("This was a dry run: nothing was stored.")


def _for_long_work() -> None:
    """Settings of this process for hundreds of thousands of rows."""
    # Records are freed as they leave; looking for cycles among them took an eighth of the time.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    # Pages of a mapped SQLite file count as our memory, and an archive touches all of them.
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("pragma mmap_size=0")
            # Random keys touch pages all over the file: write them back less often.
            cursor.execute("pragma wal_autocheckpoint=20000")


def _agency(code: str | None) -> Agency | None:
    if not code:
        return None
    return queries.agency(code)
