"""`make run` from a clean copy to the first page: with a cold package cache, and again.

    python -m benches.make_run [--port 8471]

The copy is what is committed. Debian packages that are there already cost nothing here; on a fresh
machine they add their download. The cache of packages is an empty folder.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from benches.goals import Goal, load, note, tell
from benches.scratch import ROOT

COLD, AGAIN = 180, 15


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def first_page(folder: Path, port: int, surroundings: dict) -> float:
    """Seconds from the command to the first answer of the site, which is a page or a way to one."""
    began = time.perf_counter()
    with (folder / "said").open("wb") as said:
        run = subprocess.Popen(
            ["make", "run"], cwd=folder / "copy", env=surroundings | {"PORT": str(port)},
            stdout=said, stderr=said, start_new_session=True,
        )  # fmt: skip
    try:
        while (status := _asked(port)) not in (200, 302):
            if run.poll() is not None or time.perf_counter() - began > 900:
                said = (folder / "said").read_text()[-2000:]
                sys.exit(f"`make run` gave no page (last answer: {status}).\n{said}")
            time.sleep(0.1)
        return time.perf_counter() - began
    finally:
        os.killpg(run.pid, signal.SIGTERM)
        run.wait(30)


def _asked(port: int) -> int:
    try:
        with urllib.request.build_opener(_Stay).open(f"http://localhost:{port}/", timeout=30) as it:
            return it.status
    except urllib.error.HTTPError as answer:
        return answer.code
    except OSError:
        return 0


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--port", type=int, default=8471)
    port = asked.parse_args().port
    with socket.socket() as probe:
        if not probe.connect_ex(("127.0.0.1", port)):
            sys.exit(f"Somebody answers on port {port} already: name another with --port.")
    with tempfile.TemporaryDirectory(prefix="amparo-bench-") as name:
        folder = Path(name)
        subprocess.run(["git", "clone", "-q", ROOT, folder / "copy"], check=True)
        own = {k: v for k, v in os.environ.items() if not k.startswith(("AMPARO_", "PYTHON"))}
        own |= {"PIP_CACHE_DIR": str(folder / "pip"), "UV_CACHE_DIR": str(folder / "uv")}
        note(load())
        cold = first_page(folder, port, own)
        again = first_page(folder, port, own)
        note(load())
        shutil.rmtree(folder / "copy" / ".venv", ignore_errors=True)
    return tell(
        Goal("make run, cold package cache", round(cold, 1), "s", most=COLD),
        Goal("make run, the second time", round(again, 1), "s", most=AGAIN),
    )


if __name__ == "__main__":
    sys.exit(main())
