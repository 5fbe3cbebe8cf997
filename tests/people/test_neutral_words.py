"""Words for her are easy, and say nothing of us."""

import pytest

from amparo.people.neutral_words import NEUTRAL
from tests.inflesz import EASY, hard_sentences, inflesz, syllables

# What would tell somebody who reads along why she was called.
TELLING = ("trata", "víctima", "programa", "refugio", "caso", "denuncia", "traffick", "shelter")


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("casa", 2),
        ("día", 2),
        ("puede", 2),
        ("guerra", 2),
        ("quien", 1),
        ("averiguar", 4),
        ("teatro", 3),
        ("ahora", 3),
        ("muy", 1),
        ("ayer", 2),
        ("país", 2),
        ("que", 1),
        ("leer", 2),
        ("exhibición", 4),
    ],
)
def test_syllables_are_counted_as_one_says_them(word, count):
    assert syllables(word) == count


def test_the_measure_tells_an_easy_text_from_a_hard_one():
    easy = "Si corre peligro, llame al 911. Vaya a un lugar con gente."
    hard = (
        "La representación institucional correspondiente determinará oportunamente las "
        "responsabilidades administrativas derivadas del incumplimiento de las disposiciones."
    )
    assert inflesz(easy) > 80
    assert inflesz(hard) < 20


def test_one_hard_sentence_is_not_hidden_by_many_easy_ones():
    easy = "Llame al 911.\n" * 20
    hard = (
        "La institución correspondiente determinará oportunamente las medidas que son necesarias."
    )
    assert inflesz(easy + hard) >= EASY
    assert [words for _points, words in hard_sentences(easy + hard)] == [hard.rstrip(".")]
    # Nine words alone say too little of how hard they are.
    assert hard_sentences(hard.replace(" que son", "")) == []


@pytest.mark.parametrize("sentence", NEUTRAL["es"])
def test_neutral_words_are_easy(sentence):
    assert inflesz(sentence) >= EASY
    assert hard_sentences(sentence) == []


@pytest.mark.parametrize("sentence", [s for each in NEUTRAL.values() for s in each])
def test_neutral_words_say_nothing_of_us(sentence):
    assert not [word for word in TELLING if word in sentence.lower()]
