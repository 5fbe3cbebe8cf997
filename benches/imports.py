"""How long a large file takes to come in, and how much memory: CTDC rows and HTCDS people.

    python -m benches.imports [--rows 200000] [--people 200000] [--database URL]

The files are invented here, in the columns of the published ones. Time is that of the whole verb,
starting Python included; memory is the highest that its process ever held.
"""

import argparse
import csv
import json
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from random import Random

from benches.goals import Goal, load, note, tell
from benches.name_population import Population
from benches.scratch import ROOT, Scratch, Took

CODEBOOKS = ROOT / "amparo" / "registers" / "codebooks"
COUNTRIES = ["MX", "GT", "HN", "SV", "PH", "UA", "-99"]
ANSWERS = {
    "year": [str(year) for year in range(2005, 2020)],
    "source": ["Case Management", "Hotline"],
    "gender": ["Female", "Male"],
    "age": ["0--8", "9--17", "18--20", "21--23", "24--26", "27--29", "30--38", "48+", "-99"],
    "majority": ["Adult", "Minor"],
    "country": COUNTRIES,
    "flag": ["0", "1", "-99", ""],
    "months": ["0--12 (0-1 yr)", "13--24 (1-2 yrs)", "-99"],
    "text": ["", "-99"],
}
HTCDS = [
    "prs_FirstName", "prs_SecondName", "prs_Gender", "prs_Birthdate", "prs_Citizenship",
    "vic_TypeOfExploitation", "cas_IncomingReferralDate",
]  # fmt: skip


def write_public(kind: str, rows: int, path: Path) -> None:
    columns = json.loads((CODEBOOKS / f"{kind}.json").read_text())["columns"]
    chance = Random(63)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(
            [chance.choice(ANSWERS[domain]) for domain in columns.values()] for _ in range(rows)
        )


def write_people(people: int, path: Path) -> None:
    chance, population = Random(178), Population(2026)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HTCDS)
        for _ in range(people):
            name = population.person()
            born = date(1960, 1, 1) + timedelta(days=chance.randrange(18_000))
            came = date(2012, 1, 1) + timedelta(days=chance.randrange(4_000))
            writer.writerow(
                [
                    name.given_names,
                    f"{name.paternal_surname} {name.maternal_surname}".strip(),
                    chance.choice(["Feminine", "Masculine"]),
                    born.isoformat(),
                    chance.choice(COUNTRIES[:-1]),
                    chance.choice(["SexualExploitation", "ForcedLabour"]),
                    came.isoformat(),
                ]
            )


def bring_in(scratch: Scratch, path: Path, rows: int, *more: str) -> Took:
    took = scratch.amparo("import", str(path), *more, "--json")
    answer = json.loads(took.said)
    kept = answer["accepted"] + answer["unchanged"]
    if kept != rows:
        sys.exit(f"{kept} of {rows} rows came in: what was measured is not the whole import.")
    if answer["rejected"]:
        note(f"{len(answer['rejected'])} values were not understood, such as")
        note(str(answer["rejected"][0]))
    return took


def goals(name: str, rows: int, took: Took, most: float) -> list[Goal]:
    # Only the whole file is judged: starting Python would weigh too much in a small one.
    shown, whole = f"{rows:,} {name}", rows >= 200_000
    return [
        Goal(shown, round(took.seconds, 1), "s", most=most if whole else None),
        Goal(f"{shown}, memory", round(took.peak_mb), "MB", most=500),
    ]


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=200_000)
    asked.add_argument("--people", type=int, default=200_000)
    asked.add_argument("--database", default="")
    options = asked.parse_args()
    found = []
    with tempfile.TemporaryDirectory(prefix="amparo-bench-") as folder:
        scratch = Scratch(Path(folder), options.database)
        scratch.amparo("prepare")
        path = Path(folder) / "file.csv"
        for kind in ("ctdc-synthetic", "ctdc-kanon"):
            write_public(kind, options.rows, path)
            took = bring_in(scratch, path, options.rows, "--kind", kind)
            found += goals(f"rows {kind}", options.rows, took, 60)
        write_people(options.people, path)
        took = bring_in(scratch, path, options.people, "--kind", "htcds", "--agency", "norte")
        found += goals("people htcds", options.people, took, 300)
    note(load())
    return tell(*found)


if __name__ == "__main__":
    sys.exit(main())
