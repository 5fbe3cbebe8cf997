"""Words for her are easy, and say nothing of us."""

import pytest

from amparo.people.neutral_words import NEUTRAL
from tests.inflesz import EASY, inflesz, syllables

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


@pytest.mark.parametrize("sentence", NEUTRAL["es"])
def test_neutral_words_are_easy(sentence):
    assert inflesz(sentence) >= EASY


@pytest.mark.parametrize("sentence", [s for each in NEUTRAL.values() for s in each])
def test_neutral_words_say_nothing_of_us(sentence):
    assert not [word for word in TELLING if word in sentence.lower()]
