"""Documents lie in the database, so what keeps it keeps them: rotation, backup, restore."""

import contextlib
import subprocess
import sys

from tests.keeping.conftest import ROOT

# Files of several pieces, each made of words of its own.
ADD = (
    "from datetime import date\n"
    "from amparo.agencies.models import Member\n"
    "from amparo.cases.actions import add_document\n"
    "from amparo.cases.models import Case\n"
    "ana, case = Member.objects.get(username='ana'), Case.objects.get()\n"
    "for number in range(8):\n"
    "    add_document(by=ana, case=case, content=b'page %d ' % number * 90_000,\n"
    "        file_type='txt', kind='legal', received_on=date(2026, 3, 2))\n"
)
OPEN = (
    "from amparo.cases.models import Document\n"
    "print(*[d.content == b'page %d ' % (d.number - 1) * 90_000\n"
    "    for d in Document.objects.all()])"
)
UNDER = (
    "from amparo.cases.models import DocumentPiece\n"
    "from amparo.core import sealing\n"
    "tokens = DocumentPiece.objects.values_list('content', flat=True)\n"
    "print(*sorted({sealing.file_key_version(bytes(token)) for token in tokens}))"
)
REMOVE = "from amparo.cases.models import Document; Document.objects.all().delete()"
WHOLE = " ".join(["True"] * 8)


def rotate_and_kill(installation, within):
    """Kill a rotation some time after it has begun; true if it was not through by then."""
    rotating = subprocess.Popen(
        [sys.executable, "-m", "amparo", "keys", "rotate"],
        env=installation.surroundings, cwd=ROOT, stderr=subprocess.PIPE,
    )  # fmt: skip
    with rotating:
        rotating.stderr.readline()
        with contextlib.suppress(subprocess.TimeoutExpired):
            rotating.wait(within)
        rotating.kill()
    return rotating.returncode != 0


def test_documents_survive_a_rotation_that_is_killed_and_run_again(installation):
    installation.ask(ADD)
    assert installation.ask(UNDER) == "1"
    killed = 0
    for seconds in (0, 0.05, 0.1, 0.2):
        killed += rotate_and_kill(installation, seconds)
        assert installation.ask(OPEN) == WHOLE
    assert killed >= 2
    installation.amparo("keys", "rotate")
    installation.amparo("keys", "rotate")
    assert installation.ask(OPEN) == WHOLE
    assert installation.ask(UNDER).isdecimal()
    assert int(installation.ask(UNDER)) >= 2
    assert installation.verdict()["ok"]


def test_a_backup_brings_documents_back(installation, tmp_path):
    installation.ask(ADD)
    to = ["--to", str(tmp_path / "disk"), "--keys-to", str(tmp_path / "host")]
    database, keys = installation.amparo("backup", *to).split()
    installation.ask(REMOVE)
    assert installation.ask(OPEN) == ""
    installation.amparo("restore", "--database", database, "--keys", keys)
    assert installation.ask(OPEN) == WHOLE
