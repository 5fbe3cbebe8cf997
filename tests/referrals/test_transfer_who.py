"""Who lets a case go, who takes it, and who hears nothing of it."""

from datetime import timedelta

import pytest

from amparo.agencies import OPERATOR
from amparo.agencies import actions as members
from amparo.cases.models import Case
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people.actions.relations import add_related
from amparo.referrals.actions import transfer as actions
from amparo.referrals.models import Transfer
from tests.helpers import audit_events, sign_in
from tests.referrals.transferring import ALL, said
from tests.town import GIVEN


def test_two_of_the_agency_let_it_go_and_neither_alone(way):
    held = way.opened().proposed()
    for member in (way.town.ana, way.town.bruno, way.rosa, way.town.celia, way.town.fina):
        with pytest.raises(Refused):
            actions.confirm(by=member, transfer=held)
    with pytest.raises(Refused, match="second person"):
        actions.accept(by=way.rosa, transfer=held, member=way.town.bruno)
    hers = actions.confirm(by=way.town.alba, transfer=held)
    assert hers.state == "waiting"
    assert hers.blocks == list(ALL)
    with pytest.raises(Refused):
        actions.confirm(by=way.ines, transfer=held)


def test_who_proposed_confirms_nothing_though_she_may_confirm_others(way):
    held = way.opened().proposed(by=way.town.alba)
    with pytest.raises(Refused, match="You proposed this"):
        actions.confirm(by=way.town.alba, transfer=held)
    assert actions.confirm(by=way.ines, transfer=held).state == "waiting"


def test_whom_she_fears_neither_accepts_nor_is_named_nor_told(way, client):
    held = way.opened().waiting()
    add_related(
        by=way.town.ana, person=way.town.case.person, name=way.town.bruno.display_name,
        relation="employer", suspected=True,
    )  # fmt: skip
    with pytest.raises(Refused, match="cannot be named"):
        actions.accept(by=way.rosa, transfer=held, member=way.town.bruno)
    add_related(
        by=way.town.ana, person=way.town.case.person, name=way.rosa.display_name,
        relation="employer", suspected=True,
    )  # fmt: skip
    url = f"/referrals/transfers/{held.pk}/"
    assert sign_in(client, way.rosa).get(url).status_code == 404
    assert "A case of Casa Luz" not in said(client.get("/referrals/transfers/"))
    # Nor does a number above her cases say that something is hidden from her.
    assert "waits for your agency" not in said(client.get("/cases/"))
    with pytest.raises(Refused, match="cannot be named"):
        actions.accept(by=way.rosa, transfer=held, member=way.rosa)


def test_where_two_decide_for_her_life_no_clause_and_no_yes_is_asked(way):
    two = {"basis": "vital_interest", "reason": "La buscan.", "by": way.town.alba}
    until = clock.today() + timedelta(days=3)
    for lacks in ({"reason": " "}, {"expires_on": None}, {"by": way.town.ana}):
        with pytest.raises(Refused):
            way.proposed(**({"expires_on": until} | two | lacks))
    held = way.proposed(expires_on=until, **two)
    for member in (way.town.alba, way.ines, way.town.ana):
        with pytest.raises(Refused):
            actions.confirm(by=member, transfer=held)
    held = actions.confirm(by=way.town.fina, transfer=held)
    moved = actions.accept(by=way.rosa, transfer=held, member=way.town.bruno)
    assert moved.agency == way.town.faro
    assert Transfer.objects.get().reason == "La buscan."


def test_the_focal_point_finds_what_waits_for_her(way, client):
    held = way.proposed(
        basis="vital_interest", reason="La buscan.", by=way.town.alba, expires_on=clock.today()
    )
    url = f"/referrals/transfers/{held.pk}/"
    page = said(sign_in(client, way.town.fina).get(url))
    assert "La buscan." in page
    assert GIVEN not in page
    assert client.get("/referrals/transfers/").status_code == 200
    assert sign_in(client, way.ines).get(url).status_code == 404


def test_whom_she_fears_there_opens_nothing_when_an_honest_colleague_accepts(way):
    """The second coordinator of the agency that takes it would open the file by her role."""
    held = way.opened().waiting()
    members.enrol(
        by=OPERATOR, username="nemesio", display_name="Nemesio Noche", agency=way.town.faro,
        role="coordinator", password="a long way to the sea",
    )  # fmt: skip
    add_related(
        by=way.town.ana, person=way.town.case.person, name="Nemesio Noche", relation="employer",
        suspected=True,
    )  # fmt: skip
    with pytest.raises(Refused, match="cannot be named"):
        actions.accept(by=way.rosa, transfer=held, member=way.town.bruno)
    assert len(audit_events("conflict_withheld")) == 1
    assert Case.objects.get(pk=way.town.case.pk).agency == way.town.casa_luz
    actions.withdraw(by=way.town.ana, transfer=held)
    with pytest.raises(Refused, match="opens all of its files"):
        way.proposed()


def test_a_second_person_who_cannot_open_the_file_reads_nothing_of_it(way, client):
    way.opened()
    held = way.proposed()
    Case.objects.filter(pk=way.town.case.pk).update(named_only=True)
    url = f"/referrals/transfers/{held.pk}/"
    for page in (url, "/referrals/transfers/"):
        words = said(sign_in(client, way.ines, confirmed=True).get(page))
        assert way.town.case.shown_number not in words
        assert "A case" in words
    assert "Coded facts" in said(client.get(url))
