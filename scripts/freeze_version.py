"""Freeze what a version writes, so that every later one proves that it can be upgraded from it.

    python scripts/with_postgres.py python scripts/freeze_version.py COMMIT

The code of that commit makes its own demonstration (all of it invented) in a scratch folder, once
on SQLite and once on PostgreSQL; tables, key store, key ring and anchors go as text into
tests/keeping/frozen/COMMIT/, with what that code says it holds. Run it when a version is released.
"""

import csv
import lzma
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from contextlib import closing
from io import BytesIO
from pathlib import Path

from with_postgres import programs

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "tests" / "keeping" / "frozen"
WHAT_IS_HELD = ROOT / "tests" / "keeping" / "what_is_held.py"
# Small files as they stand. The anchors are lines of JSON, the ring is that of invented people.
AS_THEY_STAND = {
    "keys/ring.json": "ring.json",
    "keys/secret_key": "secret_key",
    "demo-members.json": "demo-members.json",
    "anchors/audit.jsonl": "anchors.jsonl",
}
REGISTER = [
    ["prs_FirstName", "prs_SecondName", "prs_Gender", "prs_Birthdate", "prs_HomePhone"],
    ["Nayeli", "Inventada Tercera", "Feminine", "1990-05-04", "555-0101"],
    ["Ixchel", "Ficticia", "Feminine", "in spring", "555-0102"],
    ["Bulmaro", "Supuesto", "Masculine", "-99", ""],
]
PUBLIC = [
    ["yearOfRegistration", "gender", "ageBroad", "citizenship", "CountryOfExploitation"],
    ["2012", "Female", "9--17", "GT", "MX"],
    ["2013", "Male", "30--38", "HN", "-99"],
]
# What no verb does: a form that somebody left half-way, and an anchor before its minute is over.
LAST = (
    "import django; django.setup()\n"
    "from amparo.audit import anchors\n"
    "from amparo.agencies import actions\n"
    "from amparo.agencies.models import Member\n"
    "ana = Member.objects.get(username='ana')\n"
    "actions.keep_draft(by=ana, form='intake', content={'given_names': ['Half Written']})\n"
    "anchors.anchor()"
)


class Version:
    """The code of a commit in a folder of its own, and an installation that it made."""

    def __init__(self, commit: str, scratch: Path, database: str = ""):
        self.code, self.var, self.database = scratch / "code", scratch / "var", database
        packed = subprocess.run(
            ["git", "archive", commit], cwd=ROOT, check=True, capture_output=True
        ).stdout
        with tarfile.open(fileobj=BytesIO(packed)) as archive:
            archive.extractall(self.code, filter="data")

    def run(self, *words: str) -> str:
        own = {name: text for name, text in os.environ.items() if not name.startswith("AMPARO_")}
        own |= {
            "PYTHONPATH": f"{self.code}:{self.code / 'conteo' / 'src'}",
            "DJANGO_SETTINGS_MODULE": "amparo.settings",
            "AMPARO_VAR": str(self.var),
            "AMPARO_SETTINGS": str(self.var / "none.env"),
            "AMPARO_DATABASE": self.database,
        }
        ran = subprocess.run(
            [sys.executable, *words], cwd=self.code, env=own, check=True, stdout=subprocess.PIPE
        )
        return ran.stdout.decode()

    def amparo(self, *words: str) -> str:
        return self.run("-m", "amparo", *words)

    def fill(self, scratch: Path) -> None:
        self.amparo("prepare")
        for name, rows, more in (
            ("register.csv", REGISTER, ["--kind", "htcds", "--agency", "norte"]),
            ("public.csv", PUBLIC, ["--kind", "ctdc-synthetic"]),
        ):
            with (scratch / name).open("w", newline="") as file:
                csv.writer(file).writerows(rows)
            self.amparo("import", str(scratch / name), *more, "--json")
        built = ["--language", "es", "--as-of", "2014-01-31", "--out", str(scratch / "analysis")]
        self.amparo("analysis", "build", "puerto-vallarta", *built)
        self.amparo("keys", "rotate")
        self.run("-c", LAST)


def as_text(path: Path) -> str:
    with closing(sqlite3.connect(path)) as held:
        held.execute("pragma wal_checkpoint(truncate)")
        return "\n".join(held.iterdump()) + "\n"


def as_text_postgresql(address: str) -> str:
    """Statements alone: no commands of psql, no owners, so that any driver can run them."""
    dump = [str(programs() / "pg_dump"), "--inserts", "--rows-per-insert=200"]
    ran = subprocess.run(
        [*dump, "--no-owner", "--no-privileges", "--no-comments", address],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return "".join(
        line
        for line in ran.stdout.splitlines(keepends=True)
        if not line.startswith(("\\restrict", "\\unrestrict", "--"))
    )


def freeze(commit: str, database: str) -> None:
    into = KEPT / commit / ("postgresql" if database else "sqlite")
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="amparo-frozen-") as folder:
        scratch = Path(folder)
        version = Version(commit, scratch, database)
        version.fill(scratch)
        (into / "held.json").write_text(version.run(str(WHAT_IS_HELD)))
        tables = (
            as_text_postgresql(database) if database else as_text(version.var / "amparo.sqlite3")
        )
        (into / "tables.sql.xz").write_bytes(lzma.compress(tables.encode(), preset=9))
        keys = as_text(version.var / "keystore" / "keys.sqlite3")
        (into / "keystore.sql.xz").write_bytes(lzma.compress(keys.encode(), preset=9))
        for name, kept in AS_THEY_STAND.items():
            shutil.copyfile(version.var / name, into / kept)


def main(words: list[str]) -> int:
    server = os.environ.get("AMPARO_TEST_DATABASE")
    if len(words) != 1 or not server:
        sys.stderr.write((__doc__ or "") + "\n")
        return 2
    named = ["git", "rev-parse", "--short=7", f"{words[0]}^{{commit}}"]
    commit = subprocess.run(named, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for database in ("", server):
        freeze(commit.strip(), database)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
