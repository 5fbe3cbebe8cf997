"""`make check`: everything a machine can judge without running the product. Changes nothing.

Every check runs, whatever the one before it said.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CHECKS: dict[str, list[str]] = {
    "style and common mistakes": [str(BIN / "ruff"), "check", "--no-cache", "."],
    "layout": [str(BIN / "ruff"), "format", "--no-cache", "--check", "."],
    "rooms": [str(BIN / "lint-imports"), "--no-cache"],
    "migrations": [sys.executable, "-m", "amparo", "makemigrations", "--check", "--dry-run"],
    "the site": [sys.executable, "-m", "amparo", "check"],
    "architecture": [sys.executable, "-m", "pytest", "-q", "tests/architecture"],
}


def main() -> int:
    failed = []
    with tempfile.TemporaryDirectory(prefix="amparo-check-") as folder:
        surroundings = os.environ | {"AMPARO_VAR": folder, "AMPARO_DATABASE": ""}
        for name, command in CHECKS.items():
            ran = subprocess.run(
                command, cwd=ROOT, env=surroundings, capture_output=True, text=True
            )
            print(f"{'ok    ' if ran.returncode == 0 else 'FAILED'} {name}", flush=True)
            if ran.returncode:
                failed.append(name)
                print(ran.stdout + ran.stderr, flush=True)
    print(f"\n{len(CHECKS) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
