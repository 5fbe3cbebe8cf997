import pytest

from amparo.evidence import answers, coding


@pytest.mark.parametrize(
    ("raw", "counted"),
    [("1.0", "1"), ("0.0", "0"), ("-99.0", "-99"), (" Female ", "Female"), ("NA", "NA"),
     ("00", "00"), ("", ""), ("1.5", "1.5"), ("9--17", "9--17"), ("1.0.0", "1.0.0")],
)  # fmt: skip
def test_a_value_is_counted_under_its_normal_form(raw, counted):
    assert answers.normal(raw) == counted


def test_every_code_for_not_known_is_no_answer():
    column = {"", "-99", "00", "ZZ", "Unknown", "MX", "NA", "0"}
    assert answers.no_answers_among(column) == ["", "-99", "0", "00", "Unknown", "ZZ"]


def test_zero_is_no_in_a_column_of_yes_and_no():
    assert answers.no_answers_among({"0", "1", "-99", ""}) == ["", "-99"]
    assert answers.no_answers_among({"0"}) == []


@pytest.mark.parametrize("distinct", [1, 255, 256, 257, 70_000])
def test_a_column_comes_back_as_it_went_in(distinct):
    values = [f"v{number % distinct}" for number in range(distinct + 3)]
    coder = coding.ColumnCoder()
    coder.extend(values[:100])
    coder.extend(values[100:])
    held = coding.unpack_text(coder.packed_values())
    assert [held[code] for code in coding.unpack_numbers(coder.packed_codes())] == values


def test_hostile_text_comes_back_unchanged():
    values = ["a\x00b", "😀", "\u202eabc", "=1+1", "\udce9", " 1.0 ", "x" * 100_000]
    assert coding.unpack_text(coding.pack_text(values)) == values


@pytest.mark.parametrize("numbers", [[], [2], [2, 3, 4, 9, 5_000_000_000]])
def test_row_numbers_come_back(numbers):
    assert coding.unpack_rising(coding.pack_rising(numbers)) == numbers
