"""The name search finds people by tokens that alone tell little."""

from collections import Counter
from uuid import UUID, uuid4

import pytest
from django.db import connection

from amparo.agencies.models import Agency
from amparo.people.actions import name_places
from amparo.people.actions.names import list_under
from amparo.people.models import NameWord, Person
from amparo.people.names import FullName, phonetic, words
from amparo.people.names import index as name_index
from amparo.people.names import tokens as name_tokens
from amparo.people.names import word_list as name_words
from benches.name_population import Population, Vocabulary

pytestmark = pytest.mark.django_db

LAST = UUID(int=2**128 - 1)


class Desk:
    """An agency with people whose names are opened in memory."""

    def __init__(self, code: str):
        self.agency = Agency.objects.create(code=code, name=code.title())
        self.key = name_tokens.IndexKey(name_tokens.digest(b"k" * 32, "desk", code))
        self.names: dict[UUID, FullName] = {}
        self.opened: list[UUID] = []

    def keep(self, *names: FullName, ids: list[UUID] | None = None) -> list[UUID]:
        ids = ids or [uuid4() for _ in names]
        people = list(zip(ids, names, strict=True))
        Person.objects.bulk_create(
            Person(id=number, agency=self.agency, came_from="intake") for number in ids
        )
        numbers = name_places.give(self.agency.id, ids)
        list_under(self.key, self.agency.id, dict(people), numbers)
        self.names |= dict(people)
        return ids

    def open(self, ids: list[UUID]) -> dict[UUID, FullName]:
        self.opened += ids
        return {number: self.names[number] for number in ids if number in self.names}

    def ask(self, query: str, **options) -> list[UUID]:
        return [hit.person_id for hit in self.found(query, **options).hits]

    def found(self, query: str, **options) -> name_index.Found:
        return name_index.search(
            query,
            agency_ids=[self.agency.id],
            key_for=lambda _: self.key,
            opener=self.open,
            **options,
        )


@pytest.fixture
def luz():
    name_words.forget_lists()
    return Desk("luz")


def test_found_by_accents_sound_order_edit_and_beginning(luz):
    (ana,) = luz.keep(FullName("Ana Lucía", "Ixcoy", "Hernández", "Chayo"))
    asked = [
        "Ana Lucía Ixcoy Hernández",
        "ANA LUCIA IXCOY HERNANDEZ",
        "Hernández Ixcoy Ana",
        "Ana Ishcoi Ernandes",
        "Ernandes",
        "Ana Hernndez",
        "Ana Hernadnez",
        "Ana Ixc",
        "Chayo",
    ]
    assert {query: luz.ask(query) for query in asked} == {query: [ana] for query in asked}


def test_someone_else_is_not_found(luz):
    luz.keep(FullName("Ana Lucía", "Ixcoy", "Hernández"))
    assert luz.ask("Petrona Villagrán") == []
    assert luz.ask("") == []


def test_hidden_people_are_left_out_before_ranking(luz):
    ana, eva = luz.keep(FullName("Ana", "Ixcoy"), FullName("Eva", "Ixcoy"))
    Person.objects.filter(pk=ana).update(hidden_from_search=True)
    hidden = Person.objects.filter(hidden_from_search=True)
    assert set(luz.ask("Ixcoy")) == {ana, eva}
    luz.opened.clear()
    assert luz.ask("Ixcoy", without=hidden) == [eva]
    assert luz.opened == [eva]
    assert luz.ask("Ixcoy", within=hidden) == [ana]


def test_people_outside_do_not_use_up_the_places_of_those_within(luz):
    luz.keep(*[FullName("Juan", "García")] * 25)
    (wanted,) = luz.keep(FullName("Juan", "Garsia"), ids=[LAST])
    only = Person.objects.filter(pk=wanted)
    assert luz.ask("Juan García", within=only, candidates=10) == [wanted]
    assert luz.ask("Juan García", within=only) == [wanted]
    assert luz.ask("Juan García", within=Person.objects.none()) == []


def test_a_crowd_with_the_same_surname_does_not_hide_the_best_match(luz):
    luz.keep(*[FullName("Juan", "García", "López")] * 5_000)
    (wanted,) = luz.keep(FullName("Juan", "García", "Ixcoy"), ids=[LAST])
    assert luz.ask("Juan García Ixcoy")[0] == wanted
    assert luz.ask("Juan Garcia Ixco")[0] == wanted
    assert len(luz.opened) == 2 * name_index.CANDIDATES


def test_a_crowd_with_the_same_name_and_one_more_does_not_hide_the_shorter_name(luz):
    luz.keep(*[FullName("Juan", "García", surname) for surname in ("López", "Ruiz")] * 300)
    (wanted,) = luz.keep(FullName("Juan", "García"), ids=[LAST])
    assert luz.ask("Juan García")[0] == wanted


def test_of_those_who_share_equally_much_the_shortest_names_are_opened_however_many_they_are(luz):
    luz.keep(*[FullName("Juan", "García", "López")] * 5_000)
    (wanted,) = luz.keep(FullName("Juan", "García"), ids=[LAST])
    assert luz.ask("Juan García", candidates=5)[0] == wanted
    assert len(luz.opened) == 5


def test_many_words_like_one_that_was_asked_do_not_make_up_for_the_other(luz):
    luz.keep(*[FullName("María Mario Maríe", "Xol")] * 20)
    (wanted,) = luz.keep(FullName("María Eva Rosa", "Ramírez", "Ixcoy"), ids=[LAST])
    assert luz.ask("María Ramírez", candidates=5)[0] == wanted


def test_an_empty_filter_is_a_filter(luz):
    (ana,) = luz.keep(FullName("Ana", "Ixcoy"))
    nobody = Person.objects.none()
    assert luz.ask("Ana", without=nobody) == [ana]
    luz.keep(*[FullName("Ana", "Ixcoy")] * 3)
    assert luz.ask("Ana", within=nobody, candidates=2) == []


def test_more_is_said_when_the_list_is_cut(luz):
    luz.keep(*[FullName("Juan", "García")] * 11)
    eleven = luz.found("Juan García")
    assert (len(eleven.hits), eleven.more) == (10, True)
    all_of_them = luz.found("Juan García", limit=11)
    assert (len(all_of_them.hits), all_of_them.more) == (11, False)


def test_another_agency_never_answers_nor_changes_the_answer(luz):
    (ana,) = luz.keep(FullName("Ana", "Ixcoy"))
    faro = Desk("faro")
    faro.keep(*[FullName("Ana", "Ixcoy")] * 400)
    before = luz.found("Ana Ixcoi")
    assert [hit.person_id for hit in before.hits] == [ana]
    assert luz.opened == [ana]


def test_two_agencies_have_no_token_in_common():
    people = Population(3).people(300)
    one, other = (
        {token for name in people for token in name_index.tokens(name, key)}
        for key in (b"a" * 32, b"b" * 32)
    )
    assert len(one) > 200
    assert one.isdisjoint(other)


def test_a_token_stands_for_several_names():
    invented = Vocabulary.invent(7)
    sounds = {
        phonetic(word)
        for name in invented.hers + invented.his + invented.surnames
        for word in words(name)
    }
    tokens = Counter(name_tokens.token(sound, b"k" * 32) for sound in sounds)
    assert len(tokens) <= 2**name_tokens.CUT_BITS
    assert min(tokens.values()) >= 10


def test_spellings_heard_alike_share_a_token_and_others_need_not():
    key = b"k" * 32
    assert name_tokens.token("hernandez", key) == name_tokens.token("ernandes", key)
    assert name_tokens.token("hernandez", key) != name_tokens.token("martinez", key)


def test_a_person_has_at_most_one_token_for_each_word():
    for name in Population(3).people(200):
        assert len(name_index.tokens(name, b"k" * 32)) <= len(name.all_words())


def test_nothing_that_is_kept_spells_a_name_or_tells_its_length(luz):
    luz.keep(FullName("Ana", "Villavicencio"))
    with connection.cursor() as cursor:
        cursor.execute("select * from people_name_word")
        kept = str(cursor.fetchall()).casefold()
        cursor.execute("select token, block_id, places from people_name_bearers")
        kept += str(cursor.fetchall()).casefold()
    assert "villavicencio" not in kept
    lengths = {len(text) for text in NameWord.objects.values_list("sealed_word", flat=True)}
    assert len(lengths) == 1


def test_words_that_nobody_bears_any_more_can_leave_the_list(luz):
    ana, _ = luz.keep(FullName("Ana", "Ixcoy", "Ruiz"), FullName("Eva", "Ruiz"))
    name_places.take_off(name_places.numbers_of([ana]).values())
    before = luz.names.pop(ana).all_words()
    unused = name_index.words_no_longer_used(luz.agency.id, before, luz.key, opener=luz.open)
    marks = {name_tokens.mark(word, luz.key) for word in ("ana", "ixcoy")}
    assert set(unused.values_list("mark", flat=True)) == marks


def test_a_word_listed_later_widens_the_next_question(luz):
    luz.keep(FullName("Eva", "Ruiz"))
    assert luz.ask("Ixcyo") == []
    (ana,) = luz.keep(FullName("Ana", "Ixcoy"))
    assert luz.ask("Ixcyo") == [ana]


def test_a_word_list_opened_with_another_key_refuses(luz):
    from amparo.core.keyring import WrongKey

    luz.keep(FullName("Ana", "Ixcoy"))
    luz.key = name_tokens.IndexKey(b"x" * 32)
    with pytest.raises(WrongKey):
        luz.ask("Ana")
