"""Agreements open to members; their papers to parties and to whoever keeps them."""

from types import SimpleNamespace as Thing
from uuid import uuid4

import pytest
from django.http import Http404

from amparo.agreements import access
from amparo.agreements.actions import agreements as actions
from amparo.agreements.actions import deliverables
from amparo.agreements.models import Agreement

GONE = Thing(is_active=False, may=lambda _permission: False, agency_id=None)


def shut(door, *arguments, **more):
    with pytest.raises(Http404):
        door(*arguments, **more)


def test_agreements_open_to_members(signed, town):
    held = signed.agreement
    assert list(access.visible_agreements(town.noe)) == [held]
    assert list(access.visible_agreements(GONE)) == []
    assert access.get_agreement_or_404(town.noe, held.pk) == held
    shut(access.get_agreement_or_404, GONE, held.pk)
    shut(access.get_agreement_or_404, town.noe, uuid4())


def test_papers_open_to_parties_and_keepers(signed, town):
    held, sara = signed.agreement, signed.office.sara
    other = actions.record(by=sara, title="Otro", kind="other")
    paper = {"content": b"x", "file_type": "txt"}
    annex = actions.attach(by=sara, agreement=held, title="Texto", **paper)
    assert set(access.with_papers(sara)) == {held, other}
    assert list(access.with_papers(town.ana)) == [held]
    assert list(access.with_papers(town.bruno)) == []
    assert list(access.with_papers(GONE)) == []
    assert access.get_annex_or_404(town.ana, held.pk, annex.pk) == annex
    for member, pk, which in (
        (town.bruno, held.pk, annex.pk),
        (sara, other.pk, annex.pk),
        (sara, held.pk, uuid4()),
    ):
        shut(access.get_annex_or_404, member, pk, which)


def test_a_promise_opens_under_its_agreement_and_its_paper_to_few(signed, town):
    held, sara = signed.agreement, signed.office.sara
    other = actions.record(by=sara, title="Otro", kind="other")
    row = deliverables.promise(by=sara, agreement=held, title="Uno", owner=signed.luz)
    door = access.get_deliverable_or_404
    assert door(town.bruno, held.pk, row.pk) == row
    shut(door, sara, held.pk, row.pk, paper=True)
    deliverables.accept(by=sara, deliverable=row, evidence="x", content=b"x", file_type="txt")
    assert door(town.ana, held.pk, row.pk, paper=True) == row
    shut(door, town.bruno, held.pk, row.pk, paper=True)
    shut(door, sara, other.pk, row.pk)
    shut(door, sara, held.pk, uuid4())
    shut(door, GONE, held.pk, row.pk)


def test_what_hangs_on_an_agreement_is_found_under_it_alone(signed):
    sara = signed.office.sara
    other = actions.record(by=sara, title="Otro", kind="other")
    clause = actions.write_clause(by=sara, agreement=signed.agreement, number=1, words="Uno.")
    things = (
        (access.get_party_or_404, signed.agreement.parties.first()),
        (access.get_clause_or_404, clause),
        (access.get_data_clause_or_404, signed.clause()),
    )
    for door, thing in things:
        assert door(Agreement.objects.get(pk=signed.agreement.pk), thing.pk) == thing
        shut(door, other, thing.pk)
