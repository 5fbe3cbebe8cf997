"""The table of features says what is true: every yes leads to the test that proves it."""

import re

import pytest

from tests.architecture.source import ROOT

PAGE = ROOT / "docs" / "features.en.md"
ROW = re.compile(r"^\| (\d+) \|(.+)\|$", re.M)
OURS, PROOF = 7, 8
ROWS = {
    int(number): [cell.strip() for cell in cells.split("|")]
    for number, cells in ROW.findall(PAGE.read_text())
}


def test_every_feature_has_its_row_and_says_how_it_stands():
    assert sorted(ROWS) == list(range(1, 119))
    for cells in ROWS.values():
        assert cells[OURS] in {"yes", "partly", "no", "later"}


@pytest.mark.parametrize("number", [n for n, cells in ROWS.items() if cells[OURS] == "yes"])
def test_a_yes_is_proved_by_a_test_that_is_there(number):
    (test,) = re.findall(r"\]\((\.\./tests/[^)]+\.py)\)", ROWS[number][PROOF])
    assert "def test_" in (PAGE.parent / test).read_text()


def test_the_sum_below_the_table_is_right():
    said = re.search(r"Together: (.+)\.", PAGE.read_text())[1]
    counted = {word: int(number) for number, word in re.findall(r"(\d+) (\w+)", said)}
    for word, number in counted.items():
        assert number == sum(cells[OURS] == word for cells in ROWS.values())
