"""A scratch installation; its verbs run as child processes, timed and weighed."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Took:
    seconds: float
    peak_mb: float
    said: str


class Scratch:
    """A demonstration in a folder of its own, on SQLite or in the database of an address."""

    def __init__(self, folder: Path, database: str = ""):
        self.folder = folder
        own = {name: text for name, text in os.environ.items() if not name.startswith("AMPARO_")}
        self.surroundings = own | {
            "AMPARO_VAR": str(folder / "var"),
            "AMPARO_SETTINGS": str(folder / "none.env"),
            "AMPARO_DATABASE": database,
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'conteo' / 'src'}",
        }

    def amparo(self, *words: str) -> Took:
        """Run a verb to its end. The peak is of that process alone, as the kernel kept it."""
        answer = self.folder / "said"
        command = [sys.executable, "-m", "amparo", *words]
        began = time.perf_counter()
        with answer.open("wb") as said:
            child = subprocess.Popen(
                command, env=self.surroundings, cwd=ROOT, stdout=said, stderr=subprocess.PIPE
            )
            words_of_it = child.stderr.read()
            _pid, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        child.stderr.close()
        if child.returncode:
            sys.exit(f"`amparo {' '.join(words)}` failed:\n{words_of_it.decode()[-2000:]}")
        seconds = time.perf_counter() - began
        return Took(seconds, used.ru_maxrss / 1024, answer.read_text())
