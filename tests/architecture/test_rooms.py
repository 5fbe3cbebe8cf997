"""The contracts of the house hold, and each of them breaks when it is broken."""

import os
import shutil
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

LINT = Path(sys.executable).parent / "lint-imports"
# (contract, a file that breaks it, what stands in it)
OFFENCES = [
    ("knows nothing of the web", "conteo/src/conteo/offence.py", "import django"),
    ("Rooms import downwards only", "amparo/core/offence.py", "import amparo.cases.models"),
    ("Rooms import downwards only", "amparo/evidence/offence.py", "import amparo.people.models"),
    ("Only these rooms cross the bridge", "amparo/registers/offence.py", "import conteo"),
    ("Inside a room", "amparo/cases/enums.py", "import amparo.cases.models"),
    ("Inside a room", "amparo/agencies/policies.py", "import amparo.agencies.actions"),
]


def contracts(folder: Path) -> tuple[int, list[str]]:
    """The exit code, and a line for each contract: its name and KEPT or BROKEN."""
    surroundings = os.environ | {"PYTHONPATH": f"{folder}{os.pathsep}{folder}/conteo/src"}
    ran = subprocess.run(
        [LINT, "--no-cache"], cwd=folder, env=surroundings, capture_output=True, text=True
    )
    return ran.returncode, [
        line for line in ran.stdout.splitlines() if "KEPT" in line or "BROKEN" in line
    ]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    for part in ("amparo", "conteo/src"):
        only_python = shutil.ignore_patterns("__pycache__", "static", "templates", "locale", "data")
        shutil.copytree(ROOT / part, folder / part, ignore=only_python)
    shutil.copy(ROOT / ".importlinter", folder)
    return folder


def test_every_contract_is_kept(copy):
    code, lines = contracts(copy)
    assert len(lines) == 4
    assert [line for line in lines if "BROKEN" in line] == []
    assert code == 0


@pytest.mark.parametrize(("contract", "file", "words"), OFFENCES, ids=[o[1] for o in OFFENCES])
def test_a_broken_contract_is_noticed(copy, contract, file, words):
    path = copy / file
    before = path.read_text() if path.exists() else None
    path.write_text((before or "") + f"\n{words}\n")
    code, lines = contracts(copy)
    path.unlink() if before is None else path.write_text(before)
    assert code == 1
    assert any(contract in line and "BROKEN" in line for line in lines), lines


def test_every_room_of_ours_is_in_the_contract():
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter")
    rooms = {path.parent.name for path in (ROOT / "amparo").glob("*/apps.py")}
    inside = set(contracts["importlinter:contract:inside"]["containers"].split())
    assert {f"amparo.{room}" for room in rooms - {"core"}} <= inside


def test_no_migration_is_missing():
    command = [sys.executable, "-m", "amparo", "makemigrations", "--check", "--dry-run"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout
