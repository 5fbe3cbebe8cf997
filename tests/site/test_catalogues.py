"""Nothing on these rooms' screens is left in English, and no translation loses a placeholder."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ["site", "agencies"]
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")


def catalogue(room):
    return polib.pofile(str(ROOT / f"amparo/{room}/locale/es/LC_MESSAGES/django.po"))


def words(entry):
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_has_its_spanish(room):
    missing = [entry.msgid for entry in catalogue(room) if not all(words(entry))]
    assert missing == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_sentence_is_a_guess_or_left_over(room):
    assert [e.msgid for e in catalogue(room) if e.fuzzy or e.obsolete] == []


@pytest.mark.parametrize("room", ROOMS)
def test_no_placeholder_is_lost(room):
    for entry in catalogue(room):
        asked = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        kept = [set(PLACEHOLDER.findall(text)) for text in words(entry)]
        # "One thing" may say its number in words; the plural may not.
        assert kept[-1] == asked, entry.msgid
        assert all(some <= asked for some in kept), entry.msgid


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed")
@pytest.mark.parametrize("room", ROOMS)
def test_the_catalogue_holds_what_the_pages_say(room, tmp_path):
    copy = tmp_path / room
    shutil.copytree(ROOT / "amparo" / room, copy, ignore=shutil.ignore_patterns("locale", "*.pyc"))
    (copy / "locale").mkdir()
    extract = "from django.core.management import execute_from_command_line as run; run()"
    arguments = ["makemessages", "-l", "es", "--no-location", "--no-wrap", "-v0"]
    subprocess.run([sys.executable, "-c", extract, *arguments], cwd=copy, check=True)
    found = polib.pofile(str(copy / "locale/es/LC_MESSAGES/django.po"))
    held = {(e.msgctxt, e.msgid, e.msgid_plural) for e in catalogue(room)}
    assert {(e.msgctxt, e.msgid, e.msgid_plural) for e in found} == held
