"""Every verb on a machine whose key ring is locked: a sentence, exit code 3, nothing changed."""

import pytest

from tests.keeping.test_backups import AGENCIES

NEEDS_IT = [
    ("audit", "verify"),
    ("keys", "rotate"),
    ("keys", "status"),
    ("backup", "--to", "{disk}/a", "--keys-to", "{disk}/b"),
    ("upgrade", "--to", "{disk}/a", "--keys-to", "{disk}/b"),
    ("restore", "--database", "{disk}/x.database", "--keys", "{disk}/x.keys"),
    ("import", "{disk}/register.csv", "--agency", "casa-luz", "--json"),
    ("evidence", "load"),
    ("load_places",),
]
READS_NOTHING_SEALED = [
    ("members",),
    ("audit", "anchor"),
    ("clock", "--once"),
    ("worker", "--batch"),
]


def words(verb, folder):
    (folder / "register.csv").write_text("Nombre,Sexo\nXquic,M\n")
    (folder / "x.database").write_bytes(b"amparo backup 1\n" + b"\0" * 40)
    return [part.format(disk=folder) for part in verb]


@pytest.fixture
def locked(installation):
    (installation.var / "keys" / "ring.json").unlink()
    return installation


@pytest.mark.parametrize("verb", NEEDS_IT, ids=" ".join)
def test_it_ends_with_three_and_says_what_to_do(locked, tmp_path, verb):
    before = locked.ask(AGENCIES)
    ran = locked.run(*words(verb, tmp_path))
    said = " ".join(ran.stderr.split())
    if verb[0] == "restore":
        # The file is looked at first, and it is none of ours.
        assert ran.returncode in (2, 3), ran.stderr
    else:
        assert ran.returncode == 3, ran.stderr
        for part in ("key ring is locked", "nothing was changed", "amparo unlock"):
            assert part in said
    assert "Traceback" not in said
    assert locked.ask(AGENCIES) == before


@pytest.mark.parametrize("verb", READS_NOTHING_SEALED, ids=" ".join)
def test_it_goes_on_without_a_trace(locked, tmp_path, verb):
    ran = locked.run(*words(verb, tmp_path))
    assert ran.returncode == 0, ran.stderr
    assert "Traceback" not in ran.stderr
