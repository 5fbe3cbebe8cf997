"""Who keeps the office of the town, all invented.

Programme  Sara keeps committees, agreements and the directory; Pablo keeps projects
"""

from dataclasses import dataclass

import pytest

from amparo import agencies
from amparo.agencies import actions as members
from amparo.agencies.enums import Role
from amparo.agencies.models import Member
from amparo.organisations.actions import organisation as actions
from amparo.organisations.models import Organisation
from amparo.taxonomy.models import Place


@dataclass
class Office:
    sara: Member
    pablo: Member

    def organisation(self, name="DIF Inventado", **facts) -> Organisation:
        facts = {"sector": "public", "level": "municipal"} | facts
        return actions.record(by=self.sara, name=name, **facts)


@pytest.fixture
def office(town) -> Office:
    def joins(username, display_name, role):
        return members.enrol(
            by=agencies.OPERATOR,
            username=username,
            display_name=display_name,
            agency=town.programme,
            role=role,
            password=f"{username} crosses the river",
            language="en",
        )

    sara = joins("sara", "Sara Sauce", Role.SECRETARY)
    return Office(sara=sara, pablo=joins("pablo", "Pablo Pino", Role.PROJECT_OFFICER))


def at(code: str) -> Place:
    return Place.objects.get(pk=code)
