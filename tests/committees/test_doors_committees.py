"""Committees open to members; the paper of a commitment to who owes it and to who keeps them."""

from types import SimpleNamespace as Thing
from uuid import uuid4

import pytest
from django.http import Http404

from amparo.committees import access
from amparo.committees.actions import commitments, committees

GONE = Thing(is_active=False, may=lambda _permission: False, agency_id=None)


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
    assert access.get_committee_or_404(town.noe, bay.committee.pk) == bay.committee
    assert access.get_commitment_or_404(town.noe, row.pk) == row
    for door, pk in (
        (access.get_committee_or_404, bay.committee.pk),
        (access.get_commitment_or_404, row.pk),
    ):
        shut(door, GONE, pk)
        shut(door, town.noe, uuid4())


def test_a_seat_is_found_in_its_committee_alone(bay):
    other = committees.record(by=bay.office.sara, name="Otro")
    seat = bay.committee.seats.first()
    assert access.get_seat_or_404(bay.committee, seat.pk) == seat
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
        assert door(member, row.pk) == row
        shut(door, member, bare.pk)
    for member in (town.bruno, GONE):
        assert list(access.with_paper(member)) == []
        shut(door, member, row.pk)
