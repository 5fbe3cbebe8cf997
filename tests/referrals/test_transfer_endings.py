"""How a transfer ends before it is accepted: her no, withdrawn, refused, out of time."""

from datetime import timedelta

import pytest

from amparo.cases.models import Case
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people import actions as people
from amparo.referrals.actions import transfer as actions
from tests.helpers import as_if, sign_in
from tests.referrals.transferring import said, state


def test_her_no_ends_it_in_the_same_transaction(way):
    held = way.opened().waiting()
    consent = way.town.case.person.consents.get(block="contact")
    people.withdraw_consent(by=way.town.ana, consent=consent)
    assert state(held) == ("ended", "her_no")
    with pytest.raises(Refused, match="answered or ended before"):
        actions.accept(by=way.rosa, transfer=held, member=way.town.bruno)


def test_a_no_to_something_else_ends_nothing(way):
    held = way.opened().waiting()
    way.town.new_consent(answer="refused", purpose="research", block="facts")
    assert state(held) == ("waiting", "")


def test_withdrawn_by_who_gives_it_and_by_nobody_else(way):
    held = way.opened().waiting()
    for member in (way.rosa, way.town.bruno, way.town.celia, way.town.fina):
        with pytest.raises(Refused):
            actions.withdraw(by=member, transfer=held)
    actions.withdraw(by=way.town.ana, transfer=held)
    assert state(held) == ("ended", "withdrawn")
    with pytest.raises(Refused):
        actions.withdraw(by=way.town.ana, transfer=held)
    assert way.proposed().state == "proposed"


def test_refused_with_a_reason_it_stays_where_it_is(way):
    held = way.opened().waiting()
    with pytest.raises(Refused, match="Say why"):
        actions.refuse(by=way.rosa, transfer=held, refusal="no such")
    with pytest.raises(Refused):
        actions.refuse(by=way.town.bruno, transfer=held, refusal="full")
    actions.refuse(by=way.rosa, transfer=held, refusal="full")
    assert state(held) == ("refused", "full")
    assert Case.objects.get(pk=way.town.case.pk).agency == way.town.casa_luz


def test_while_one_waits_there_is_no_other_and_the_case_is_not_closed(way):
    from amparo.cases.before_closing import may_close

    way.opened()
    assert may_close(way.town.case)
    way.proposed()
    with pytest.raises(Refused, match="waits already"):
        way.proposed()
    assert "transfer" in may_close(way.town.case).reason


def test_what_two_decided_ends_with_its_day(way):
    two = {"basis": "vital_interest", "reason": "La buscan.", "by": way.town.alba}
    held = way.proposed(expires_on=clock.today(), **two)
    held = actions.confirm(by=way.town.fina, transfer=held)
    as_if(held, expires_on=clock.today() - timedelta(days=1))
    with pytest.raises(Refused, match="has ended"):
        actions.accept(by=way.rosa, transfer=held, member=way.town.bruno)


def test_a_refusal_stands_on_the_case_until_it_is_proposed_anew(way, client):
    held = way.opened().waiting()
    actions.refuse(by=way.rosa, transfer=held, refusal="full")
    page = sign_in(client, way.town.ana).get(way.town.case.get_absolute_url())
    assert "was not taken" in said(page)
    way.proposed()
    page = said(client.get(way.town.case.get_absolute_url()))
    assert "was not taken" not in page
    assert "waits for the second person" in page
