"""Committees open to members; the paper of a commitment to who owes it and to who keeps them."""

from datetime import time, timedelta
from types import SimpleNamespace as Thing
from uuid import uuid4

import pytest
from django.http import Http404

from amparo.committees import access
from amparo.committees.actions import commitments, committees, resolutions, sessions
from amparo.committees.queries import sessions as queries
from amparo.core import clock
from tests.doors import is_read_with
from tests.helpers import sign_in

GONE = Thing(is_active=False, may=lambda _permission: False, agency_id=None)


def a_session(bay, **facts):
    facts = {"kind": "ordinary", "on": clock.today(), "starts_at": time(9), "place": "Sala"} | facts
    return sessions.call(
        by=bay.office.sara, committee=bay.committee, points=["Asuntos generales"], **facts
    )


def shut(door, *arguments):
    with pytest.raises(Http404):
        door(*arguments)


def test_committees_and_commitments_open_to_members(bay, town):
    row = commitments.write(
        by=bay.office.sara, text="Uno", owner=bay.dif, origin="other", made_at="x", made="2020"
    )
    assert list(access.visible_committees(town.noe)) == [bay.committee]
    assert list(access.visible_commitments(town.noe)) == [row]
    assert list(access.visible_committees(GONE)) == []
    assert list(access.visible_commitments(GONE)) == []
    found = access.get_committee_or_404(town.noe, bay.committee.pk)
    assert found == bay.committee
    assert is_read_with(found, "place")
    found = access.get_commitment_or_404(town.noe, row.pk)
    assert found == row
    assert is_read_with(found, "owner", "committee", "agreement", "line", "resolution")
    for door, pk in (
        (access.get_committee_or_404, bay.committee.pk),
        (access.get_commitment_or_404, row.pk),
    ):
        shut(door, GONE, pk)
        shut(door, town.noe, uuid4())


def test_a_seat_is_found_in_its_committee_alone(bay):
    other = committees.record(by=bay.office.sara, name="Otro")
    seat = bay.committee.seats.first()
    found = access.get_seat_or_404(bay.committee, seat.pk)
    assert found == seat
    assert is_read_with(found, "organisation")
    shut(access.get_seat_or_404, other, seat.pk)


def test_the_paper_opens_to_who_owes_it_and_who_keeps(bay, town):
    own = bay.office.organisation("Casa Luz", sector="social", agency=town.casa_luz)
    facts = {"origin": "other", "made_at": "x", "made": "2020", "owner": own}
    row, bare = (commitments.write(by=bay.office.sara, text=t, **facts) for t in ("Uno", "Dos"))
    commitments.settle(
        by=bay.office.sara, commitment=row, evidence="x", content=b"x", file_type="txt"
    )
    door = access.get_commitment_with_paper_or_404
    for member in (town.ana, bay.office.sara):
        assert list(access.with_paper(member)) == [row]
        found = door(member, row.pk)
        assert found == row
        assert is_read_with(found, "paper")
        shut(door, member, bare.pk)
    for member in (town.bruno, GONE):
        assert list(access.with_paper(member)) == []
        shut(door, member, row.pk)


def test_sessions_open_to_members(bay, town):
    held = a_session(bay)
    door = access.get_session_or_404
    assert list(access.visible_sessions(town.noe)) == [held]
    assert list(access.visible_sessions(GONE)) == []
    found = door(town.noe, bay.committee.pk, held.pk)
    assert found == held
    assert is_read_with(found, "committee")
    other = committees.record(by=bay.office.sara, name="Otro")
    shut(door, GONE, bay.committee.pk, held.pk)
    shut(door, town.noe, other.pk, held.pk)
    shut(door, town.noe, bay.committee.pk, uuid4())


def test_points_and_resolutions_are_found_in_their_session_alone(bay):
    held, other = a_session(bay), a_session(bay)
    sessions.begin(by=bay.office.sara, session=held, at=time(9))
    roll = {seat: ("holder", False) for seat, _row in queries.roll(held)}
    sessions.attend(by=bay.office.sara, session=held, roll=roll)
    point = held.points.get()
    facts = {"by": bay.office.sara, "session": held, "point": point, "unanimous": True}
    row, second = (resolutions.resolve(text=text, **facts) for text in "xy")
    assert access.get_resolution_or_404(held, second.pk) == second
    assert access.get_point_or_404(held, point.pk) == point
    shut(access.get_point_or_404, other, point.pk)
    found = access.get_resolution_or_404(held, row.pk)
    assert found == row
    assert is_read_with(found, "point__agreement")
    shut(access.get_resolution_or_404, other, row.pk)


def test_signed_minutes_open_to_who_keeps_them_and_to_who_sat_on_that_day(bay, town):
    office, sara = bay.office, bay.office.sara
    day = clock.today() - timedelta(days=40)
    terms = {
        # (first day, last day, opens)
        town.casa_luz: (day, day, True),
        town.faro: (day + timedelta(days=1), None, False),
        town.norte: (day - timedelta(days=9), day - timedelta(days=1), False),
    }
    for agency, (first, last, _opens) in terms.items():
        bay.seat(
            office.organisation(f"De {agency.code}", sector="social", agency=agency),
            starts=str(first), ends_on=last,
        )  # fmt: skip
    held = a_session(bay, on=day)
    sessions.begin(by=sara, session=held, at=time(9))
    roll = {seat: ("holder", False) for seat, _row in queries.roll(held)}
    sessions.attend(by=sara, session=held, roll=roll)
    sessions.close(by=sara, session=held, at=time(10))
    door, doors = access.get_signed_or_404, access.with_signed_minutes
    # Nothing is there before it is signed.
    shut(door, sara, bay.committee.pk, held.pk)
    assert list(doors(sara)) == []
    sessions.sign(by=sara, session=held, content=b"x", file_type="txt")
    for member in (sara, town.ana):
        assert list(doors(member)) == [held]
        found = door(member, bay.committee.pk, held.pk)
        assert found == held
        assert is_read_with(found, "paper")
    other = committees.record(by=sara, name="Otro")
    shut(door, sara, other.pk, held.pk)
    for member in (town.bruno, town.celia, town.noe, GONE):
        assert list(doors(member)) == []
        shut(door, member, bay.committee.pk, held.pk)
    shut(door, sara, bay.committee.pk, uuid4())


def test_a_seat_without_end_opens_and_a_seat_in_another_committee_does_not(bay, town):
    own = bay.office.organisation("De Luz", sector="social", agency=town.casa_luz)
    far = bay.office.organisation("De Faro", sector="social", agency=town.faro)
    bay.seat(own)
    other = committees.record(by=bay.office.sara, name="Otro")
    committees.seat(
        by=bay.office.sara, committee=other, organisation=far, role="chair", starts="2013"
    )
    held = a_session(bay)
    sessions.begin(by=bay.office.sara, session=held, at=time(9))
    seat = queries.roll(held)[0][0]
    sessions.attend(by=bay.office.sara, session=held, roll={seat: ("holder", False)})
    sessions.close(by=bay.office.sara, session=held, at=time(10))
    sessions.sign(by=bay.office.sara, session=held, content=b"x", file_type="txt")
    assert list(access.with_signed_minutes(town.ana)) == [held]
    assert list(access.with_signed_minutes(town.bruno)) == []


def test_a_member_reads_sessions_and_changes_nothing(bay, town, client):
    held = a_session(bay)
    base = held.get_absolute_url()
    sign_in(client, town.ana)
    pages = ["", "agenda/", "minutes/", "attendance/", "resolutions/new/", "edit/", "calendar/",
             f"agenda/{held.points.get().pk}/"]  # fmt: skip
    assert {client.get(f"{base}{page}").status_code for page in pages} == {200}
    assert client.get(f"{base}minutes/signed/").status_code == 404
    today = clock.today().isoformat()
    facts = {"kind": "ordinary", "on": today, "starts_at": "11:00", "place": "Otra"}
    for page, typed in (
        ("", {"do": "begin", "at": "10:00"}),
        ("", {"do": "off", "why": "x"}),
        ("agenda/", {"points": "Otro"}),
        ("edit/", facts),
        (f"agenda/{held.points.get().pk}/", {"text": "Otro"}),
        (f"agenda/{held.points.get().pk}/move/", {"do": "remove"}),
        ("minutes/", {"do": "correct", "text": "x"}),
    ):
        client.post(f"{base}{page}", typed)
    client.post(f"{bay.committee.get_absolute_url()}sessions/new/", facts)
    client.post(f"{bay.committee.get_absolute_url()}plan/", {"title": "Otra"})
    held.refresh_from_db()
    assert (held.state, held.place) == ("called", "Sala")
    assert [row.text for row in held.points.all()] == ["Asuntos generales"]
    assert bay.committee.sessions.count() == 1
    assert not bay.committee.lines.exists()
