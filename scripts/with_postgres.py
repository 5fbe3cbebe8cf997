"""Run a command against a PostgreSQL of its own: `with_postgres.py COMMAND …`.

The server lives in a temporary folder, listens on a socket there and on no port, and is stopped
whatever happens. Its address is in AMPARO_TEST_DATABASE. PostgreSQL refuses to run as root, so
root lends it the user `postgres`.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

# Nothing in it outlives the run, so it need not wait for the disk.
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=60"
# A measurement waits for the disk as an installation does: AMPARO_TEST_DURABLE=1.
DURABLE = "-c max_connections=60"


def programs() -> Path:
    found = shutil.which("pg_ctl")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version)
    if folders:
        return folders[-1]
    if found and shutil.which("initdb"):
        return Path(found).resolve().parent
    sys.exit("PostgreSQL is not installed (Debian package postgresql), so it was not tested on.")


def _version(folder: Path) -> float:
    return float(folder.parent.name)


def main(command: list[str]) -> int:
    home = Path(tempfile.mkdtemp(prefix="amparo-pg-"))
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    if os.geteuid() == 0:
        shutil.chown(home, user)
    pg_ctl = [str(programs() / "pg_ctl"), "-D", str(home / "data")]

    def run(*words: str) -> None:
        lent = ["runuser", "-u", user, "--"] if os.geteuid() == 0 else []
        subprocess.run([*lent, *words], cwd=home, check=True, stdout=subprocess.DEVNULL)

    try:
        run(*pg_ctl, "initdb", "-o", f"-U {user} -A trust -E UTF8 --locale=C.UTF-8 --no-sync")
        speed = DURABLE if os.environ.get("AMPARO_TEST_DURABLE") else FAST
        options = f"-c listen_addresses='' -c unix_socket_directories={home} {speed}"
        run(*pg_ctl, "start", "-w", "-l", str(home / "log"), "-o", options)
        address = f"postgres://{user}@{quote(str(home), safe='')}/postgres"
        child = subprocess.Popen(command, env=os.environ | {"AMPARO_TEST_DATABASE": address})
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: child.terminate())
        try:
            return child.wait()
        except KeyboardInterrupt:
            return child.wait()
    finally:
        if (home / "data" / "postmaster.pid").exists():
            run(*pg_ctl, "stop", "-m", "immediate")
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
