import pytest
from conteo.disclosure.refusals import SENTENCES, Refusal

import conteo
from conteo import errors


def test_every_error_is_one_class_with_an_exit_code():
    codes = {
        errors.BadInput: 2,
        errors.NotEstimable: 3,
        errors.Refused: 3,
        errors.CheckFailed: 4,
    }
    for error, code in codes.items():
        assert issubclass(error, errors.ConteoError)
        assert error("A sentence.").exit_code == code
        assert error("A sentence.").sentence == str(error("A sentence."))


def test_the_package_shows_its_public_names_only():
    assert all(hasattr(conteo, name) for name in conteo.__all__)


def test_a_number_refuses_an_interval_upside_down_and_a_level_that_is_none():
    conteo.Number(5, None, None, 0.95, 5, "count")
    with pytest.raises(ValueError, match="low end"):
        conteo.Number(5, 6, 4, 0.95, 5, "count")
    for level in (0, 1.1):
        with pytest.raises(ValueError, match="level"):
            conteo.Number(5, 4, 6, level, 5, "count")


@pytest.mark.parametrize("code", SENTENCES)
def test_a_refusal_speaks_both_languages_and_holds_no_number(code):
    written = Refusal(code, ("a", "b")).to_json()
    assert written["table"] == "a,b"
    assert written["sentence_en"] != written["sentence_es"]
    for sentence in (written["sentence_en"], written["sentence_es"]):
        assert sentence.endswith(".")
        assert not any(character.isdigit() for character in sentence)
