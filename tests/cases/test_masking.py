"""What is left out of a text is gone, however it is written, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amparo.cases.masking import MASK, folded, masked, stands_in


@pytest.mark.parametrize(
    "written",
    ["Nubarrón", "NUBARRÓN", "nubarron", "Nubarro\u0301n", "Nu\u00adbarrón", "Nu\u200bbarron"],
)
def test_a_name_is_left_out_however_it_is_written(written):
    assert masked(f"Vino {written}, sola.", ["Nubarrón"]) == f"Vino {MASK}, sola."


def test_a_sentence_is_left_out_over_the_end_of_a_line():
    text = "Vive en la\n  calle Inventada 7, arriba."
    assert masked(text, ["en la calle inventada 7"]) == f"Vive {MASK}, arriba."


def test_only_whole_words_are_left_out():
    assert masked("Mañana viene Ana.", ["Ana"]) == f"Mañana viene {MASK}."


def test_the_longer_goes_with_the_shorter_in_it_and_neighbours_share_a_mask():
    assert masked("Ana María Sol", ["María", "Ana María"]) == f"{MASK} Sol"
    assert masked("AnaSol", ["Ana", "Sol"]) == "AnaSol"


def test_a_mask_says_nothing_of_how_long_a_name_is():
    assert masked("Li", ["Li"]) == masked("Xochiquetzal", ["Xochiquetzal"]) == MASK


def test_two_letters_are_left_out_and_one_is_not():
    assert masked("y él", ["él"]) == f"y {MASK}"
    assert masked("y él", ["y"]) == "y él"


WORDS = st.text("abñÁ 7.-́", min_size=1, max_size=6)


@given(st.text("abñÁ 7.-́\n", max_size=40), st.lists(WORDS, max_size=3))
def test_no_whole_word_that_was_left_out_stands_in_what_is_left(text, words):
    left = masked(text, words)
    assert masked(left, words) == left
    for piece in left.split(MASK):
        assert folded(piece) in folded(text)


@pytest.mark.parametrize(
    ("text", "words", "stands"),
    [
        ("Al HOSPITAL  de la\nMujér", "Hospital de la mujer", True),
        ("Hospital de la Mujer 12", "de la mujer 1", False),
        ("Policlínica", "clínica", False),
        ("clínicas", "clínica", False),
        ("Hos\u200bpital", "Hospital", True),
        ("A. B. (C)", "b. (c)", True),
        ("Anything", "", False),
        ("Anything", " ", False),
    ],
)
def test_words_stand_in_a_text_whole_and_together(text, words, stands):
    assert stands_in(text, words) is stands
