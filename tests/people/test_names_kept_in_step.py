"""Whatever happens to people, a search answers as if the index had just been built from nothing."""

import threading
from random import Random

import pytest
from django.db import connection, connections, transaction

from amparo.cases.models import Case
from amparo.core import rotation
from amparo.people import actions, queries
from amparo.people.actions import names as listing
from amparo.people.actions import relations
from amparo.people.actions.name_places import numbers_of
from amparo.people.models import NameBearers, NameBlock, NameIndex, NamePlace, NameWord, Person
from amparo.people.names import index as index
from amparo.people.names import places as name_places
from amparo.people.names import tokens as name_tokens
from amparo.people.names import word_list as name_words
from tests import town as towns
from tests.people.erasing import erase

GIVEN = ["Ana", "Eva", "Juana", "María", "Petrona", "Ixchel", "Rosa"]
SURNAMES = ["García", "Garsía", "López", "Ixcoy", "Xicay", "Hernández", "Ruiz"]
ASKED = ["Ana García", "Ixcoy", "Eva Lop", "María Hernandes Ruiz", "Petrona", "Juana Xic", "Rosa"]


class Nothing(Exception):
    """The transaction is taken back."""


@pytest.fixture
def luz(own_keys, db):
    name_words.forget_lists()
    return towns.build()


def name(chance: Random) -> dict[str, str]:
    parts = chance.choice(GIVEN), chance.choice(SURNAMES), chance.choice(["", *SURNAMES])
    return dict(zip(("given_names", "paternal_surname", "maternal_surname"), parts, strict=True))


def answers(agency, words: str):
    return index.search(
        words,
        agency_ids=[agency.pk],
        key_for=queries.name_key,
        opener=queries.open_names,
        without=Person.objects.filter(hidden_from_search=True),
    )


def all_answers(agency) -> list:
    name_words.forget_lists()
    return [answers(agency, words) for words in ASKED]


def kept() -> dict[int, set]:
    """Who bears each token, and of how many. People, since places may be numbered otherwise."""
    who = dict(NamePlace.objects.values_list("number", "person_id"))
    found: dict[int, set] = {}
    for token, block, packed in NameBearers.objects.values_list("token", "block_id", "places"):
        packed = bytes(packed)
        assert packed, "an empty list stays behind"
        tokens = [high >> 5 for high in packed[1::2]]
        numbers = name_places.numbers_of(block, packed)
        assert len(set(numbers)) == len(numbers)
        found[token] = found.get(token, set()) | {
            (who[number], length) for number, length in zip(numbers, tokens, strict=True)
        }
    return found


def build_from_nothing(agency) -> None:
    NameBearers.objects.all().delete()
    NamePlace.objects.all().delete()
    NameBlock.objects.all().delete()
    NameWord.objects.filter(agency=agency).delete()
    NameIndex.objects.filter(agency=agency).delete()
    listing.list_names(agency.pk, list(Person.objects.filter(agency=agency)))


def one_step(town, chance: Random) -> None:
    people = list(Person.objects.filter(agency=town.casa_luz))
    what = chance.choice(["register"] * 3 + ["many", "correct", "correct", "hide", "erase", "undo"])
    person = chance.choice(people) if people else None
    if what == "register" or person is None:
        town.new_case(person=name(chance))
    elif what == "many":
        fresh = [
            Person(agency=town.casa_luz, came_from="register", **name(chance)) for _ in range(4)
        ]
        actions.register_many(by=town.alba, agency=town.casa_luz, people=fresh)
    elif what == "correct":
        seen = person.version
        actions.revise(by=town.ana, person=person, seen_version=seen, **name(chance))
    elif what == "hide":
        hide = {"hidden": not person.hidden_from_search, "reason": "Somebody searches here."}
        relations.hide_from_search(by=town.ana, person=person, **hide)
    elif what == "undo":
        if not Case.objects.filter(person=person).exists():
            actions.remove(by=town.alba, people=[person])
    else:
        erase(town, person)


@transaction.atomic
def step_taken_back(town, chance: Random) -> None:
    one_step(town, chance)
    all_answers(town.casa_luz)
    raise Nothing


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(4))
def test_after_anything_a_search_answers_as_over_an_index_built_from_nothing(luz, seed):
    chance = Random(seed)
    for step in range(30):
        if chance.random() < 0.3:
            before = kept()
            with pytest.raises(Nothing):
                step_taken_back(luz, chance)
            assert kept() == before
        else:
            with transaction.atomic():
                one_step(luz, chance)
        if step % 11 == 10:
            rotation.rotate()
    found, index_of_now = all_answers(luz.casa_luz), kept()
    assert any(each.hits for each in found)
    with transaction.atomic():
        build_from_nothing(luz.casa_luz)
    assert kept() == index_of_now
    assert all_answers(luz.casa_luz) == found


@pytest.mark.django_db(transaction=True)
def test_places_go_on_in_the_next_block_and_none_is_given_twice(luz, monkeypatch):
    monkeypatch.setattr(name_places, "BLOCK", 4)
    people = [
        Person(agency=luz.casa_luz, came_from="register", given_names="Ana") for _ in range(9)
    ]
    actions.register_many(by=luz.alba, agency=luz.casa_luz, people=people)
    assert sorted(NameBlock.objects.values_list("given", flat=True)) == [2, 4, 4]
    actions.remove(by=luz.alba, people=people[:1])
    eva = luz.new_case(person={"given_names": "Eva"}).person
    assert NamePlace.objects.count() == 10
    assert numbers_of([eva.pk])[eva.pk] == max(NamePlace.objects.values_list("number", flat=True))
    assert {hit.person_id for hit in answers(luz.casa_luz, "Eva").hits} == {eva.pk}


@pytest.mark.django_db(transaction=True)
def test_two_who_register_at_once_wait_for_nobody_and_both_are_found(luz):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets nobody write beside another transaction")
    did = []

    def beside():
        try:
            did.append(luz.new_case(person={"given_names": "Eva"}).person.pk)
        finally:
            connections.close_all()

    with transaction.atomic():
        ana = luz.new_case(person={"given_names": "Ana"}).person.pk
        thread = threading.Thread(target=beside)
        thread.start()
        thread.join(10)
        assert did
    assert NameBlock.objects.filter(agency=luz.casa_luz).count() == 2
    assert [hit.person_id for hit in answers(luz.casa_luz, "Ana").hits] == [ana]
    assert [hit.person_id for hit in answers(luz.casa_luz, "Eva").hits] == did


@pytest.mark.django_db(transaction=True)
def test_a_rotation_that_broke_off_is_found_under_the_old_key_and_ends_under_the_new(
    luz, monkeypatch
):
    person = luz.case.person
    asked = " ".join([person.given_names, person.paternal_surname])
    former = name_tokens.scope(queries.name_key(luz.casa_luz.pk))

    def break_off(*_):
        raise Nothing

    with monkeypatch.context() as broken:
        broken.setattr(listing, "_by_place", break_off)
        with pytest.raises(Nothing):
            rotation.rotate()
    assert [hit.person_id for hit in answers(luz.casa_luz, asked).hits] == [person.pk]
    eva = luz.new_case(person={"given_names": "Eva"}).person
    rotation.rotate()
    for words, found in ((asked, person), ("Eva", eva)):
        assert [hit.person_id for hit in answers(luz.casa_luz, words).hits] == [found.pk]
    scopes = {token >> name_tokens.CUT_BITS for token in kept()}
    assert former >> name_tokens.CUT_BITS not in scopes
    assert len(scopes) == 1
