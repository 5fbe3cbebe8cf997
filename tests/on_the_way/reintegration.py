"""Xquic of Casa Luz, who builds her life anew and is accompanied by Ana."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from amparo.cases.models import Case
from amparo.core import clock
from amparo.journeys import life
from amparo.journeys.actions import grants as granting
from amparo.journeys.actions import reintegration as actions
from amparo.journeys.models import Reintegration
from amparo.people.actions import contact as contacts
from tests.helpers import as_if
from tests.town import Town

CODES = [each.code for each in life.questions(life.newest())]
ALWAYS = {"days": list(range(7)), "from": "00:00", "until": "23:59"}
OPEN = {"channel": "visit", **ALWAYS}


def days_ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


def at_noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=clock.programme_zone())


def said(town: Town, *ways: dict, since: int = 500, **facts) -> None:
    """What she said about being contacted, known for so many days."""
    held = contacts.queries.current(town.case.person)
    made = contacts.say_how_to_contact(
        by=town.ana, person=town.case.person, answer="yes", ways=list(ways),
        seen_version=held.version if held else 0, **facts,
    )  # fmt: skip
    as_if(made, recorded_at=clock.now() - timedelta(days=since))


@dataclass
class Life:
    town: Town

    @property
    def case(self) -> Case:
        return self.town.case

    @property
    def held(self) -> Reintegration:
        return Reintegration.objects.select_related("case__person").get(ended_on=None)

    def begun(self, *, ago: int = 400, **facts) -> Reintegration:
        facts = {"where": "returned", "begun_on": days_ago(ago)} | facts
        return actions.begin(by=self.town.ana, case=self.case, **facts)

    def visit(self, held=None, *, ago: int = 0, **facts):
        facts = {
            "at": at_noon(days_ago(ago)) if ago else clock.now(),
            "channel": "visit", "began": "us", "outcome": "done",
        } | facts  # fmt: skip
        by = facts.pop("by", self.town.ana)
        return actions.record_visit(by=by, reintegration=held or self.held, **facts)

    def tried(self, *, ago: int, **facts):
        facts = {"channel": "visit", "began": "us", "outcome": "nobody"} | facts
        return contacts.log_contact(
            by=self.town.ana, person=self.case.person, at=at_noon(days_ago(ago)), **facts
        )

    def grant(self, held=None, *, amount="300", parts=("100", "200"), **facts):
        facts = {
            "purpose": "A sewing machine", "currency": "GTQ", "promised_on": clock.today(),
        } | facts  # fmt: skip
        by = facts.pop("by", self.town.ana)
        return granting.promise(
            by=by, reintegration=held or self.held, amount=Decimal(amount),
            parts=[(Decimal(part), f"Condition {part}", None) for part in parts], **facts,
        )  # fmt: skip


@pytest.fixture
def her(town) -> Life:
    said(town, OPEN)
    return Life(town)
