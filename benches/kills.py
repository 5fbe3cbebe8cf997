"""kill -9 at random points of a thousand writes: what was confirmed is there, and the log verifies.

    python -m benches.kills [--writes 1000] [--seed 178] [--database URL]

On SQLite with its log forced to the disk at every commit, as an installation has it.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benches.goals import Goal, load, note, tell
from benches.scratch import ROOT, Scratch

# Founds agencies until it is killed, and says which ones were confirmed.
WRITER = """
import os, sys
import django
django.setup()
from amparo import agencies
from amparo.agencies import actions
for number in range(int(sys.argv[1]), int(sys.argv[2]) + 1):
    actions.found_agency(by=agencies.OPERATOR, code=f"a{number}", name="A", kind="office")
    os.write(1, f"{number}\\n".encode())
"""
HELD = """
import django
django.setup()
from amparo.agencies.models import Agency
print(*Agency.objects.filter(code__regex="^a[0-9]+$").values_list("code", flat=True))
"""


def python(scratch: Scratch, *words: str) -> subprocess.Popen:
    own = scratch.surroundings | {"DJANGO_SETTINGS_MODULE": "amparo.settings"}
    return subprocess.Popen([sys.executable, *words], env=own, cwd=ROOT, stdout=subprocess.PIPE)


def write_until_killed(scratch: Scratch, first: int, last: int, luck: random.Random) -> list[int]:
    """Kill at a moment of its own, not only between two writes."""
    seen, after, pause = [], luck.randint(1, 200), luck.random() / 20
    with python(scratch, "-c", WRITER, str(first), str(last)) as writer:
        for line in writer.stdout:
            if line.endswith(b"\n"):
                seen.append(int(line))
            if len(seen) == after:
                time.sleep(pause)
                writer.send_signal(signal.SIGKILL)
    return seen


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--writes", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=178)
    asked.add_argument("--database", default=os.environ.get("AMPARO_TEST_DATABASE", ""))
    options = asked.parse_args()
    luck, confirmed, kills = random.Random(options.seed), [], 0
    with tempfile.TemporaryDirectory(prefix="amparo-bench-") as folder:
        scratch = Scratch(Path(folder), options.database)
        scratch.amparo("prepare")
        began = time.perf_counter()
        first = 1
        while len(confirmed) < options.writes:
            confirmed += write_until_killed(scratch, first, first + options.writes, luck)
            # The next writer begins past whatever may have been written but was not confirmed.
            first, kills = (confirmed[-1] if confirmed else first) + 100, kills + 1
        seconds = time.perf_counter() - began
        with python(scratch, "-c", HELD) as asked_again:
            held = {int(code[1:]) for code in asked_again.stdout.read().split()}
        verdict = json.loads(scratch.amparo("audit", "verify", "--json").said)
    lost = len(set(confirmed) - held)
    note(f"{len(confirmed)} writes confirmed, {kills} kills, {seconds:.0f} s; {load()}")
    return tell(
        Goal("writes confirmed and lost after kill -9", lost, "", most=0),
        Goal("events that do not verify", int(not verdict["ok"]), "", most=0),
        Goal("times killed", kills, ""),
    )


if __name__ == "__main__":
    sys.exit(main())
