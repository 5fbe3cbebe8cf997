"""Two of three sheets open the key ring; one, or the disk alone, opens nothing."""

import json
from itertools import combinations
from pathlib import Path

import pytest

from amparo.core import custody, keyring
from amparo.core.errors import BadInput, CheckFailed, NotPossible
from amparo.core.keyring import Ring

IN_MEMORY = Path("/dev/shm")


@pytest.fixture
def memory(settings, tmp_path):
    """A place in memory for the open ring, and one on the disk for the sealed one."""
    import shutil
    import tempfile

    if not IN_MEMORY.exists() or IN_MEMORY.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("this machine has no place in memory apart from its disk")
    folder = Path(tempfile.mkdtemp(dir=IN_MEMORY, prefix="amparo-test-"))
    before = settings.KEY_RING_FILE
    settings.VAR = tmp_path
    settings.KEY_RING_FILE = folder / "run" / "ring.json"
    settings.KEY_RING_SEALED_FILE = tmp_path / "keys" / "ring.sealed"
    yield folder / "run"
    settings.KEY_RING_FILE = before
    shutil.rmtree(folder)


@pytest.fixture
def sheets(memory):
    public, sheets = custody.fresh_sheets()
    custody.found(public)
    return sheets


def reboot(settings):
    for file in settings.KEY_RING_FILE.parent.iterdir():
        file.unlink()


@pytest.mark.parametrize("two", list(combinations(range(3), 2)))
def test_any_two_sheets_open_the_ring_after_a_restart(sheets, settings, two):
    held = keyring.ring()
    reboot(settings)
    with pytest.raises(NotPossible, match="locked"):
        keyring.ring()
    custody.unlock([sheets[number] for number in two])
    assert keyring.ring() == held


def test_four_letters_of_each_word_are_enough(sheets, settings):
    held = keyring.ring()
    reboot(settings)
    short = [" ".join(word[:4].upper() for word in sheet.split()) for sheet in sheets[:2]]
    custody.unlock(short)
    assert keyring.ring() == held


def _changed(sheet):
    words = sheet.split()
    words[5] = "academic" if words[5] != "academic" else "acid"
    return " ".join(words)


@pytest.mark.parametrize("wrong", ["one", "same", "changed", "cut", "nonsense"])
def test_wrong_sheets_open_nothing_and_quote_no_word(sheets, settings, wrong):
    given = {
        "one": sheets[:1],
        "same": [sheets[0], sheets[0]],
        "changed": [sheets[0], _changed(sheets[1])],
        "cut": [sheets[0], " ".join(sheets[1].split()[:-1])],
        "nonsense": [sheets[0], "zzzz"],
    }[wrong]
    reboot(settings)
    with pytest.raises(BadInput, match="word by word") as refused:
        custody.unlock(given)
    assert not set(str(refused.value).split()) & {"academic", "zzzz"}
    assert not settings.KEY_RING_FILE.exists()


def test_sheets_of_another_installation_open_nothing(sheets, settings):
    reboot(settings)
    _public, others = custody.fresh_sheets()
    with pytest.raises(CheckFailed, match="another installation"):
        custody.unlock(others[:2])


def test_the_disk_alone_holds_no_key_in_clear(sheets, settings):
    plain = json.loads(keyring.ring().to_bytes())
    content = settings.KEY_RING_SEALED_FILE.read_text()
    for secret in (plain["root"], plain["masters"]["1"], *sheets[0].split()[4:8]):
        assert secret not in content
    assert settings.KEY_RING_SEALED_FILE.stat().st_mode & 0o077 == 0
    assert settings.KEY_RING_FILE.stat().st_mode & 0o077 == 0


def test_a_rotated_ring_survives_a_restart(sheets, settings):
    """The rotation seals it anew by itself: the custodians need not be called together."""
    turned = keyring.ring().rotated()
    keyring.keep(turned, settings.KEY_RING_FILE)
    reboot(settings)
    custody.unlock(sheets[1:])
    assert keyring.ring() == turned


def test_the_open_ring_is_never_put_on_the_disk_of_the_data(sheets, settings, tmp_path):
    settings.KEY_RING_FILE = tmp_path / "run" / "ring.json"
    with pytest.raises(NotPossible, match="thief"):
        custody.unlock(sheets[:2])
    assert not settings.KEY_RING_FILE.exists()


def test_a_demonstration_has_nothing_to_unlock(settings):
    settings.KEY_RING_SEALED_FILE = None
    with pytest.raises(NotPossible, match="nothing to unlock"):
        custody.unlock(["a", "b"])


def test_an_altered_sealed_ring_does_not_open(sheets, settings):
    path = settings.KEY_RING_SEALED_FILE
    parts = json.loads(path.read_text())
    for change in ({"sealed": parts["passing"]}, {"passing": parts["public"]}, {"sealed": 7}):
        path.write_text(json.dumps(parts | change))
        with pytest.raises(CheckFailed):
            custody.unlock(sheets[:2])
    assert Ring.fresh() != keyring.ring()
