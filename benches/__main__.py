"""Every measurement of what Amparo must reach, one after the other, and one table at the end.

    make bench                       all of it: more than an hour on two cores
    make bench BENCHES="kills memory"
    make bench SMALL=1               the same with little of everything, to see that it runs
    python -m benches.imports        one by itself

Figures are those of a machine that does nothing else; each bench says how busy it was.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benches.goals import INTO, Goal, load, note, table, told
from benches.scratch import ROOT

POSTGRES = [sys.executable, str(ROOT / "scripts" / "with_postgres.py"), "sh", "-c"]
PAGE = re.compile(r"^(\w+) +n= *\d+ .*?p95 +(\d+) ms.*?p95 <= (\d+) ms", re.M)
SETTLED = re.compile(r"^(\w+), (\d+) cases", re.M)
RECALL = re.compile(r"^(\S.*?) {2,} *(\d+) +([01]\.\d+) +\d+ +\d+$", re.M)
ABSENT = re.compile(r"absent people asked.*?anything shown ([\d.]+).*?strong hit ([\d.]+)")
SPEED = re.compile(r"^all +wall p50 +(\d+) ms +p95 +(\d+) ms", re.M)


def pages(said: str, before: list[Goal]) -> list[Goal]:
    """PostgreSQL holds ten times as many cases and may take half as long again."""
    settled = SETTLED.search(said)
    if settled is None:
        return []
    vendor, count = settled.groups()
    more = 1.5 if vendor == "postgresql" else 1
    found = []
    for page, p95, need in PAGE.findall(said):
        name = f"{page} p95, {vendor}, {int(count):,} cases"
        found.append(Goal(name, float(p95), "ms", most=more * float(need)))
        for there in before if more > 1 else ():
            if there.name.startswith(f"{page} p95, sqlite"):
                ratio = round(float(p95) / max(there.measured, 1), 2)
                found.append(Goal(f"{page}, postgresql over sqlite", ratio, "times"))
    return found


def recall(said: str, _before: list[Goal]) -> list[Goal]:
    # The first population is the one that the goal is about; a larger one is told.
    first, *more = re.split(r"(?m)^(?=[\d,]+ people in the agency)", said)[1:]
    found = [
        Goal(f"found: {kind}", float(share), "", least=0.98)
        for kind, _asked, share in RECALL.findall(first)
    ]
    for part in (first, *more):
        size = part.split()[0]
        for shown, strong in ABSENT.findall(part):
            found.append(Goal(f"absent, anything shown, among {size}", float(shown), ""))
            found.append(Goal(f"absent, a strong hit, among {size}", float(strong), ""))
    return found


def speed(said: str, _before: list[Goal]) -> list[Goal]:
    warm = said.split("— warm —")[-1]
    return [
        Goal("name search in the process, p95", float(p95), "ms") for _, p95 in SPEED.findall(warm)
    ]


@dataclass(frozen=True)
class Bench:
    module: str
    words: str = ""
    small: str = ""
    on_postgresql: bool = False
    read: Callable[[str, list[Goal]], list[Goal]] | None = None

    def command(self, small: bool) -> list[str]:
        words = [*self.words.split(), *(self.small.split() if small else [])]
        own = [sys.executable, "-m", f"benches.{self.module}", *words]
        if not self.on_postgresql:
            return own
        return [*POSTGRES, 'exec "$@" --database "$AMPARO_TEST_DATABASE"', "bench", *own]


BENCHES = {
    "make_run": Bench("make_run"),
    "kills": Bench("kills", small="--writes 100"),
    "memory": Bench("memory", small="--pages 30"),
    "recall": Bench("name_recall", small="--people 2000 --asked 200", read=recall),
    "speed": Bench("name_speed", small="--people 10000 --asked 50", read=speed),
    "imports": Bench("imports", small="--rows 20000 --people 20000"),
    "directory": Bench("directory", small="--organisations 200 --services 1000 --seconds 2"),
    "network": Bench("network", small="--organisations 200 --ties 800"),
    "referrals": Bench("referrals", small="--referrals 1000 --cases 60 --seconds 2"),
    "doors": Bench("doors", small="--each 60"),
    "pages": Bench("pages", small="--cases 2000 --seconds 3 --rate 10", read=pages),
    "pages_postgresql": Bench(
        "pages", "--cases 1000000", small="--cases 2000 --seconds 3 --rate 10",
        on_postgresql=True, read=pages,
    ),
}  # fmt: skip


def run(name: str, before: list[Goal], small: bool) -> tuple[list[Goal], bool]:
    """What a bench found, and whether it ran to its end. It speaks as it goes."""
    bench = BENCHES[name]
    print(f"\n== {name}", flush=True)
    with tempfile.TemporaryDirectory(prefix="amparo-bench-") as folder:
        into = Path(folder) / "results"
        into.touch()
        said = []
        with subprocess.Popen(
            bench.command(small), cwd=ROOT, env=os.environ | {INTO: str(into)},
            stdout=subprocess.PIPE, text=True,
        ) as child:  # fmt: skip
            for line in child.stdout:
                print(line, end="", flush=True)
                said.append(line)
        found = bench.read("".join(said), before) if bench.read else told(into)
    # 4 says that a goal was not reached: the table says it too.
    return found, bool(found) and child.returncode in (0, 4)


def main(asked: list[str]) -> int:
    unknown = set(asked) - set(BENCHES)
    if unknown:
        note(f"There is no bench {', '.join(unknown)}. There are: {', '.join(BENCHES)}.")
        return 2
    small = bool(os.environ.get("SMALL"))
    if small:
        note("Little of everything, to see that it runs: these are not the figures to compare.")
    found: list[Goal] = []
    broken = []
    for name in asked or BENCHES:
        more, ran = run(name, found, small)
        found += more
        broken += [] if ran else [name]
    print(f"\n{load()}\n\n{table(found)}")
    for name in broken:
        print(f"{name} did not run to its end, so nothing is known of it.")
    return 4 if broken or not all(goal.reached for goal in found) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
