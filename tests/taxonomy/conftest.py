"""The shipped places, loaded as an operator loads them, and the references that may lie beside."""

from pathlib import Path

import pytest

from amparo.agencies import OPERATOR
from amparo.taxonomy import actions

BESIDE = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture
def places(db):
    return actions.load_places(by=OPERATOR)


@pytest.fixture
def beside():
    """A file of the references that are read in place and never shipped."""

    def find(name: str) -> Path:
        path = BESIDE / name
        if not path.exists():
            pytest.skip(f"{name} is not beside this repository")
        return path

    return find
