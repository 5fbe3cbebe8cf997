"""Names as they are written and as they are heard."""

import pytest

from amparo.people.names import (
    LONGEST_TEXT,
    FullName,
    every_word,
    folded,
    likeness,
    phonetic,
    words,
)
from amparo.people.names.score import Band, Question

HEARD_ALIKE = [
    ("Hernández", "Ernandes"),
    ("Vázquez", "Basques"),
    ("Cecilia", "Sesilia"),
    ("Yesenia", "Llecenia"),
    ("Quezada", "Kesada"),
    ("Jiménez", "Giménez"),
    ("Muñoz", "Munos"),
    ("Humberto", "Unverto"),
    ("Godoy", "Godoi"),
    ("Huitzil", "Witzil"),
    ("Guadalupe", "Wadalupe"),
    ("Philip", "Filip"),
    ("Rebecca", "Rebeka"),
    ("Ixchel", "Ischel"),
    ("Tzul", "Tsul"),
    ("Tz'unún", "Tsunun"),
    ("K'iche'", "Quiché"),
    ("Xol", "Shol"),
    ("Choc", "Chok"),
    ("Caal", "Cal"),
    ("Cuc", "Kuk"),
]
HEARD_APART = [
    ("Ana", "Eva"),
    ("Chávez", "Chaves Ruiz"),
    ("Guerra", "Jerra"),
    ("Peña", "Beña"),
    ("Luz", "Cruz"),
    ("Mateo", "Matías"),
    ("Choc", "Coc"),
]


@pytest.mark.parametrize(("one", "other"), HEARD_ALIKE)
def test_spellings_that_sound_the_same_in_the_region(one, other):
    assert phonetic(one) == phonetic(other)


@pytest.mark.parametrize(("one", "other"), HEARD_APART)
def test_spellings_that_do_not_sound_the_same(one, other):
    assert phonetic(one) != phonetic(other)


def test_words_lose_accents_and_particles_and_gain_their_full_form():
    assert words("María de los Ángeles  DE LA CRUZ y Peña") == ("maria", "angeles", "cruz", "pena")
    assert words("Ma. Gpe. Hdez") == ("maria", "guadalupe", "hernandez")
    assert words("O'Connor-Pérez") == ("oconnor", "perez")


def test_a_name_of_particles_alone_is_still_a_name():
    assert words("de la") == ("de", "la")


@pytest.mark.parametrize("text", ["", "   ", "123 456", "=1+1", "\x00", "👩‍👧", "'''"])
def test_text_without_letters_asks_nothing(text):
    assert words(text) == ()


def test_ten_megabytes_are_read_only_as_far_as_a_name_goes():
    assert len(words("ana " * 2_500_000)) <= 10
    assert len("".join(words("a" * 10_000_000))) <= LONGEST_TEXT


def test_letters_of_other_scripts_are_kept():
    assert words("Ольга 王芳 مريم") == ("ольга", "王芳", "مريم")


def test_composed_and_decomposed_accents_are_one():
    assert folded("Núñez") == folded("Núñez") == "nunez"


def test_likeness_falls_with_every_step_away():
    steps = [
        likeness("hernandez", "hernandez"),
        likeness("hernandez", "ernandes"),
        likeness("hernandez", "hernndez"),
        likeness("hernandez", "hrnndez"),
        likeness("hernandez", "martinez"),
    ]
    assert steps == sorted(steps, reverse=True)
    assert len(set(steps)) == len(steps)


def test_only_an_unfinished_word_may_be_a_beginning():
    assert likeness("hern", "hernandez", unfinished=True) > 0.7
    assert likeness("hern", "hernandez") == 0


def banded(asked: str, *name: str) -> str:
    return Question(words(asked)).score(FullName(*name))[1]


def test_the_bands_of_answers():
    ana = ("Ana Lucía", "Ixcoy", "Morales")
    assert banded("Ana Lucía Ixcoy Morales", *ana) == Band.STRONG
    assert banded("Morales Ixcoy Lucia", *ana) == Band.STRONG
    assert banded("Ana Lusia Yxcoi Morales", *ana) == Band.STRONG
    assert banded("Ana Lucía Ixcoy Barrera", "Ana Lucía", "Ixcoy") == Band.POSSIBLE
    assert banded("Ana Ixcoy Barrera", *ana) == Band.WEAK
    assert banded("Ana Ruiz", *ana) == Band.WEAK


def test_a_missing_surname_weighs_less_than_another_surname():
    question = Question(words("Ana Ixcoy Barrera"))
    assert (
        question.score(FullName("Ana", "Ixcoy"))[0]
        > question.score(FullName("Ana", "Ixcoy", "Morales"))[0]
    )


def test_a_nickname_finds_and_never_contradicts():
    assert banded("Chayo Ixcoy", "Rosario", "Ixcoy", "", "Chayo") == Band.STRONG
    assert banded("Rosario Ixcoy Barrera", "Rosario", "Ixcoy", "", "La Güera") == Band.POSSIBLE


def test_the_words_of_a_text_are_all_there_however_long_it_is():
    text = "Ma. de la Ó " + "y otra " * 200 + "K’iche’ NUBARRÓN"
    assert every_word(text) == {"maria", "de", "la", "o", "y", "otra", "kiche", "nubarron"}
    assert every_word("12 - ") == set()
