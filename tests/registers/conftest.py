"""Coral coordinates Casa Luz; Ana works there with cases; Celia coordinates Norte. All invented."""

from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils import translation

from amparo.agencies import OPERATOR
from amparo.agencies import actions as agencies
from amparo.agencies.enums import AgencyKind, Role
from amparo.core import keystore
from amparo.taxonomy import actions as taxonomy
from tests import rows

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture(autouse=True)
def in_english():
    """The sentences of the tests are those of the code, whichever catalogues are compiled."""
    with translation.override("en"):
        yield


@pytest.fixture
def town(db, settings, tmp_path):
    settings.KEY_STORE_FILE = tmp_path / "keystore.sqlite3"
    found = {}
    for code, name in (("casa-luz", "Casa Luz"), ("norte", "Norte")):
        found[code] = agencies.found_agency(
            by=OPERATOR, code=code, name=name, kind=AgencyKind.SHELTER
        )

    def enrol(name, role, code):
        return agencies.enrol(
            by=OPERATOR,
            agency=found[code],
            username=name,
            display_name=f"{name.title()} Inventada",
            role=role,
            password="una frase inventada y larga",
        )

    return SimpleNamespace(
        casa_luz=found["casa-luz"],
        norte=found["norte"],
        ana=enrol("ana", Role.CASEWORKER, "casa-luz"),
        coral=enrol("coral", Role.COORDINATOR, "casa-luz"),
        celia=enrol("celia", Role.COORDINATOR, "norte"),
        keys=keystore,
    )


@pytest.fixture
def places(db):
    """All places that are shipped."""
    rows.lay(_shipped_places())


@cache
def _shipped_places() -> rows.Rows:
    return rows.written(lambda: taxonomy.load_places(by=OPERATOR), in_tables="taxonomy_")


@pytest.fixture
def shared():
    """Reference material that does not ship; a test that needs it skips where it is absent."""

    def find(path: str) -> Path:
        found = SHARED / path
        if not found.exists():
            pytest.skip(f"{path} is not here")
        return found

    return find


@pytest.fixture
def register(tmp_path):
    """Write a register from its lines."""

    def write(*lines: str, name: str = "register.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write
