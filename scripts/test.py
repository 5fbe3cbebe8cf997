"""`make test`: every suite, whatever the one before it said; then one line for all of them.

SUITES="sqlite conteo" runs only those. `make databases` asks everything of both databases, where
`make test` asks half of it of either, and tells each story in one of two languages, where
`make stories` tells it in both (tests/conftest.py).
"""

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = [sys.executable, "-m", "pytest", "-q", "--durations=10"]
POSTGRES = [sys.executable, str(ROOT / "scripts" / "with_postgres.py")]
# One process more than cores: each waits at times, for a browser or for a child.
BOTH_CORES = ["-n", "3", "--dist", "worksteal"]
# Journeys of one file go on where they began (tests/conftest.py).
GROUPS_ON_BOTH_CORES = ["-n", "3", "--dist", "loadgroup"]
# The journeys need the real server on PostgreSQL. All other tests run on SQLite, and those that
# touch a database on PostgreSQL too (tests/conftest.py).
SUITES: dict[str, list[str]] = {
    "sqlite": [*PYTHON, *BOTH_CORES, "-m", "not browser", "tests"],
    "postgres": [*POSTGRES, *PYTHON, *BOTH_CORES, "-m", "not browser", "tests"],
    "browser": [*POSTGRES, *PYTHON, *GROUPS_ON_BOTH_CORES, "-m", "browser", "tests"],
    "conteo": [str(ROOT / ".venv-conteo" / "bin" / "python"), "-m", "pytest", "-q", "tests"],
}
# It knows one process alone: it runs beside the first of the others and speaks in its turn.
BESIDE = "conteo"
WHOLE = "--whole"


def run(name: str, folder: Path, *, whole: bool, aside: bool = False) -> tuple[int, str]:
    """Run a suite: how it ended, and what is still to be said about it."""
    began = time.monotonic()
    where = ROOT / "conteo" if name == "conteo" else ROOT
    kept = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT} if aside else {}
    command = [*SUITES[name], f"--junitxml={folder / name}.xml"]
    shared = {} if whole else {"AMPARO_TEST_SHARED": "1"}
    ended = subprocess.run(command, cwd=where, text=True, env=os.environ | shared, **kept)
    return ended.returncode, f"{ended.stdout or ''}== {name}: {time.monotonic() - began:.0f} s"


def count(name: str, folder: Path, ended: int) -> tuple[int, int, int]:
    """(passed, failed, skipped). A suite that breaks counts as a failure."""
    report = folder / f"{name}.xml"
    if not report.exists():
        return 0, 1, 0
    suite = ET.parse(report).getroot().find("testsuite")  # noqa: S314 (our own report)
    total, skipped = int(suite.get("tests")), int(suite.get("skipped"))
    failed = int(suite.get("failures")) + int(suite.get("errors"))
    if ended and not failed:
        # No test ran, or the run was broken off: neither is a success.
        failed = 1
    return max(0, total - failed - skipped), failed, skipped


def main(asked: list[str]) -> int:
    whole, asked = WHOLE in asked, [name for name in asked if name != WHOLE]
    unknown = set(asked) - set(SUITES)
    if unknown:
        print(f"There is no suite {', '.join(unknown)}. There are: {', '.join(SUITES)}.")
        return 2
    asked, counts = asked or list(SUITES), []
    with tempfile.TemporaryDirectory(prefix="amparo-reports-") as held, ThreadPoolExecutor() as at:
        folder = Path(held)
        beside = (
            at.submit(run, BESIDE, folder, whole=whole, aside=True) if BESIDE in asked else None
        )
        for name in asked:
            print(f"\n== {name}", flush=True)
            ended, said = beside.result() if name == BESIDE else run(name, folder, whole=whole)
            print(said, flush=True)
            counts.append(count(name, folder, ended))
    passed, failed, skipped = (sum(column) for column in zip(*counts, strict=True))
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
