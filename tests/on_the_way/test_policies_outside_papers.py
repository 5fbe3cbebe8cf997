"""A paper for an airline or a town hall tells nothing, and goes out under a neutral name."""

from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.roles import Permission
from amparo.journeys.policies import outside_papers as policy
from tests.somebody import FARO, agency, allows

OURS = ["Casa Luz (invented)"]


def is_asked(found, said):
    assert said in found.reason
    assert bool(found) is not bool(said)


def test_the_agency_itself_says_under_which_name_it_writes():
    answers = allows(Permission.ASSIGN_TEAM)
    assert policy.can_name(agency(), by=answers)
    assert "itself" in policy.can_name(agency(FARO), by=answers).reason
    assert "does not allow" in policy.can_name(agency(), by=allows()).reason


@pytest.mark.parametrize(
    "words",
    [
        "Víctimas", "trata", "trafficking", "Refugio", "shelter", "repatriación", "Repatriation",
        "retorno asistido", "Amparo", "caso 12", "case 12", "OIM", "IOM", "casa luz",
        "reintegración", "reunificación", "beneficiaria", "assisted voluntary", "beneficiary",
    ],
)  # fmt: skip
def test_words_of_our_work_are_refused(words):
    found = policy.tells_nothing(f"Grupo de viaje . {words}", ours=OURS)
    assert "may tell others" in found.reason


@pytest.mark.parametrize("words", ["Viajes del Sur", "Autobuses del Valle", "555-0101", ""])
def test_words_of_every_day_pass(words):
    assert policy.tells_nothing(words, ours=OURS)


@pytest.mark.parametrize(
    ("name", "contact", "said"),
    [
        ("Grupo Ceibo", "555-0101", ""),
        (" ", "555-0101", "Write a name"),
        ("Grupo Ceibo", " ", "Write a name"),
        ("Refugio Ceibo", "555-0101", "may tell"),
        ("Grupo Ceibo", "trata@example.org", "may tell"),
        ("Casa Luz", "555-0101", "may tell"),
    ],
)
def test_a_neutral_name_is_neutral(name, contact, said):
    is_asked(policy.can_be_our_name(name, contact, ours=OURS), said)


def test_without_a_neutral_name_or_a_way_no_paper_goes_out():
    assert policy.has_a_name(Thing())
    assert "A coordinator" in policy.has_a_name(None).reason
    assert policy.has_a_way(Thing(legs=[1]))
    for nothing in (None, Thing(legs=[])):
        assert "no itinerary" in policy.has_a_way(nothing).reason


SHEET = {"kind": "airline", "to": "Autobuses del Valle", "traveller": "Amparo Refugio", "asks": ""}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, ""),
        ({"kind": "town"}, ""),
        ({"kind": "cancellation"}, "what the paper is for"),
        ({"kind": "letter"}, "what the paper is for"),
        ({"to": " "}, "to whom"),
        ({"traveller": " "}, "who travels"),
        ({"to": "Refugio"}, "may tell"),
        ({"to": "Casa Luz"}, "may tell"),
        ({"asks": "Viaja una víctima"}, "may tell"),
        ({"asks": "Dos maletas"}, ""),
    ],
)
def test_a_sheet_is_whole_and_names_her_as_her_paper_does(facts, said):
    """Somebody may be called Amparo or Refugio: her name is hers, and is not searched."""
    is_asked(policy.is_whole_sheet(SHEET | facts, ours=OURS), said)


def test_a_paper_is_cancelled_once():
    assert policy.can_cancel(Thing(kind="airline"), cancelled=False)
    for kind, cancelled in (("airline", True), ("cancellation", False)):
        assert "already" in policy.can_cancel(Thing(kind=kind), cancelled=cancelled).reason
