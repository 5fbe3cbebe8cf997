"""New recovery sheets: from one renaming on they open the ring and the old ones no longer do.

Whoever kills it half-way finds either the old sheets opening or the new ones, never neither.
"""

import io
import os
import re
import sys
from itertools import combinations
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import translation

from amparo.core import custody, keyring
from amparo.core.errors import BadInput, CheckFailed, NotPossible
from amparo.core.keyring import Locked
from amparo.site import installing
from amparo.site.management.commands import custody as command
from tests.helpers import audit_events
from tests.keeping.test_custody import memory, reboot, sheets  # noqa: F401

PAIRS = list(combinations(range(3), 2))


def opens(settings, two):
    """Whether two sheets open the ring after a restart."""
    reboot(settings)
    try:
        custody.unlock(two)
    except (BadInput, CheckFailed):
        return False
    return True


@pytest.fixture
def backups(settings, tmp_path):
    """The folder of backups with two copies of the sealed ring in it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    settings.BACKUP_DIR = folder
    return folder


def copy_into(folder, name, settings):
    path = folder / f"amparo-{name}.ring"
    path.write_bytes(Path(settings.KEY_RING_SEALED_FILE).read_bytes())
    return path


class Custodians:
    """They read what was printed, and type what they were asked for."""

    def __init__(self, present, printed, again=(0, 2), wrong=0):
        self.typed, self.present, self.printed = 0, present, printed
        self.again, self.wrong = again, wrong

    def readline(self):
        self.typed += 1
        if self.typed <= 2:
            return f"{self.present[self.typed - 1]}\n"
        if self.typed <= 2 + 2 * self.wrong:
            return f"{self.present[0]}\n"
        place = self.again[(self.typed - 3 - 2 * self.wrong) % 2]
        short = [word[:4] for word in self.printed()[place].split()]
        return f"{' '.join(short)}\n"


def new_sheets(text):
    found = re.split(r"RECOVERY SHEET \d OF 3|HOJA DE RECUPERACIÓN \d DE 3", text)[1:]
    return [
        " ".join(word for _n, word in re.findall(r"\b(\d+) ([a-z]+)\b", sheet)[:33])
        for sheet in found
    ]


def sheets_on_pages(folder):
    pages = (path.read_text() for path in sorted(folder.iterdir()))
    return [" ".join(re.findall(r"<li>(\w+)</li>", page)) for page in pages]


@pytest.fixture
def renew(monkeypatch, db):
    def run(present, *words, **how):
        out = io.StringIO()

        def printed():
            return sheets_on_pages(Path(words[1])) if words else new_sheets(out.getvalue())

        monkeypatch.setattr(sys, "stdin", Custodians(present, printed, **how))
        with translation.override("en"):
            call_command("custody", "renew", *words, stdout=out, stderr=io.StringIO())
        return printed()

    return run


@pytest.mark.parametrize("two", PAIRS)
def test_any_two_new_sheets_open_and_no_two_old_ones_do(sheets, settings, renew, two):  # noqa: F811
    held = keyring.ring()
    fresh = renew(sheets[:2])
    assert len(audit_events("sheets_renewed")) == 1
    assert opens(settings, [fresh[place] for place in two])
    assert keyring.ring() == held
    assert not opens(settings, [sheets[place] for place in two])
    assert not opens(settings, [sheets[0], fresh[1]])


def test_a_rotation_afterwards_is_sealed_to_the_new_sheets(sheets, settings, renew):  # noqa: F811
    fresh = renew(sheets[1:])
    turned = keyring.ring().rotated()
    keyring.keep(turned, settings.KEY_RING_FILE)
    assert not opens(settings, sheets[:2])
    assert opens(settings, fresh[:2])
    assert keyring.ring() == turned


def test_until_the_new_sheets_are_read_back_the_old_ones_hold(sheets, settings, renew):  # noqa: F811
    before = Path(settings.KEY_RING_SEALED_FILE).read_bytes()
    with pytest.raises(BadInput, match="old sheets hold"):
        renew(sheets[:2], wrong=command.TRIES)
    assert Path(settings.KEY_RING_SEALED_FILE).read_bytes() == before
    assert opens(settings, sheets[:2])
    assert audit_events("sheets_renewed") == []


def test_a_slip_while_reading_back_is_forgiven_twice(sheets, settings, renew):  # noqa: F811
    fresh = renew(sheets[:2], wrong=command.TRIES - 1)
    assert opens(settings, fresh[1:])


@pytest.mark.parametrize("given", ["one", "same", "others"])
def test_without_two_present_sheets_nothing_is_printed(sheets, settings, renew, given):  # noqa: F811
    present = {
        "one": [sheets[0], ""],
        "same": [sheets[0], sheets[0]],
        "others": custody.fresh_sheets()[1][:2],
    }[given]
    before = Path(settings.KEY_RING_SEALED_FILE).read_bytes()
    with pytest.raises((BadInput, CheckFailed)):
        renew(present)
    assert Path(settings.KEY_RING_SEALED_FILE).read_bytes() == before


def test_it_needs_the_open_ring_since_it_is_logged(sheets, settings, renew):  # noqa: F811
    reboot(settings)
    with pytest.raises(Locked):
        renew(sheets[:2])
    assert opens(settings, sheets[:2])


def test_a_demonstration_has_no_sheets(settings, renew):
    settings.KEY_RING_SEALED_FILE = None
    with pytest.raises(NotPossible, match="no sheets"):
        renew(["a", "b"])


def test_copies_among_the_backups_follow_and_foreign_ones_stay(
    sheets,  # noqa: F811
    settings,
    renew,
    backups,
):
    old = [copy_into(backups, name, settings) for name in ("1", "2")]
    foreign, damaged = backups / "amparo-3.ring", backups / "amparo-4.ring"
    foreign.write_bytes(custody.seal(keyring.ring().to_bytes(), custody.fresh_sheets()[0]))
    damaged.write_bytes(b"{")
    kept = foreign.read_bytes(), damaged.read_bytes()
    fresh = renew(sheets[:2])
    for path in old:
        content = path.read_bytes()
        custody.unseal(content, custody.combine(fresh[:2]))
        with pytest.raises(CheckFailed):
            custody.unseal(content, custody.combine(sheets[:2]))
    assert (foreign.read_bytes(), damaged.read_bytes()) == kept
    assert custody.renew_copies() == 0


def killed_at(step, before, public):
    """A child that changes the sheets and is gone just before, or just after, it moves a file."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    moves, rename = [0], Path.replace

    def move(self, target):
        moves[0] += 1
        if step == 2 * moves[0] - 1:
            os._exit(9)
        found = rename(self, target)
        if step == 2 * moves[0]:
            os._exit(9)
        return found

    try:
        Path.replace = move
        custody.change_sheets(before, public)
    finally:
        os._exit(0)


# Three files are moved: the list of retired sheets, the sealed ring, the copy among the backups.
@pytest.mark.parametrize("step", range(1, 8))
def test_killed_at_any_step_one_set_of_sheets_opens(sheets, settings, backups, step):  # noqa: F811
    held = keyring.ring()
    copy = copy_into(backups, "1", settings)
    before = custody.prove(sheets[:2])
    public, fresh = custody.fresh_sheets()
    assert killed_at(step, before, public) == (9 if step <= 6 else 0)
    old_opens, new_opens = opens(settings, sheets[:2]), opens(settings, fresh[:2])
    assert old_opens != new_opens
    assert new_opens == (step >= 4)
    custody.unlock(fresh[:2] if new_opens else sheets[:2])
    assert keyring.ring() == held
    if new_opens:
        # What was left is done by the next backup.
        custody.renew_copies()
        custody.unseal(copy.read_bytes(), custody.combine(fresh[:2]))


def test_after_a_kill_it_can_be_done_again_with_whichever_sheets_open(
    sheets,  # noqa: F811
    settings,
    renew,
):
    before = custody.prove(sheets[:2])
    public, lost = custody.fresh_sheets()
    killed_at(3, before, public)
    assert opens(settings, sheets[:2])
    fresh = renew(sheets[:2])
    assert opens(settings, fresh[:2])
    assert not opens(settings, lost[:2])


def test_sheets_can_be_pages_that_say_their_day(sheets, settings, renew, tmp_path):  # noqa: F811
    fresh = renew(sheets[:2], "--sheets", str(tmp_path / "pages"))
    pages = sorted((tmp_path / "pages").iterdir())
    assert [page.name for page in pages] == [f"sheet-{n}.html" for n in (1, 2, 3)]
    assert all(page.stat().st_mode & 0o077 == 0 for page in pages)
    assert "Hecha el" in pages[0].read_text()
    assert opens(settings, fresh[:2])


@pytest.mark.parametrize(("language", "words"), [("es", "no abre nada"), ("en", "opens nothing")])
def test_a_sheet_fits_one_page_of_paper(language, words):
    from weasyprint import HTML

    text = custody.fresh_sheets()[1][0]
    page = installing.sheet_as_page(installing.sheet(text, 1, "registro.example.org", language))
    assert words in page
    assert len(HTML(string=page).render().pages) == 1
