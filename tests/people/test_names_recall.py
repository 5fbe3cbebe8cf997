"""People are found in spite of one change to their name. The full table: benches/name_recall.py."""

from random import Random

import pytest
from django.db import connection

from amparo.people.names import word_list as name_words
from amparo.people.names import words
from amparo.people.names.word_list import WordList
from benches.name_changes import KINDS
from benches.name_population import Population, Vocabulary
from tests.people.test_names_index import Desk

PEOPLE = 2_000
ASKED = 100 if connection.vendor == "sqlite" else 25
# A fifth of what is opened in use: here the ranking has to do the work, not the opening.
CANDIDATES = 60


@pytest.mark.django_db
def test_ninety_eight_in_a_hundred_are_among_the_first_ten_whatever_the_change():
    name_words.forget_lists()
    desk = Desk("luz")
    ids = desk.keep(*Population(2005).people(PEOPLE))
    # Or else PostgreSQL would plan for the tables of the tests before.
    connection.cursor().execute("analyze")
    rng, recall = Random(11), {}
    for kind, change in KINDS.items():
        rng.shuffle(ids)
        pairs = ((number, change(desk.names[number], rng)) for number in ids)
        asked = [(number, query) for number, query in pairs if query][:ASKED]
        found = [number in desk.ask(query, candidates=CANDIDATES) for number, query in asked]
        recall[kind] = sum(found) / len(found)
    assert {kind: share for kind, share in recall.items() if share < 0.98} == {}


def test_no_single_edit_at_any_position_escapes_the_halves():
    invented = Vocabulary.invent(7)
    listed = WordList(
        b"k" * 32, sorted({word for name in invented.surnames for word in words(name)})
    )
    rng = Random(5)
    escaped = [
        (word, edited)
        for word in rng.sample(listed.words, 400)
        for edited in _edits(word)
        if len(edited) > 1 and word not in listed.one_edit_away(edited)
    ]
    assert escaped == []


def _edits(word: str):
    for place in range(len(word)):
        before, letter, after = word[:place], word[place], word[place + 1 :]
        yield before + after
        yield before + letter + letter + after
        yield f"{before}q{after}"
        yield f"{before}q{letter}{after}"
        yield before + after[:1] + letter + after[1:]
