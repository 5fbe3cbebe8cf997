"""What counts as the right answer on a working morning, and what a member asks for."""

from collections import Counter
from random import Random

from benches.load import RIGHT, Desk, Morning, is_hers

HERS, FOREIGN = "0b0b7dd5-4a4f-4e0b-9d42-000000000001", "0b0b7dd5-4a4f-4e0b-9d42-000000000002"
DESK = Desk("m0x1", token="t", own={HERS: "626R-6G5X"}, foreign=[FOREIGN])


def test_a_page_of_a_case_bears_the_number_of_the_case_that_was_asked_for():
    page = b"<h1>626R-6G5X</h1>"
    assert is_hers("case", DESK, HERS, page)
    assert not is_hers("case", DESK, HERS, b"<h1>777R-7G7X</h1>")
    assert not is_hers("case", DESK, HERS, b"<h1>Sign in</h1>")


def test_a_list_shows_cases_of_hers_and_no_other():
    def links(*files):
        return b"".join(f'<a href="/cases/{each}/">'.encode() for each in files)

    assert is_hers("list", DESK, "", links(HERS))
    assert not is_hers("list", DESK, "", links(HERS, FOREIGN))
    assert not is_hers("list", DESK, "", b"")


def test_one_visit_in_ten_saves_something():
    chance, drawn = Random(1), Counter()
    for _ in range(4000):
        request = Morning._next(DESK, chance)
        drawn[request.sort] += 1
        assert (request.form is not None) == (request.sort == "save")
    assert drawn.keys() == RIGHT.keys()
    assert 0.08 < drawn["save"] / 4000 < 0.12
