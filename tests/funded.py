"""Two invented projects of Casa Luz, from an invented fund, kept by Pablo."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest

from amparo.core import clock
from amparo.organisations.models import Organisation
from amparo.projects.actions import frame, money, projects
from amparo.projects.models import BudgetLine, Project
from tests.office import Office
from tests.town import Town


@dataclass
class Funded:
    """Both run today; the line is of the first."""

    office: Office
    town: Town
    fund: Organisation
    north: Project
    south: Project
    line: BudgetLine

    def project(self, code, **facts):
        today = clock.today()
        facts = {
            "name": f"Proyecto inventado {code}",
            "starts_on": date(today.year - 1, 1, 1),
            "ends_on": today + timedelta(days=400),
            "currency": "USD",
            "donors": [self.fund],
            "agencies": [self.town.casa_luz],
        } | facts
        return projects.record(by=self.office.pablo, code=code, **facts)

    def goal(self, number="1", **facts):
        facts = {"level": "goal", "text": "Menos trata"} | facts
        return frame.write_row(by=self.office.pablo, project=self.north, number=number, **facts)

    def target(self, row, indicator="people_assisted", **facts):
        days = {"starts_on": self.north.starts_on, "ends_on": self.north.ends_on}
        facts = {"goal": Decimal(100)} | days | facts
        return frame.set_target(by=self.office.pablo, row=row, indicator=indicator, **facts)

    def spend(self, amount, on=None, line=None, what="Taller"):
        return money.spend(
            by=self.office.pablo, line=line or self.line, on=on or clock.today(), what=what,
            amount=Decimal(amount),
        )  # fmt: skip


@pytest.fixture
def funded(town, office) -> Funded:
    fund = office.organisation("Fondo Inventado", sector="international", level="international")
    held = Funded(office, town, fund, None, None, None)  # type: ignore[arg-type]
    held.north, held.south = held.project("NORTE"), held.project("SUR")
    held.line = money.budget(
        by=office.pablo, project=held.north, code="1", title="Talleres", donor=fund,
        amount=Decimal(1000),
    )  # fmt: skip
    return held
