"""Numbers of papers find who gave another name: by cut tokens that follow people and keys."""

import pytest

from amparo.core import keyring, rotation
from amparo.core.duties import DUTIES
from amparo.people import actions, papers
from amparo.people.models import PaperToken, Person
from amparo.people.queries.papers import not_listed, with_a_like_number
from tests import town as towns
from tests.people.erasing import erase

PAPER = "Pasaporte GT 12345678"


@pytest.fixture
def luz(own_keys, db):
    return towns.build()


def recorded(town, *lines, by=None):
    case = town.new_case(by=by, person={"given_names": "Otra", "identity_documents": list(lines)})
    return case.person


def found(person):
    return with_a_like_number(person)


# Reading a number, and its token


def test_a_number_is_the_same_however_the_line_around_it_is_written():
    lines = ["Pasaporte GT 12345678", "12345678", "pasaporte: 12345678"]
    held = [papers.numbers([line]) for line in lines]
    assert all(one & other for one in held for other in held)
    assert not held[0] & papers.numbers(["Pasaporte 87654321"])
    assert papers.numbers(["12345"]) == set()
    assert papers.numbers(["123456"]) >= {"123456"}
    assert papers.numbers(["Pasaporte"]) == set()


def test_a_token_is_cut_and_tells_nothing_without_its_key():
    one, other = b"k" * 32, b"l" * 32
    assert papers.tokens([PAPER], one) & papers.tokens(["12345678"], one)
    assert not papers.tokens([PAPER], one) & papers.tokens([PAPER], other)
    many = {token for n in range(100_000, 120_000) for token in papers.tokens([str(n)], one)}
    assert len(many) <= 2**papers.CUT_BITS, "a token stands for several numbers"
    assert len({token >> papers.CUT_BITS for token in many}) == 1
    assert max(many) < 2**63


# In step with the people


def test_whoever_has_a_paper_is_found_by_its_number_in_her_agency_alone(luz):
    one = recorded(luz, PAPER)
    other, third = recorded(luz, "12345678", "CURP no dice"), recorded(luz, "Acta 998877")
    elsewhere = recorded(luz, PAPER, by=luz.bruno)
    assert found(one) == {other.pk}
    assert found(other) == {one.pk}
    assert not found(third)
    assert not found(elsewhere)
    assert not found(luz.case.person)
    actions.revise(by=luz.ana, person=other, seen_version=1, identity_documents=[])
    assert not found(one)
    assert not PaperToken.objects.filter(person=other).exists()
    actions.revise(by=luz.ana, person=third, seen_version=1, identity_documents=["n. 12345678"])
    assert found(one) == {third.pk}


def test_with_the_person_go_her_tokens(luz):
    one, other, third = (recorded(luz, PAPER) for _each in range(3))
    actions.remove(by=luz.ana, people=[other])
    assert found(one) == {third.pk}
    erase(luz, third)
    assert not found(one)
    assert set(PaperToken.objects.values_list("person", flat=True)) == {one.pk}


@pytest.mark.django_db(transaction=True)
def test_who_was_there_before_the_index_is_found_after_a_night_and_after_a_rotation(luz):
    one, other = recorded(luz, PAPER), recorded(luz, "12345678")
    silent = recorded(luz, "sin número")
    kept = set(PaperToken.objects.values_list("person", "token"))
    PaperToken.objects.all().delete()
    assert not found(one)
    DUTIES["list_missing_papers"].perform()
    assert found(one) == {other.pk}
    assert not found(silent)
    assert set(PaperToken.objects.values_list("person", "token")) == kept
    assert not not_listed(generation=keyring.ring().current).exists()
    rotation.rotate()
    current = keyring.ring().current
    assert set(PaperToken.objects.values_list("generation", flat=True)) == {current}
    for person in (one, other, silent):
        person.refresh_from_db()
    assert found(one) == {other.pk}
    now = set(PaperToken.objects.values_list("person", "token"))
    assert now & kept == {(silent.pk, papers.NOTHING)}


@pytest.mark.django_db(transaction=True)
def test_while_keys_are_rotated_she_is_found_by_either(luz):
    one, other = recorded(luz, PAPER), recorded(luz, "12345678")
    ring = keyring.ring().rotated()
    from django.conf import settings

    keyring.keep(ring, settings.KEY_RING_FILE)
    third = recorded(luz, PAPER)
    assert len(set(PaperToken.objects.values_list("generation", flat=True))) == 2
    assert found(third) == {one.pk, other.pk}
    assert found(one) == {other.pk, third.pk}
    assert Person.objects.count() == 4
