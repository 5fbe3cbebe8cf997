"""How much memory a serving site holds: web server, worker and clock, after some hundred pages.

    python -m benches.memory [--pages 300] [--port 8472]

PSS: what each process holds, shared pages divided among those who share them.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from benches.goals import Goal, load, note, tell
from benches.scratch import ROOT, Scratch

PAGES = ["/figures/", "/account/login/", "/health"]


def descendants(pid: int) -> list[int]:
    found = [pid]
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in path.read_text().split():
            found += descendants(int(child))
    return found


def held_mb(pid: int) -> float:
    total = 0
    for each in descendants(pid):
        try:
            lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def fetch(port: int, path: str) -> None:
    with urllib.request.urlopen(f"http://localhost:{port}{path}", timeout=30) as answer:
        answer.read()


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--pages", type=int, default=300)
    asked.add_argument("--port", type=int, default=8472)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="amparo-bench-") as folder:
        scratch = Scratch(Path(folder))
        scratch.amparo("prepare")
        serve = [sys.executable, "-m", "amparo", "serve", "--port", str(options.port)]
        with (Path(folder) / "said").open("wb") as said:
            site = subprocess.Popen(
                serve, env=scratch.surroundings, cwd=ROOT, stdout=said, start_new_session=True
            )
        try:
            until = time.monotonic() + 90
            while time.monotonic() < until and site.poll() is None:
                try:
                    fetch(options.port, "/health")
                    break
                except OSError:
                    time.sleep(0.2)
            at_first = held_mb(site.pid)
            for number in range(options.pages):
                fetch(options.port, PAGES[number % len(PAGES)])
            later = held_mb(site.pid)
        finally:
            os.killpg(site.pid, signal.SIGTERM)
            site.wait(30)
    note(load())
    return tell(
        Goal("a serving site, at its start", round(at_first), "MB"),
        Goal(f"a serving site, after {options.pages} pages", round(later), "MB"),
    )


if __name__ == "__main__":
    sys.exit(main())
