"""What `make setup` installs where there is no network: the packages that a bundle brings along."""

import hashlib
import importlib.util
import subprocess
import zipfile

import pytest

from tests.keeping.conftest import ROOT

FILES = {
    "hallada.py": "WORD = 'found'\n",
    "hallada-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: hallada\nVersion: 1.0\n",
    "hallada-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
}


def script(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def bundle(tmp_path):
    """A bundle with one package that no registry has, and the lock that asks for it."""
    folder = tmp_path / "bundle"
    folder.mkdir()
    wheel = folder / "hallada-1.0-py3-none-any.whl"
    record = "".join(f"{name},,\n" for name in FILES)
    with zipfile.ZipFile(wheel, "w") as packed:
        for name, text in FILES.items():
            packed.writestr(name, text)
        packed.writestr("hallada-1.0.dist-info/RECORD", record)
    lock = tmp_path / "one.lock"
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    lock.write_text(f"hallada==1.0 \\\n    --hash=sha256:{digest}\n")
    return folder, lock


def test_set_up_takes_packages_from_the_bundle_and_refuses_an_exchanged_one(
    bundle, tmp_path, monkeypatch
):
    folder, lock = bundle
    set_up = script("set_up")
    monkeypatch.setattr(set_up, "BUNDLE", folder)
    # Nobody answers there: a registry that is asked fails, and gives no package.
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    wheel = next(folder.iterdir())
    whole = wheel.read_bytes()
    with zipfile.ZipFile(wheel, "a") as packed:
        packed.writestr("more.py", "")
    with pytest.raises(subprocess.CalledProcessError):
        set_up.environment(tmp_path / "venv", lock)
    wheel.write_bytes(whole)
    python = set_up.environment(tmp_path / "venv", lock)
    said = subprocess.run(
        [python, "-c", "import hallada; print(hallada.WORD)"], capture_output=True, text=True
    )
    assert said.stdout == "found\n"


def test_the_checksums_of_a_bundle_are_those_that_debian_checks(tmp_path):
    bundle = script("bundle")
    (tmp_path / "bundle").mkdir()
    (tmp_path / "bundle" / "a.whl").write_text("a")
    (tmp_path / "README.md").write_text("b")
    lines = "".join(f"{digest}  {name}\n" for digest, name in bundle.sums(tmp_path))
    (tmp_path / bundle.SUMS).write_text(lines)
    check = ["sha256sum", "--quiet", "--check", bundle.SUMS]
    assert subprocess.run(check, cwd=tmp_path).returncode == 0
    (tmp_path / "bundle" / "a.whl").write_text("another")
    assert subprocess.run(check, cwd=tmp_path, capture_output=True).returncode == 1


def test_the_bundle_carries_the_version_that_the_site_says():
    import conteo

    assert script("bundle").version() == conteo.__version__
