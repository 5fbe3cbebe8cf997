"""Our own source as trees, for tests that read it."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def tracked() -> list[Path]:
    """Files in version control or about to be; ignored files are nobody's text."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def modules(under: str) -> list[Path]:
    """Python files of a package, in version control or about to be."""
    return [
        path for path in tracked() if path.suffix == ".py" and path.is_relative_to(ROOT / under)
    ]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))
