"""Short ways to a session in each of its states."""

from datetime import time, timedelta

from amparo.committees.actions import resolutions
from amparo.committees.actions import sessions as actions
from amparo.committees.queries import sessions as queries
from amparo.core import clock

DAY = timedelta(days=1)
TEN, NOON = time(10), time(12)


def called(bay, **facts):
    facts = {"kind": "ordinary", "on": clock.today(), "starts_at": TEN, "place": "DIF"} | facts
    facts = {"points": ["Asistencia", "Capacitación", "Asuntos generales"]} | facts
    return actions.call(by=bay.office.sara, committee=bay.committee, **facts)


def come(bay, held, **who):
    """`come(bay, held, dif="holder", hotels="left")`; who is not named is absent."""
    roll = {}
    for seat, _row in queries.roll(held):
        names = {bay.dif.pk: "dif", bay.hotels.pk: "hotels", bay.house.pk: "house"}
        came = who.get(names.get(seat.organisation_id), "")
        roll[seat] = ("holder", True) if came == "left" else (came, False)
    actions.attend(by=bay.office.sara, session=held, roll=roll)


def opened(bay, **facts):
    held = actions.begin(by=bay.office.sara, session=called(bay, **facts), at=TEN)
    come(bay, held, dif="holder", hotels="substitute", house="holder")
    return held


def resolve(bay, held, text="Se capacita al personal.", **facts):
    facts = {"unanimous": True} | facts
    return resolutions.resolve(by=bay.office.sara, session=held, text=text, **facts)


def closed(bay, held):
    return actions.close(by=bay.office.sara, session=held, at=NOON)


def url(held, tail=""):
    return f"{held.get_absolute_url()}{tail}"
