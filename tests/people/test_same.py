"""Two records of one person: said, remembered, taken back, counted once."""

import pytest
from django.utils import translation

from amparo.core.decisions import Refused
from amparo.people import actions
from amparo.people.queries import same as queries
from tests.helpers import audit_events

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def twice(town):
    other = town.new_case(by=town.ana, person={"given_names": "Xquic", "birth_year": 2001})
    return town.case.person, other.person


def found(town, pair, verdict="one", by=None):
    one, other = pair
    return actions.compare(by=by or town.ana, one=one, other=other, verdict=verdict)


def test_what_was_found_stands_beside_both_records_and_changes_neither(town, twice):
    before = [(person.version, person.full_name) for person in twice]
    comparison = found(town, twice)
    for person in twice:
        person.refresh_from_db()
        assert queries.of_person(person) == [comparison]
    assert [(person.version, person.full_name) for person in twice] == before
    told = [event.person for event in audit_events() if event.verb == "records_compared"]
    assert sorted(told) == sorted(str(person.pk) for person in twice)


def test_asked_either_way_round_it_is_one_pair(town, twice):
    one, other = twice
    comparison = found(town, twice)
    assert queries.between(one, other) == queries.between(other, one) == comparison


def test_taken_back_nothing_stands_and_the_trail_stays(town, twice):
    comparison = found(town, twice)
    actions.undo_comparison(by=town.ana, comparison=comparison)
    assert queries.of_person(twice[0]) == []
    assert queries.roots() == {}
    comparison.refresh_from_db()
    assert comparison.undone_by == town.ana
    with pytest.raises(Refused, match="taken back before"):
        actions.undo_comparison(by=town.ana, comparison=comparison)


def test_a_second_finding_takes_the_place_of_the_first(town, twice):
    first = found(town, twice, "two")
    second = found(town, twice, "one")
    first.refresh_from_db()
    assert first.undone_at is not None
    assert queries.between(*twice) == second


def test_two_different_people_are_remembered_and_never_joined(town, twice):
    found(town, twice, "two")
    assert queries.compared([twice[0].pk]) == {queries.pair(twice[0].pk, twice[1].pk)}
    assert queries.roots() == {}


def test_three_records_of_one_person_have_one_root(town, twice):
    third = town.new_case(by=town.ana).person
    found(town, twice)
    found(town, (twice[1], third))
    assert len(set(queries.roots().values())) == 1
    assert len(queries.roots()) == 3


@pytest.mark.parametrize(
    ("who", "why"), [("bruno", "Only the agency"), ("fina", "role"), ("dora", "Only the agency")]
)
def test_who_does_not_work_with_the_records_says_nothing_of_them(town, twice, who, why):
    with pytest.raises(Refused, match=why):
        found(town, twice, by=getattr(town, who))


def test_records_of_two_agencies_are_never_compared(town, twice):
    theirs = town.new_case(by=town.bruno).person
    with pytest.raises(Refused, match="one agency"):
        found(town, (twice[0], theirs))
    with pytest.raises(Refused, match="itself"):
        actions.compare(by=town.ana, one=twice[0], other=twice[0], verdict="one")
    with pytest.raises(Refused, match="one person or two"):
        found(town, twice, "perhaps")
