"""Write the locks: every package by version and hash, and no host (`make lock`).

What is asked for stands in the two pyproject.toml. `conteo` is ours and local: it is left out, so
that nobody else's package of that name is ever installed in its place.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Builds our own two packages in place, so that setting up needs nothing beyond the lock.
BUILD = ["hatchling", "editables"]
TEST = [
    "pytest",  # the tests
    "pytest-django",  # …with Django's database
    "pytest-xdist",  # …on both cores
    "hypothesis",  # properties over many inputs
    "mutmut",  # …the small faults of `make mutate` · tests/mutants.py
    "playwright",  # journeys in a real browser
    "axe-playwright-python",  # accessibility rules on every page
    "import-linter",  # which room may import which
    "ruff",  # style and common mistakes
]
COMPILE = [
    "uv", "pip", "compile", "--universal", "--generate-hashes", "--no-header",
    "--no-annotate", "--python-version", "3.11", "--quiet", "--no-emit-index-url",
    "--no-emit-find-links",
]  # fmt: skip


def wanted(project: str) -> list[str]:
    table = tomllib.loads((ROOT / project / "pyproject.toml").read_text())["project"]
    return [need for need in table["dependencies"] if re.match(r"[\w-]+", need)[0] != "conteo"]


def lock(needs: list[str], target: Path, *more: str) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".in") as asked:
        asked.write("\n".join(needs) + "\n")
        asked.flush()
        subprocess.run([*COMPILE, *more, asked.name, "-o", target], check=True, cwd=ROOT)
    if "://" in target.read_text():
        sys.exit(f"{target.name} names a host; it must not.")


def main() -> None:
    uv = shutil.which("uv") or ROOT / ".venv" / "bin" / "uv"
    if not Path(uv).exists():
        sys.exit("`make lock` needs uv (`pip install uv`). Only who changes dependencies does.")
    COMPILE[0] = str(uv)
    runtime, test = ROOT / "requirements.lock", ROOT / "requirements-test.lock"
    conteo = ROOT / "requirements-conteo.lock"
    lock([*wanted("."), *wanted("conteo"), *BUILD], runtime)
    lock(TEST, test, "--constraint", str(runtime))
    # The statistics library is tested without the web: only what it needs itself.
    alone = [*wanted("conteo"), *BUILD, "pytest", "hypothesis"]
    lock(alone, conteo, "--constraint", str(runtime), "--constraint", str(test))


if __name__ == "__main__":
    main()
