"""A road by which a whole case can go from Casa Luz to Faro, where Rosa coordinates."""

from dataclasses import dataclass
from html import unescape

import pytest

from amparo.agencies import OPERATOR
from amparo.agencies import actions as members
from amparo.agencies.models import Member
from amparo.referrals.actions import transfer as actions
from tests.helpers import statuses

ALL = ("identity", "contact", "case", "facts")


@dataclass
class Way:
    road: object
    rosa: Member
    # A second coordinator of Casa Luz.
    ines: Member

    @property
    def town(self):
        return self.road.town

    def opened(self, *blocks):
        blocks = blocks or ALL
        self.road.clause(*blocks, purpose="assistance")
        self.road.yes(*blocks, purpose="assistance")
        return self

    def proposed(self, *, by=None, **facts):
        facts = {"to": self.town.faro, "reason_code": "moved"} | facts
        return actions.propose(by=by or self.town.ana, case=self.town.case, **facts)

    def waiting(self, **facts):
        return actions.confirm(by=self.town.alba, transfer=self.proposed(**facts))

    def accepted(self, **facts):
        return actions.accept(by=self.rosa, transfer=self.waiting(**facts), member=self.town.bruno)


@pytest.fixture
def way(road) -> Way:
    def coordinator(name, display_name, agency):
        return members.enrol(
            by=OPERATOR, username=name, display_name=display_name, agency=agency,
            role="coordinator", password=f"{name} crosses the river", language="en",
        )  # fmt: skip

    return Way(
        road,
        coordinator("rosa", "Rosa Roble", road.town.faro),
        coordinator("ines", "Inés Iris", road.town.casa_luz),
    )


def said(answer):
    return unescape(answer.content.decode())


def state(transfer):
    transfer.refresh_from_db()
    return transfer.state, transfer.refusal or transfer.ending


def everyone(way):
    return [None, way.town.ana, way.town.alba, way.town.bruno, way.rosa, way.town.celia]


def seen_by(way, url, client):
    return statuses(client, url, everyone(way))
