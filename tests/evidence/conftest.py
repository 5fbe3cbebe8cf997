"""Ana works with cases, Elsa edits analyses, Coral coordinates. All are invented."""

from functools import cache
from pathlib import Path

import pytest

from amparo.agencies import OPERATOR
from amparo.agencies import actions as agencies
from amparo.agencies.enums import AgencyKind, Role
from amparo.evidence import actions
from tests import rows

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture
def casa_luz(db):
    return agencies.found_agency(
        by=OPERATOR, code="casa-luz", name="Casa Luz", kind=AgencyKind.SHELTER
    )


@pytest.fixture
def member(casa_luz):
    def enrol(name: str, role: str):
        return agencies.enrol(
            by=OPERATOR,
            agency=casa_luz,
            username=name,
            display_name=f"{name.title()} Inventada",
            role=role,
            password="una frase inventada y larga",
        )

    return enrol


@pytest.fixture
def ana(member):
    return member("ana", Role.CASEWORKER)


@pytest.fixture
def elsa(member):
    return member("elsa", Role.EDITOR)


@pytest.fixture
def coral(member):
    return member("coral", Role.COORDINATOR)


@pytest.fixture
def loaded(db):
    """All claims, sources and dates of law that are shipped."""
    rows.lay(_shipped())


@cache
def _shipped() -> rows.Rows:
    return rows.written(lambda: actions.load_shipped(by=OPERATOR), in_tables="evidence_")


@pytest.fixture
def shared():
    """Reference material that does not ship; a test that needs it skips where it is absent."""

    def find(path: str) -> Path:
        found = SHARED / path
        if not found.exists():
            pytest.skip(f"{path} is not here")
        return found

    return find
