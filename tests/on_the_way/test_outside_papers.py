"""Papers that go out: when, under which name, and how they are cancelled without a reason."""

import pytest
from django.utils import translation

from amparo.cases.queries import what_we_hold
from amparo.core.changes import ChangedMeanwhile
from amparo.core.decisions import Refused
from amparo.journeys.actions import outside_papers as actions
from amparo.journeys.actions import preparing
from amparo.journeys.models import Journey, OutsidePaper
from amparo.journeys.queries import outside_papers as queries
from tests.helpers import audit_events
from tests.town import FIRST, GIVEN


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def named(home, **more):
    facts = {"name": "Grupo Ceibo", "contact": "555-0199 (inventado)"} | more
    return actions.set_neutral_name(by=home.town.alba, agency=home.town.casa_luz, **facts)


def sheet(home, **more):
    facts = {
        "kind": "airline", "to": "Autobuses del Valle", "traveller": f"{GIVEN} {FIRST}",
        "number": "A123",
    } | more  # fmt: skip
    return actions.make_sheet(by=home.town.ana, journey=home.journey, **facts)


@pytest.fixture
def ready(home):
    named(home)
    home.all_but_the_answer()
    home.agreed()
    return home


def test_it_goes_out_once_the_other_office_said_yes_and_all_before_it_stands(home):
    with pytest.raises(Refused, match="under which name"):
        sheet(home)
    named(home)
    with pytest.raises(Refused, match="Nobody has talked with her"):
        sheet(home)
    home.decides()
    home.says_yes()
    home.assess()
    with pytest.raises(Refused, match="has not said yes"):
        sheet(home)
    home.agreed()
    with pytest.raises(Refused, match="no itinerary"):
        sheet(home)
    home.itinerary()
    made = sheet(home)
    assert (made.content["name"], made.content["legs"][0]["carrier"]) == (
        "Grupo Ceibo", "Autobuses Inventados",
    )  # fmt: skip


def test_what_it_says_stays_as_it_went(ready):
    made = sheet(ready)
    named(ready, name="Grupo Caoba", seen_version=1)
    held = queries.paper_of(ready.journey, made.pk)
    assert held.content["name"] == "Grupo Ceibo"
    assert "stay" not in held.content["legs"][0]


def test_a_paper_is_cancelled_after_she_changed_her_mind_and_gives_no_reason(ready):
    made = sheet(ready, asks="Un asiento junto a la puerta")
    preparing.change_mind(by=ready.town.ana, journey=ready.journey)
    with pytest.raises(Refused, match="changed her mind"):
        sheet(ready)
    Journey.objects.filter(pk=ready.journey.pk).update(state="called_off", ending="her_mind")
    ready.journey.refresh_from_db()
    assert [each.may_be_cancelled for each in queries.outside(ready.journey)] == [True]
    taken_back = actions.cancel_sheet(by=ready.town.ana, journey=ready.journey, paper=made)
    assert taken_back.kind == "cancellation"
    assert taken_back.content == made.content | {"asks": ""}
    held = {each.kind: each for each in queries.outside(ready.journey)}
    assert held["airline"].cancellation == taken_back
    assert not any(each.may_be_cancelled for each in held.values())
    for paper in held.values():
        with pytest.raises(Refused, match="already"):
            actions.cancel_sheet(by=ready.town.ana, journey=ready.journey, paper=paper)
    with pytest.raises(Refused):
        sheet(ready)


def test_a_name_that_tells_of_the_work_is_refused_and_a_colleague_is_not_overwritten(home):
    with pytest.raises(Refused, match="may tell others"):
        named(home, name="Refugio Ceibo")
    with pytest.raises(Refused, match="does not allow"):
        actions.set_neutral_name(
            by=home.town.ana, agency=home.town.casa_luz, name="Grupo", contact="555-0199"
        )
    named(home)
    with pytest.raises(ChangedMeanwhile):
        named(home, name="Otro nombre")
    assert queries.neutral_name(home.town.casa_luz).name == "Grupo Ceibo"


def test_she_is_told_to_whom_a_paper_went(ready):
    sheet(ready)
    went = [each.to for each in what_we_hold.went(ready.case.person)]
    assert "Autobuses del Valle" in went


def test_who_has_no_part_in_it_makes_and_cancels_none(ready):
    made = sheet(ready)
    for who in (ready.town.bruno, ready.town.celia, ready.town.fina):
        with pytest.raises(Refused):
            actions.cancel_sheet(by=who, journey=ready.journey, paper=made)
    other = OutsidePaper(pk=ready.case.pk)
    with pytest.raises(OutsidePaper.DoesNotExist):
        actions.cancel_sheet(by=ready.town.ana, journey=ready.journey, paper=other)


def test_the_log_knows_that_it_was_made_and_not_for_whom(ready):
    sheet(ready)
    held = " ".join(f"{e.verb} {e.fields} {e.detail}" for e in audit_events())
    assert "outside_paper_made" in held
    for word in (GIVEN, "Autobuses", "Ceibo"):
        assert word not in held
