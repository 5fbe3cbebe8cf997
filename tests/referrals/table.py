"""A committee in which Casa Luz, Faro and Norte sit, and hotels that never sign in."""

from dataclasses import dataclass
from datetime import time

import pytest

from amparo.committees.actions import committees, sessions
from amparo.committees.models import Committee, Session
from amparo.committees.queries import sessions as rolls
from amparo.core import clock
from amparo.organisations.models import Organisation
from amparo.referrals.actions import conference as actions
from amparo.referrals.models import Hearer

TEN, NOON = time(10), time(12)


@dataclass
class Table:
    road: object
    committee: Committee
    session: Session
    norte: Organisation

    @property
    def town(self):
        return self.road.town

    @property
    def sara(self):
        return self.road.office.sara

    def yes(self, *agencies, **facts):
        """She says yes to coded facts for these agencies of the table."""
        named = agencies or (self.town.faro,)
        said = [self.road.yes("facts", name=each.name, **facts) for each in named]
        return said[0]

    def call(self, committee=None, **facts):
        facts = {"kind": "ordinary", "on": clock.today(), "starts_at": TEN, "place": "x"} | facts
        return sessions.call(by=self.sara, committee=committee or self.committee, **facts)

    def open(self, *, here=("Casa Luz", "Faro", "Norte"), left=(), session=None):
        held = session or self.session
        sessions.begin(by=self.sara, session=held, at=TEN)
        self.attend(here=here, left=left, session=held)

    def attend(self, *, here=(), left=(), session=None):
        roll = {
            seat: ("holder" if seat.organisation.name in (*here, *left) else "",
                   seat.organisation.name in left)
            for seat, _row in rolls.roll(session or self.session)
        }  # fmt: skip
        sessions.attend(by=self.sara, session=session or self.session, roll=roll)

    def close(self):
        sessions.close(by=self.sara, session=self.session, at=NOON)

    def bring(self, *, by=None, case=None, session=None, **facts):
        facts = {"needed": ["Legal", "Shelter"], "asks": "offer"} | facts
        return actions.bring(
            by=by or self.town.ana, case=case or self.town.case,
            session=session or self.session, **facts,
        )  # fmt: skip

    def row(self, conference, agency=None):
        return Hearer.objects.get(conference=conference, agency=agency or self.town.faro)

    def answer(self, conference, said, *, by=None, **facts):
        by = by or self.town.bruno
        row = self.row(conference, by.agency)
        return actions.answer(by=by, session=self.session, row=row, said=said, **facts)

    @property
    def url(self):
        return f"/referrals/table/{self.session.pk}/"

    def of_case(self, case=None):
        return f"/referrals/{(case or self.town.case).pk}/conference/"


@pytest.fixture
def table(road) -> Table:
    sara = road.office.sara
    held = committees.record(by=sara, name="Comité inventado", began="2013-06")
    norte = road.office.organisation("Norte", sector="social", agency=road.town.norte)
    hotels = road.office.organisation("Hoteles Inventados", sector="private")
    for organisation in (road.luz, road.faro, norte, hotels):
        committees.seat(
            by=sara, committee=held, organisation=organisation, role="member", starts="2013-06"
        )
    facts = {"kind": "ordinary", "on": clock.today(), "starts_at": TEN, "place": "DIF"}
    session = sessions.call(by=sara, committee=held, **facts)
    return Table(road, held, session, norte)
