"""No quorum, no vote; every vote is counted, and a number is given once."""

import re
from datetime import date

import pytest

from amparo.agreements.actions import agreements
from amparo.committees.actions import agenda, commitments, committees, resolutions
from amparo.committees.actions import sessions as actions
from amparo.committees.enums import RanOut
from amparo.committees.models import Commitment, Resolution
from amparo.committees.queries import sessions as queries
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.committees.sitting import DAY, TEN, closed, come, opened, resolve, url
from tests.helpers import audit_events, sign_in


def test_without_quorum_nothing_is_resolved_and_nothing_is_lost(bay, client):
    held = opened(bay)
    come(bay, held, dif="holder")
    sign_in(client, bay.office.sara)
    at = url(held, "resolutions/new/")
    page = client.get(at).content.decode()
    assert "Too few of those who vote are here" in page
    assert "With vote are here 1 of 3; 2 are needed." in page
    assert re.search(r'value="unanimous" disabled', page)
    page = client.post(at, {"do": "unanimous", "text": "Se compra pintura."}).content.decode()
    assert "Too few of those who vote" in page
    assert "Se compra pintura." in page
    assert not Resolution.objects.exists()
    come(bay, held, dif="holder", house="substitute")
    client.post(at, {"do": "unanimous", "text": "Se compra pintura."})
    assert Resolution.objects.get().in_favour == 2


def test_late_and_early(bay):
    """Who leaves is counted no more, and what was resolved before stays."""
    held = opened(bay)
    assert resolve(bay, held).in_favour == 3
    come(bay, held, dif="holder", hotels="left", house="holder")
    assert resolve(bay, held).in_favour == 2
    come(bay, held, dif="holder", hotels="left", house="left")
    with pytest.raises(Refused, match="Too few"):
        resolve(bay, held)
    assert queries.quorum(held).here == 1
    assert queries.quorum_of_all(held).here == 3
    assert queries.quorum(held).chair_is_here
    come(bay, held, house="holder")
    assert not queries.quorum(held).chair_is_here


def test_who_leaves_came_as_whoever_was_there(bay, client):
    held = opened(bay)
    sign_in(client, bay.office.sara)
    seats = {seat.organisation_id: f"seat-{seat.pk}" for seat, _row in queries.roll(held)}
    typed = {seats[bay.dif.pk]: "holder", seats[bay.hotels.pk]: "left",
             seats[bay.house.pk]: "absent"}  # fmt: skip
    client.post(url(held, "attendance/"), typed)
    rows = {row.seat.organisation_id: (row.came_as, row.left) for row in held.attendance.all()}
    assert rows == {
        bay.dif.pk: ("holder", False),
        bay.hotels.pk: ("substitute", True),
        bay.house.pk: ("", False),
    }
    page = client.get(url(held, "attendance/")).content.decode()
    assert page.count("checked") == 3
    assert re.search(r'value="left"[^>]*checked', page)


def test_a_guest_has_no_vote_and_who_sat_on_the_day_counts(bay):
    bay.seat(bay.office.organisation("Invitada Inventada"), "guest")
    seat = bay.committee.seats.get(organisation=bay.house)
    committees.end_term(by=bay.office.sara, seat=seat, on=clock.today())
    held = opened(bay)
    quorum = queries.quorum(held)
    assert (quorum.here, quorum.seats, len(queries.roll(held))) == (3, 3, 4)


@pytest.mark.parametrize(("casting", "carried"), [(False, False), (True, True)])
def test_a_tie_is_decided_by_the_chair_or_not_at_all(bay, client, casting, carried):
    committees.change(by=bay.office.sara, committee=bay.committee, casting_vote=casting)
    held = opened(bay)
    sign_in(client, bay.office.sara)
    typed = {"do": "counted", "text": "Empatado.", "in_favour": "1", "against": "1",
             "abstained": "1"}  # fmt: skip
    page = client.post(url(held, "resolutions/new/"), typed, follow=True).content.decode()
    assert Resolution.objects.exists() == carried
    assert ("It was not carried" in page) != carried
    # Without the chair there is nobody to decide it.
    come(bay, held, hotels="holder", house="holder")
    with pytest.raises(Refused, match="not carried"):
        resolve(bay, held, unanimous=False, in_favour=1, against=1)


def test_votes_that_do_not_add_up(bay, client):
    held = opened(bay)
    sign_in(client, bay.office.sara)
    typed = {"do": "counted", "text": "Mal contado.", "in_favour": "2"}
    page = client.post(url(held, "resolutions/new/"), typed).content.decode()
    assert "Those with vote who are here: 3. Votes counted: 2." in page
    assert "Mal contado." in page


def test_numbers_follow_by_committee_and_year_and_are_never_given_again(bay):
    committees.change(by=bay.office.sara, committee=bay.committee, code="CI")
    sara, today = bay.office.sara, clock.today()
    before = opened(bay, on=date(today.year - 1, 12, 31))
    assert resolve(bay, before).shown == f"CI/1/{today.year - 1}"
    held = opened(bay)
    shown = [resolve(bay, held).shown for _ in range(2)]
    assert shown == [f"CI/1/{today.year}", f"CI/2/{today.year}"]
    resolutions.strike(by=sara, resolution=Resolution.objects.get(shown=shown[1]), why="Repetido")
    committees.change(by=sara, committee=bay.committee, code="COM")
    assert resolve(bay, held).shown == f"COM/3/{today.year}"
    other = committees.record(by=sara, name="Otro", began="2020")
    committees.seat(by=sara, committee=other, organisation=bay.dif, role="chair", starts="2020")
    theirs = actions.call(by=sara, committee=other, kind="ordinary", on=today, starts_at=TEN,
                          place="x")  # fmt: skip
    actions.begin(by=sara, session=theirs, at=TEN)
    come(bay, theirs, dif="holder")
    assert resolve(bay, theirs).shown == f"1/{today.year}"


def test_a_resolution_is_put_right_or_struck_while_the_session_lasts(bay, client):
    held = opened(bay)
    row = resolve(bay, held)
    owed = resolutions.promise(by=bay.office.sara, resolution=row, text="x", owner=bay.dif)
    come(bay, held, dif="holder", house="holder")
    sign_in(client, bay.office.sara)
    at = url(held, f"resolutions/{row.pk}/")
    client.post(at, {"text": "Con otras palabras.", "in_favour": "2", "against": "1"})
    row.refresh_from_db()
    assert (row.text, row.in_favour, row.against) == ("Con otras palabras.", 2, 1)
    page = client.post(at, {"text": "Así no.", "in_favour": "2"}).content.decode()
    assert "Votes counted: 2" in page
    assert "Así no." in page
    assert "A commitment rests on it" in client.post(
        at, {"do": "strike", "why": "Sobra"}
    ).content.decode()  # fmt: skip
    commitments.drop(by=bay.office.sara, commitment=owed, why="Sobra")
    client.post(at, {"do": "strike", "why": "Sobra"})
    row.refresh_from_db()
    assert row.struck_why == "Sobra"
    assert "This resolution was struck" in client.post(
        at, {"text": "x", "in_favour": "3"}
    ).content.decode()  # fmt: skip


@pytest.mark.parametrize(("days", "said"), [(0, RanOut.THAT_DAY), (-1, RanOut.BEFORE), (1, "")])
def test_an_agreement_that_runs_out_bars_nothing_and_is_said(bay, client, days, said):
    ends = clock.today() + days * DAY
    signed = agreements.record(
        by=bay.office.sara, title="Convenio que vence", kind="other", signed="2020",
        ends=ends.isoformat(),
    )  # fmt: skip
    held = opened(bay)
    point = held.points.first()
    agenda.change(by=bay.office.sara, point=point, agreement=signed)
    point.refresh_from_db()
    sign_in(client, bay.office.sara)
    words = RanOut(said).label if said else "This agreement"
    for at in (url(held), url(held, "resolutions/new/")):
        assert (str(words) in client.get(at).content.decode()) == bool(said)
    client.post(
        url(held, "resolutions/new/"),
        {"do": "unanimous", "text": "Renovarlo.", "point": str(point.pk)},
    )
    assert Resolution.objects.get().ran_out == said
    text = str(closed(bay, held).minutes["en"])
    assert (str(words) in text) == bool(said)


def test_who_promised_is_asked_and_nothing_is_lost(bay, client):
    held = opened(bay)
    sign_in(client, bay.office.sara)
    at, typed = url(held, "resolutions/new/"), {"do": "unanimous", "text": "Se hará."}
    page = client.post(at, typed | {"promise": "Traer sillas"}).content.decode()
    assert "Say which organisation promised it" in page
    assert "Traer sillas" in page
    long = client.post(at, typed | {"text": "x" * 501, "owner": "DIF Inventado"}).content.decode()
    assert "Say in fewer words what was promised" in long
    past = {"owner": "DIF Inventado", "due_on": (clock.today() - DAY).isoformat()}
    assert "due before it was made" in client.post(at, typed | past).content.decode()
    assert not Resolution.objects.exists()
    assert audit_events("resolution_adopted") == []
    client.post(at, typed | {"owner": "DIF Inventado", "promise": "Traer sillas"})
    owed = Commitment.objects.get()
    assert (owed.text, owed.made, owed.committee) == (
        "Traer sillas", clock.today().isoformat(), bay.committee,
    )  # fmt: skip
