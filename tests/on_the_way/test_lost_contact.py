"""She is not reached: attempts by her rules alone, steps, and the end that leaves the door open."""

import pytest

from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.journeys.actions import lost_contact as actions
from amparo.journeys.actions import reintegration as reintegrations
from amparo.journeys.models import LostContact, Reintegration
from amparo.journeys.queries import lost_contact as queries
from amparo.people.actions import contact as contacts
from tests.helpers import audit_events
from tests.on_the_way.reintegration import OPEN, said

THIRD = OPEN | {"channel": "third"}


@pytest.fixture
def late(her):
    """The visit after a month is ten days late."""
    her.begun(ago=40)
    return her


def begin(her):
    return actions.begin(by=her.town.ana, reintegration=her.held)


def lost(her):
    for ago in (3, 2, 1):
        her.tried(ago=ago)
    return begin(her)


def step(her, search, step="other_ways", tried="tried", **facts):
    return actions.take_step(by=her.town.ana, search=search, step=step, tried=tried, **facts)


def test_three_days_of_attempts_after_a_late_visit(late):
    with pytest.raises(Refused, match="so far it was 0"):
        begin(late)
    late.tried(ago=3)
    late.tried(ago=3)
    late.tried(ago=2)
    with pytest.raises(Refused, match="so far it was 2"):
        begin(late)
    late.visit(ago=1, outcome="away")
    assert begin(late).begun_on == clock.today()
    with pytest.raises(Refused, match="already"):
        begin(late)


def test_while_no_visit_is_late_nobody_is_lost(her):
    her.begun(ago=20)
    for ago in (3, 2, 1):
        her.tried(ago=ago)
    with pytest.raises(Refused, match="No visit is late"):
        begin(her)


def test_attempts_from_before_the_visit_was_due_do_not_count(late):
    for ago in (30, 20, 15):
        late.tried(ago=ago)
    with pytest.raises(Refused, match="so far it was 0"):
        begin(late)


def test_attempts_outside_her_rules_do_not_count(late):
    for ago in (3, 2, 1):
        late.tried(ago=ago, channel="call", outside_reason="It was urgent.")
    with pytest.raises(Refused, match="so far it was 0"):
        begin(late)


def test_once_she_came_they_are_counted_anew(late):
    late.tried(ago=5)
    late.tried(ago=4)
    late.tried(ago=3, began="her", outcome="reached")
    late.tried(ago=2)
    late.tried(ago=1)
    with pytest.raises(Refused, match="so far it was 2"):
        begin(late)


def test_the_steps_and_the_coordinator_who_lets_her_be(late):
    said(late.town, OPEN, THIRD, third_person="Doña Tencha")
    search = lost(late)
    with pytest.raises(Refused, match="She opened this way"):
        step(late, search, tried="closed")
    with pytest.raises(Refused, match="log of contacts"):
        step(late, search)
    contacts.log_contact(
        by=late.town.ana, person=late.case.person, channel="visit", began="us", outcome="nobody"
    )
    step(late, search)
    with pytest.raises(Refused, match="Ask the person she named"):
        actions.let_be(by=late.town.alba, search=search, words="Tried.")
    contacts.log_contact(
        by=late.town.ana, person=late.case.person, channel="third", began="us", outcome="other"
    )
    step(late, search, step="named_person", note="She went north.")
    with pytest.raises(Refused, match="Your role"):
        actions.let_be(by=late.town.ana, search=search, words="Tried.")
    held = late.held
    actions.let_be(by=late.town.alba, search=search, words="Tried for a month.")
    held.refresh_from_db()
    search.refresh_from_db()
    assert (search.end, search.words) == ("lost", "Tried for a month.")
    assert (held.ending, held.ended_by) == ("lost", late.town.alba)
    # The door stays open: whoever comes back is accompanied anew.
    assert late.begun(ago=0).is_open
    log = " ".join(event.detail + event.fields for event in audit_events())
    assert "north" not in log
    assert "month" not in log.replace("months", "")


def test_a_way_that_she_never_opened_is_not_tried(late):
    search = lost(late)
    step(late, search, step="named_person", tried="closed")
    assert queries.taken(search) == {"named_person"}
    with pytest.raises(Refused, match="taken already"):
        step(late, search, step="named_person", tried="closed")


def test_an_attempt_outside_her_rules_proves_no_step(late):
    search = lost(late)
    contacts.log_contact(
        by=late.town.ana, person=late.case.person, channel="call", began="us", outcome="nobody",
        outside_reason="It was urgent.",
    )  # fmt: skip
    with pytest.raises(Refused, match="log of contacts"):
        step(late, search)


def test_she_is_found_and_it_goes_on(late):
    search = lost(late)
    with pytest.raises(Refused, match="Contact with her is lost"):
        reintegrations.end(by=late.town.ana, reintegration=late.held, ending="elsewhere")
    actions.found(by=late.town.ana, search=search)
    assert late.held.is_open
    with pytest.raises(Refused, match="ended before"):
        actions.found(by=late.town.ana, search=search)


@pytest.mark.parametrize("how", ["her_wish", "again"])
def test_whoever_comes_back_is_looked_for_no_longer(late, how):
    lost(late)
    held = late.held
    if how == "again":
        reintegrations.tell_trafficked_again(by=late.town.ana, reintegration=held, on=clock.today())
    else:
        reintegrations.end(by=late.town.ana, reintegration=held, ending=how)
    assert LostContact.objects.get().end == "found"
    assert Reintegration.objects.get().ending == how
