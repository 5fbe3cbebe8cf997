"""Casa Luz and Faro with their members, founded and enrolled by the actions."""

from types import SimpleNamespace

import pytest
from django.utils import translation

from amparo import agencies
from amparo.agencies import actions
from amparo.agencies.models import Member

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


@pytest.fixture
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def admins(house):
    """Ada and Amalia: what takes two administrators has two. Everybody reads English."""
    house.amalia = actions.enrol(
        by=BY,
        username="amalia",
        display_name="Amalia Demostración",
        agency=house.luz,
        role="administrator",
        password=PASSWORD,
    )
    Member.objects.update(language="en")
    for member in (house.ana, house.ada, house.alba, house.noe, house.amalia):
        member.refresh_from_db()
    return house
