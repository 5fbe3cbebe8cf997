"""The notices name every library that is installed, with the licence that it gives itself."""

import importlib.metadata
import re

import pytest

from tests.architecture.source import ROOT

LOCKED = sorted(set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(), re.M)))
LIBRARIES = (ROOT / "NOTICE.md").read_text().partition("## Libraries")[2].partition("\n## ")[0]
NOTED = dict(re.findall(r"^\| ([\w.-]+) \| (.+?) \|$", LIBRARIES, re.M))


def test_the_notices_name_what_the_lock_holds_and_no_more():
    assert len(LOCKED) > 50
    assert sorted(NOTED.keys() - {"Package"}) == LOCKED


def expression(package):
    """The licence as a package of today states it; older ones say it in other ways, or nowhere."""
    try:
        return importlib.metadata.metadata(package).get("License-Expression")
    except importlib.metadata.PackageNotFoundError:
        return None


@pytest.mark.parametrize("package", [package for package in LOCKED if expression(package)])
def test_a_licence_is_noted_as_its_package_states_it(package):
    assert NOTED[package] == expression(package)


def test_what_was_not_read_is_not_installed_here():
    for package, licence in NOTED.items():
        if "not read" in licence:
            with pytest.raises(importlib.metadata.PackageNotFoundError):
                importlib.metadata.version(package)
