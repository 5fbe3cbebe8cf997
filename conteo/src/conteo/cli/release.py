"""`conteo release check CASES.csv`: may these tables be published, and what would they print?"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from conteo.cli import output
from conteo.disclosure import Earlier, Judged, judge, tally
from conteo.disclosure.ladder import rung
from conteo.disclosure.printed import PUBLISH
from conteo.disclosure.tables import spelled
from conteo.errors import BadInput, Refused
from conteo.files import read_csv, read_json

PERSON = "person"  # the column that names the person, if the file has it; never counted by


def add(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command line."""
    release = verbs.add_parser("release", help="let numbers about people out safely")
    steps = release.add_subparsers(required=True, metavar="STEP")
    check = steps.add_parser(
        "check",
        help="judge the tables of a proposed public release",
        description="Judge the tables of a proposed public release: exit 0 publish, 3 refuse.",
    )
    check.add_argument(
        "cases", type=Path, metavar="CASES.csv", help="one row a person, one column an attribute"
    )
    check.add_argument(
        "--table",
        action="append",
        metavar="A[,B]",
        help="attributes of one table; again for more (default: one table a column)",
    )
    check.add_argument(
        "--several",
        action="append",
        default=[],
        metavar="A",
        help="an attribute whose cells hold several answers, separated by semicolons",
    )
    check.add_argument(
        "--against",
        type=Path,
        action="append",
        default=[],
        metavar="EARLIER.json",
        help="an earlier output of this command that was published; again for more, oldest first",
    )
    check.add_argument(
        "--earlier", type=Path, metavar="DIR", help="a folder of them, in the order of their names"
    )
    check.add_argument(
        "--as-of",
        metavar="DATE",
        help="the day the counts speak of, as 2011-09-01; small programmes publish yearly",
    )
    check.add_argument(
        "--person",
        metavar="COLUMN",
        help=f"the column that names the person (default: “{PERSON}”, if the file has it)",
    )
    check.add_argument("--json", action="store_true", help="write JSON instead of words")
    check.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Run the verb."""
    as_of = _day(given.as_of)
    header, rows = read_csv(given.cases)
    person = _attributes(given.person, header)[0] if given.person else PERSON
    _one_row_a_person(rows, person)
    columns = [column for column in header if column != person]
    tables = [_attributes(table, columns) for table in given.table or columns]
    several = [name for table in given.several for name in _attributes(table, columns)]
    people = ({c: row[c].split(";") if c in several else row[c] for c in columns} for row in rows)
    earlier = _earlier(given)
    judged = judge(tally(people, tables, several), earlier=earlier, as_of=as_of)
    if given.json:
        unit = "person" if person in header else "row"
        day = as_of.isoformat() if as_of else None
        output.result(judged.to_json() | {"as_of": day, "unit": unit})
    else:
        _lines(judged)
        if person not in header:
            output.say("No column names the person, so each row was counted as one person.")
    _yearly(judged, earlier, as_of)
    for refusal in judged.refusals:
        output.say(f"{refusal.code} {','.join(refusal.table)}: {refusal.sentence_en}")
    return 0 if judged.decision == PUBLISH else Refused.exit_code


def _day(written: str | None) -> date | None:
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise BadInput("The day of --as-of is none; write it as 2011-09-01.") from None


def _yearly(judged: Judged, earlier: list[Earlier], as_of: date | None) -> None:
    dated = as_of and all(release.as_of for release in earlier)
    if earlier and not dated and rung(judged.people.value or 0).yearly:
        output.say(
            "This release or an earlier one has no day (--as-of), so nobody checked that a year"
            " lies between them."
        )


def _one_row_a_person(rows: list[dict[str, str]], person: str) -> None:
    first: dict[str, int] = {}
    for number, row in enumerate(rows, start=2):
        if person not in row:
            return
        name = spelled(row[person])
        if not name:
            raise BadInput(
                f"Row {number} names nobody in column “{person}”, so nobody can tell whether that"
                " person stands on another row too. Name the person."
            )
        if first.setdefault(name, number) != number:
            raise BadInput(
                f"Row {number} and row {first[name]} are the same person in column “{person}”,"
                " who would be counted twice. Join the two rows."
            )


def _attributes(table: str, columns: list[str]) -> list[str]:
    table = spelled(table)
    names = [name.strip() for name in table.split(",")] if table not in columns else [table]
    for name in names:
        if name not in columns:
            raise BadInput(
                f"The file has no column “{name}”. Check the spelling against its first row."
            )
    return names


def _earlier(given: argparse.Namespace) -> list[Earlier]:
    paths = list(given.against)
    if given.earlier is not None:
        if not given.earlier.is_dir():
            raise BadInput("The folder of earlier releases does not exist; check its path.")
        paths += sorted(given.earlier.glob("*.json"))
    return [Earlier.from_json(read_json(path)) for path in paths]


def _lines(judged: Judged) -> None:
    output.line(f"{judged.decision}: {judged.people.text} people")
    for table in judged.tables:
        for cell in table.cells:
            output.line(f"{','.join(table.by)}={','.join(cell.labels)}: {cell.shown.text}")
