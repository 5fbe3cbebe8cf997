"""Every sentence on the screens of every room has its Spanish, and nothing is left over."""

import re
import shutil
import subprocess
import sys

import polib
import pytest

from tests.architecture.source import ROOT, modules, name, tracked

ROOMS = sorted(path.parent.name for path in (ROOT / "amparo").glob("*/apps.py"))
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def catalogue(room, root=ROOT):
    path = root / "amparo" / room / "locale/es/LC_MESSAGES/django.po"
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def keys(entries):
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in entries}


def spanish(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """What gettext finds in the code of each room, in a copy."""
    if not shutil.which("xgettext"):
        pytest.skip("gettext is not installed")
    folder = tmp_path_factory.mktemp("words")
    leave = shutil.ignore_patterns("locale", "__pycache__", "static", "data")
    shutil.copytree(ROOT / "amparo", folder / "amparo", ignore=leave)
    for room in ROOMS:
        (folder / "amparo" / room / "locale").mkdir(exist_ok=True)
    extract = "from django.core.management import execute_from_command_line as run; run()"
    arguments = ["makemessages", "-l", "es", "--no-location", "--no-wrap", "-v0"]
    # -P: our room `statistics` must not stand in for the module of the standard library.
    subprocess.run(
        [sys.executable, "-P", "-c", extract, *arguments], cwd=folder / "amparo", check=True
    )
    return {room: catalogue(room, folder) for room in ROOMS}


@pytest.mark.parametrize("room", ROOMS)
def test_the_catalogue_holds_what_the_code_says_and_no_more(room, found):
    held = keys(entry for entry in catalogue(room) if not entry.obsolete)
    assert keys(found[room]) - held == set(), "These sentences have no Spanish yet."
    assert held - keys(found[room]) == set(), "Nobody says these sentences any more."


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_is_translated_and_none_is_a_guess(room):
    wrong = [e.msgid for e in catalogue(room) if not all(spanish(e)) or e.fuzzy or e.obsolete]
    assert wrong == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_placeholder_is_lost(room):
    for entry in catalogue(room):
        asked = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        kept = [set(PLACEHOLDER.findall(text)) for text in spanish(entry)]
        # "One thing" may say its number in words; the plural may not.
        assert kept[-1] == asked, entry.msgid
        assert all(some <= asked for some in kept), entry.msgid


def test_compiled_catalogues_are_not_tracked():
    assert [name(path) for path in tracked() if path.suffix == ".mo"] == []


def test_there_is_code_to_look_at():
    assert len(modules("amparo")) > 100
