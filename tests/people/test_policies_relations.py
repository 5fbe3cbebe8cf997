"""Who bears the name of somebody she fears, and what each door then says. No database."""

import pytest
from django.utils import translation

from amparo.people.models import Person
from amparo.people.models.relations import RelatedPerson
from amparo.people.policies import relations as policies


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def related(name="Rufino Alcaraván Tordo", **facts):
    facts = {"suspected": True} | facts
    return RelatedPerson(person=Person(), relation="employer", name=name, **facts)


def found(asked, *around):
    return policies.conflicts(around or [related()], asked)


@pytest.mark.parametrize(
    ("asked", "alike"),
    [
        ("Rufino Alcaraván Tordo", True),
        ("Alcarabán Tordo, Rufíno", True),
        ("Rufino Alcaraván", True),
        ("Hospital Civil de Ceiba, con el doctor Rufino Alcaraván Tordo", True),
        ("Hospital Civil de Ceiba, con el doctor Rufino Gorrión Zorzal", False),
        ("Hospital Civil de Ceiba", False),
        ("Rufina Gorrión Zorzal", False),
        ("", False),
        (" - ", False),
    ],
)
def test_a_name_is_found_alone_and_inside_longer_words(asked, alike):
    assert bool(found(asked)) == alike


def test_a_single_word_is_not_looked_for_inside_the_name_of_an_institution():
    assert found("Juárez", related("Juárez"))
    assert not found("Hospital General de Juárez Norte", related("Juárez"))


def test_nobody_without_a_name_and_nobody_harmless_is_a_conflict():
    assert not found("Rufino", related(""))
    assert not found("Rufino Alcaraván Tordo", related(suspected=False))
    assert found("Rufino Alcaraván Tordo", related(suspected=False, never_contact=True))


def test_a_colleague_joins_after_somebody_wrote_how_it_is_known():
    one = found("Rufino Alcaraván")
    assert policies.set_aside([], reason="")
    assert not policies.set_aside(one, reason="  ")
    assert policies.set_aside(one, reason="He is a man of sixty.")


def test_nothing_goes_to_a_name_that_she_fears_and_the_sentence_says_which_of_both():
    assert policies.may_receive([])
    suspected = policies.may_receive(found("Rufino Alcaraván"))
    unwanted = [related(), related(suspected=False, never_contact=True)]
    unwished = policies.may_receive(found("Rufino Alcaraván", *unwanted))
    assert "endangers her" in suspected.reason
    assert "does not want somebody of this name to be contacted" in unwished.reason
    assert "Rufino" not in suspected.reason + unwished.reason


def test_who_sees_no_file_is_told_nothing_of_it():
    assert policies.all_may_go([])
    said = policies.all_may_go({1}).reason
    assert said
    for word in ("endanger", "suspect", "name", "fear"):
        assert word not in said
