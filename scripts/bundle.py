"""Make a bundle that installs without a network: `python3 scripts/bundle.py [FOLDER]`.

What is committed, every package of requirements.lock for this machine's Python and processor, and
the checksum of each file, in one archive. On the other machine: unpack it and `make setup` (or
`make run`), which takes packages from the folder `bundle` where there is one, and asks no network.
Plain Python of the system, no package.
"""

import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SUMS = "SHA256SUMS"


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def version() -> str:
    return re.search(
        r'^__version__ = "(.+)"', (ROOT / "conteo/src/conteo/version.py").read_text(), re.M
    )[1]


def gather(into: Path) -> None:
    """The code of HEAD, and beside it the packages of the lock, checked by hash as they come."""
    packed = subprocess.run(
        ["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True
    ).stdout
    with tarfile.open(fileobj=BytesIO(packed)) as code:
        code.extractall(into, filter="data")
    pip = [sys.executable, "-m", "pip", "download", "-qq", "--disable-pip-version-check"]
    wanted = ["--require-hashes", "--only-binary", ":all:", "-r", str(into / "requirements.lock")]
    subprocess.run([*pip, *wanted, "-d", str(into / "bundle")], check=True)
    (into / SUMS).write_text("".join(f"{digest}  {name}\n" for digest, name in sums(into)))


def sums(folder: Path) -> list[tuple[str, str]]:
    """As `sha256sum --check` reads them."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SUMS)
    return [
        (hashlib.sha256(path.read_bytes()).hexdigest(), str(path.relative_to(folder)))
        for path in files
    ]


def main(words: list[str]) -> int:
    folder = Path(words[0]) if words else ROOT / "var"
    folder.mkdir(parents=True, exist_ok=True)
    name = f"amparo-{version()}-offline"
    archive = folder / f"{name}.tar"
    with tempfile.TemporaryDirectory(prefix="amparo-bundle-") as scratch:
        gather(Path(scratch) / name)
        # Wheels are compressed already.
        with tarfile.open(archive, "w") as packed:
            packed.add(Path(scratch) / name, arcname=name)
    say(f"{archive}: {archive.stat().st_size / 1e6:.0f} MB")
    say(f"SHA-256 {hashlib.sha256(archive.read_bytes()).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
