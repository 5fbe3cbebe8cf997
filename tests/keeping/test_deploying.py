"""What is handed to whoever deploys names nothing that does not exist."""

import re

import pytest

from tests.keeping.conftest import ROOT

NAME = re.compile(r"\bAMPARO_[A-Z_]+\b")


def read_by_the_settings():
    return set(re.findall(r'"(AMPARO_[A-Z_]+)"', (ROOT / "amparo/settings.py").read_text()))


@pytest.mark.parametrize("path", sorted(p for p in (ROOT / "deploy").rglob("*") if p.is_file()))
def test_a_deployed_file_names_only_settings_that_exist(path):
    assert set(NAME.findall(path.read_text())) <= read_by_the_settings()


def test_the_service_starts_a_verb_that_exists_where_the_ring_is_opened():
    from django.core.management import get_commands

    from amparo.site.installing import USUAL

    unit = (ROOT / "deploy/systemd/amparo.service").read_text()
    (verb,) = re.findall(r"ExecStart=\S+/amparo (\w+)", unit)
    assert verb in get_commands()
    assert f"ConditionPathExists={USUAL['key_ring']}" in unit
    assert USUAL["folder"] in unit
