"""What may lie in this repository, and what may not."""

import re
import tomllib

import pytest

from tests.architecture.source import ROOT, modules, name, tracked

LOCKS = sorted(ROOT.glob("requirements*.lock"))
NAMELESS = {"utils", "common", "manager", "helpers", "misc", "data", "info", "process"}
# Assembled, so that this file does not name what it looks for.
HOSTS = ["pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "registry." + "npm"]
MACHINE = [f"/{top}/" for top in ("wo" + "rk", "ro" + "ot", "ho" + "me")]
TEXT = {".py", ".md", ".toml", ".html", ".css", ".js", ".txt", ".sh", ".lock", ".po", ".yml", ""}


def texts():
    """Tracked text, without what must be quoted as it stands."""
    for path in tracked():
        if path.suffix in TEXT and path.stat().st_size < 2_000_000:
            yield path, path.read_text(errors="replace")


def test_no_module_has_a_name_that_says_nothing():
    named = [name(path) for path in modules("amparo") if path.stem in NAMELESS]
    named += [name(path) for path in modules("conteo/src") if path.stem in NAMELESS]
    assert named == [], "If you cannot name it, it is two things."


@pytest.mark.parametrize("project", [".", "conteo"])
def test_every_dependency_says_what_for(project):
    text = (ROOT / project / "pyproject.toml").read_text()
    for need in tomllib.loads(text)["project"]["dependencies"]:
        line = next(line for line in text.splitlines() if line.strip().startswith(f'"{need}"'))
        _before, mark, why = line.partition("#")
        assert mark, f"{need}: say what it is for and where it is used."
        assert len(why.split()) >= 2, f"{need}: say what it is for and where it is used."


def test_there_are_locks():
    assert len(LOCKS) == 3


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_host_and_every_hash(lock):
    text = lock.read_text()
    assert "://" not in text
    assert not any(host in text for host in HOSTS)
    pinned = re.findall(r"^([\w.\[\]-]+)==", text, re.M)
    assert len(pinned) > 5
    assert text.count("==") >= len(pinned)
    for entry in re.split(r"\n(?=\S)", text.strip()):
        assert "--hash=sha256:" in entry, entry.split()[0]


def test_the_locks_hold_everything_that_is_asked_for():
    wanted = []
    for project in (".", "conteo"):
        table = tomllib.loads((ROOT / project / "pyproject.toml").read_text())["project"]
        wanted += [re.match(r"[\w-]+", need)[0].lower() for need in table["dependencies"]]
    locked = set(re.findall(r"^([\w-]+)==", (ROOT / "requirements.lock").read_text(), re.M))
    assert set(wanted) - {"conteo"} <= locked


def test_our_own_library_is_never_taken_from_a_registry():
    assert not any(re.search(r"^(conteo|amparo)\b", lock.read_text(), re.M) for lock in LOCKS)


def test_no_text_names_the_machine_it_was_written_on_or_a_registry_host():
    found = [
        f"{name(path)}: {word}"
        for path, text in texts()
        for word in MACHINE + HOSTS
        if re.search(rf"(?<![\w.~]){re.escape(word)}", text)
    ]
    assert found == []


def test_every_setting_is_in_the_sample_and_no_other():
    read = set(
        re.findall(r'env\.\w+\(\s*"(AMPARO_\w+)"', (ROOT / "amparo/settings.py").read_text())
    )
    sample = (ROOT / "dotenv-sample").read_text()
    shown = set(re.findall(r"^(AMPARO_\w+)=", sample, re.M))
    assert read - {"AMPARO_SETTINGS"} == shown
