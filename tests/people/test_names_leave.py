"""A word that nobody bears any more leaves the agency's list: once corrected, once taken back."""

import threading

import pytest
from django.db import connections

from amparo.people import actions, queries
from amparo.people.actions import names
from amparo.people.models import NameWord
from amparo.people.names import tokens as name_tokens
from amparo.people.names import word_list as name_words
from tests.town import FIRST, GIVEN, SECOND

WORDS = {"xquic", "piedraluna", "nubarron"}


def listed(agency) -> set[str]:
    """The words on an agency's list, opened from the database as a fresh process would."""
    name_words.forget_lists()
    key = queries.name_key(agency.pk)
    rows = NameWord.objects.filter(agency=agency).values_list("mark", "sealed_word")
    return {name_tokens.opened(text, mark, key, agency.pk) for mark, text in rows}


@pytest.fixture
def person(town):
    return town.case.person


def test_a_corrected_word_is_gone_and_the_others_stay(town, person):
    assert listed(town.casa_luz) == WORDS
    actions.revise(by=town.ana, person=person, seen_version=1, paternal_surname="Pedraluna")
    assert listed(town.casa_luz) == WORDS - {"piedraluna"} | {"pedraluna"}


def test_a_word_that_a_namesake_still_bears_stays(town, person):
    town.new_case(person={"given_names": GIVEN, "paternal_surname": "Otra"})
    actions.revise(by=town.ana, person=person, seen_version=1, given_names="Ixquic")
    assert listed(town.casa_luz) == WORDS | {"otra", "ixquic"}


def test_a_word_moved_from_one_field_to_another_stays(town, person):
    swapped = {"paternal_surname": SECOND, "maternal_surname": FIRST}
    actions.revise(by=town.ana, person=person, seen_version=1, **swapped)
    assert listed(town.casa_luz) == WORDS


def test_what_is_not_a_name_leaves_the_list_alone(town, person, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        actions.revise(by=town.ana, person=person, seen_version=1, phone="555-0101 (invented)")
    assert listed(town.casa_luz) == WORDS


def test_the_words_of_who_is_taken_back_are_gone(town, person):
    town.new_case(person={"given_names": GIVEN})
    actions.remove(by=town.alba, people=[person])
    assert listed(town.casa_luz) == {"xquic"}


def test_the_words_of_many_leave_in_one_go(town, person):
    town.new_case(person={"given_names": "Eva", "known_as": SECOND})
    actions.remove(by=town.alba, people=[person], forgets_words=False)
    assert listed(town.casa_luz) == WORDS | {"eva"}
    actions.forget_unborne_words(town.casa_luz.pk)
    assert listed(town.casa_luz) == {"eva", "nubarron"}


def test_the_list_of_another_agency_is_left_alone(town, person):
    town.new_case(by=town.bruno, person={"given_names": GIVEN})
    actions.remove(by=town.alba, people=[person])
    assert listed(town.faro) == {"xquic"}
    assert listed(town.casa_luz) == set()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["registered", "corrected"])
def test_nobody_waits_while_names_are_opened_and_who_comes_meanwhile_is_found(
    town, person, monkeypatch, way
):
    eva = town.new_case(person={"given_names": "Eva"}).person
    actions.remove(by=town.alba, people=[person], forgets_words=False)
    come = []

    def come_in():
        try:
            if way == "registered":
                town.new_case(person={"given_names": GIVEN})
            else:
                actions.revise(by=town.ana, person=eva, seen_version=1, known_as=GIVEN)
            come.append(way)
        finally:
            connections.close_all()

    def opened(ids):
        found = queries.open_names(ids)
        if not come:
            thread = threading.Thread(target=come_in)
            thread.start()
            thread.join(10)
        return found

    monkeypatch.setattr(names, "open_names", opened)
    actions.forget_unborne_words(town.casa_luz.pk)
    assert come == [way]
    assert listed(town.casa_luz) == {"eva", "xquic"}
