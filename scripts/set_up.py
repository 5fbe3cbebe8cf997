"""`make setup`, the part before our own code can run: packages of the system and of Python.

Plain Python of the system, no package. Whatever is already as it should be is left alone. The rest
of the set-up (keys, tables, demonstration) is `amparo prepare`.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
APT = ["apt-get", "-o", "DPkg::Lock::Timeout=900", "-qq"]
# A bundle for machines without a network brings its packages along (scripts/bundle.py).
BUNDLE = ROOT / "bundle"


def _loads(library: str) -> Callable[[], bool]:
    def there() -> bool:
        try:
            ctypes.CDLL(library)
        except OSError:
            return False
        return True

    return there


def _postgresql() -> bool:
    return bool(list(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or shutil.which("initdb"))


# Debian package: (is it there?, what does not work without it)
TO_RUN: dict[str, tuple[Callable[[], bool], str]] = {
    "libpango-1.0-0": (_loads("libpango-1.0.so.0"), "no PDF can be made"),
    "libpangoft2-1.0-0": (_loads("libpangoft2-1.0.so.0"), "no PDF can be made"),
    "libharfbuzz-subset0": (_loads("libharfbuzz-subset.so.0"), "PDF files carry whole fonts"),
    "fonts-dejavu-core": (
        Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf").exists,
        "PDF files lack letters",
    ),
}
TO_TEST = {
    "postgresql": (_postgresql, "nothing is tested on PostgreSQL, and no journey runs"),
    "chromium": (lambda: bool(shutil.which("chromium")), "no journey runs in a browser"),
    "poppler-utils": (lambda: bool(shutil.which("pdftoppm")), "no print is looked at"),
    "gettext": (lambda: bool(shutil.which("xgettext")), "the catalogues are not compared"),
}


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def debian(wanted: dict[str, tuple[Callable[[], bool], str]]) -> set[str]:
    """Install what is missing as root; say what is missing after that, and what will not work."""
    missing = {name: loss for name, (there, loss) in wanted.items() if not there()}
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing Debian packages: {', '.join(missing)}.")
        surroundings = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update"], ["install", "-y", "--no-install-recommends", *missing]):
            if subprocess.run([*APT, *words], env=surroundings, stdout=sys.stderr).returncode:
                break
        missing = {name: loss for name, loss in missing.items() if not wanted[name][0]()}
    for name, loss in missing.items():
        say(f"Missing Debian package {name}: {loss}. As root: apt-get install {name}")
    return set(missing)


def environment(folder: Path, lock: Path, *ours: str) -> Path:
    """A virtual environment with what a lock names, checked by hash, and our own packages."""
    python = folder / "bin" / "python"
    projects = [ROOT / name / "pyproject.toml" for name in ours]
    wanted = _digest(ROOT, sys.version_info[:3], lock, *projects)
    stamp = folder / f"as-in-{lock.name}"
    if python.exists() and stamp.exists() and stamp.read_text() == wanted:
        return python
    if not python.exists():
        say(f"Making {folder.name} …")
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    say(f"Installing {lock.name} …")
    _install(python, "--require-hashes", "-r", str(lock))
    if ours:
        # The builder comes from the lock: nothing unlocked is downloaded to build our own two.
        local = [word for name in ours for word in ("-e", str(ROOT / name))]
        _install(python, "--no-deps", "--no-build-isolation", *local)
    stamp.write_text(wanted)
    return python


def _install(python: Path, *words: str) -> None:
    if BUNDLE.is_dir():
        words = ("--no-index", "--find-links", str(BUNDLE), *words)
    uv = shutil.which("uv")
    if uv:
        command = [uv, "pip", "install", "--quiet", "--compile-bytecode", "--python", python]
    else:
        command = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    subprocess.run([*command, *words], check=True, cwd=ROOT, stdout=sys.stderr)


def _digest(*parts: object) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.read_bytes() if _is_file(part) else repr(part).encode())
    return digest.hexdigest()


def _is_file(part: object) -> bool:
    return isinstance(part, Path) and part.is_file()


def set_up(*, to_test: bool) -> bool:
    """What running needs; to test, more of both, and conteo in an environment without the web.

    Two things at a time: one waits for the line while the other fills a core.
    """
    venv, wanted = ROOT / ".venv", TO_RUN | TO_TEST if to_test else TO_RUN
    with ThreadPoolExecutor(1) as pool:
        system, beside = pool.submit(debian, wanted), []
        if to_test:
            alone = (ROOT / ".venv-conteo", ROOT / "requirements-conteo.lock", "conteo")
            beside.append(pool.submit(environment, *alone))
        python = environment(venv, ROOT / "requirements.lock", "conteo", ".")
        beside.append(pool.submit(prepare, python))
        if to_test:
            environment(venv, ROOT / "requirements-test.lock")
        for each in beside:
            each.result()
    return not (to_test and system.result() & set(TO_TEST))


def prepare(python: Path) -> None:
    subprocess.run([python, "-m", "amparo", "prepare"], check=True, cwd=ROOT)


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 (whatever python3 is, it runs this first)
        sys.exit("Amparo needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")
    if not set_up(to_test="--test" in sys.argv):
        sys.exit(1)


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(f"Set-up stopped, since this failed: {' '.join(map(str, error.cmd))}")
