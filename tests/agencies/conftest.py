"""Casa Luz and Faro with their members, founded and enrolled by the actions."""

from types import SimpleNamespace

import pytest

from amparo import agencies
from amparo.agencies import actions

BY = agencies.OPERATOR
PASSWORD = "palabra-inventada-178"


@pytest.fixture
def house(db):
    def found(code, name, kind):
        return actions.found_agency(by=BY, code=code, name=name, kind=kind)

    def enrol(username, agency, role):
        return actions.enrol(
            by=BY,
            username=username,
            display_name=f"{username.title()} Demostración",
            agency=agency,
            role=role,
            password=PASSWORD,
        )

    luz, faro = found("casa-luz", "Casa Luz", "shelter"), found("faro", "Faro", "association")
    return SimpleNamespace(
        luz=luz,
        faro=faro,
        ana=enrol("ana", luz, "caseworker"),
        alba=enrol("alba", luz, "coordinator"),
        bruno=enrol("bruno", faro, "caseworker"),
        noe=enrol("noe", luz, "analyst"),
        ada=enrol("ada", luz, "administrator"),
    )
