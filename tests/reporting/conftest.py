from dataclasses import dataclass
from datetime import date

import pytest
from django.utils import translation

from amparo.assistance import actions as assistance
from amparo.cases.models import Case
from amparo.people import actions as people
from amparo.projects.feeding import Asked
from amparo.reporting.months import Month
from tests.committees.conftest import bay  # noqa: F401
from tests.funded import Funded, funded  # noqa: F401
from tests.office import office  # noqa: F401
from tests.town import Town, places, town  # noqa: F401

SENT = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@dataclass
class Told:
    """A month that is over, with eleven people who agreed, one of them in both projects."""

    funded: Funded
    month: Month
    cases: list[Case]

    @property
    def town(self) -> Town:
        return self.funded.town

    @property
    def pablo(self):
        return self.funded.office.pablo

    def asked(self, **more) -> Asked:
        return Asked(self.month.first, self.month.last, **more)

    def helped(self, case, *projects, service="Food"):
        return assistance.record(
            by=self.town.ana, case=case, service=service, given_on=self.month.last,
            projects=projects,
        )  # fmt: skip


def agrees(town, case):  # noqa: F811
    return people.record_consent(
        by=town.ana, person=case.person, purpose="statistics", block="facts",
        recipient="programme_statistics", answer="granted", language="es", how="spoken",
        notice_version="1", given_on=SENT,
    )  # fmt: skip


@pytest.fixture
def told(funded):  # noqa: F811
    from amparo.core import clock

    month = Month.before(clock.today())
    cases = [funded.town.new_case(opened_on=month.first) for _number in range(11)]
    for case in cases:
        agrees(funded.town, case)
    held = Told(funded, month, cases)
    for case in cases[:10]:
        held.helped(case, funded.north)
    held.helped(cases[0], funded.south)
    held.helped(cases[10], funded.south)
    funded.spend("250", on=month.last)
    return held
