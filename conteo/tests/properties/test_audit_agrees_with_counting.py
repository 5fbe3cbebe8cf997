"""The linear programmes against an enumeration that shares no code with them."""

from itertools import product

import pytest
from conteo.disclosure import judge, show, show_total, tally
from conteo.disclosure.audit import System
from hypothesis import assume, given, settings
from hypothesis import strategies as st

SPAN = 3


@st.composite
def bounded_tables(draw):
    """A table, and bounds around its cells and sums that it satisfies."""
    height, width = draw(st.integers(1, 2)), draw(st.integers(1, 3))
    places = list(product(range(height), range(width)))
    table = {place: draw(st.integers(0, SPAN)) for place in places}
    sums = [[p for p in places if p[0] == row] for row in range(height)]
    sums += [[p for p in places if p[1] == column] for column in range(width)]
    sums.append(places)

    def around(value):
        return value - draw(st.integers(0, 3)), value + draw(st.integers(0, 3))

    known = {
        place: (max(0, low), min(SPAN, high))
        for place in places
        for low, high in [around(table[place])]
    }
    return known, [(line, around(sum(table[p] for p in line))) for line in sums]


def between(value, interval):
    return interval[0] <= value <= interval[1]


@settings(deadline=None, max_examples=20)
@given(bounded_tables())
def test_the_least_and_greatest_values_are_those_of_whole_people(bounded):
    """Two-way tables with bounded cells, row sums, column sums and total."""
    known, sums = bounded
    places = list(known)
    fitting = []
    for values in product(*(range(low, high + 1) for low, high in known.values())):
        table = dict(zip(places, values, strict=True))
        if all(between(sum(table[p] for p in line), window) for line, window in sums):
            fitting.append(table)

    system = System()
    for place in places:
        system.know(place, *known[place])
    for line, (low, high) in sums:
        system.relate(dict.fromkeys(line, 1), low, high)
    solver = system.solver()
    for place in places:
        possible = {table[place] for table in fitting}
        assert solver.interval({place: 1}) == (min(possible), max(possible))
        for values in range(1, SPAN + 3):
            assert solver.leaves_open({place: 1}, values) == (len(possible) >= values)
        for low, high in product(range(SPAN + 1), repeat=2):
            proved = all(low <= value <= high for value in possible)
            assert solver.within({place: 1}, low, high) == proved


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 26), min_size=2, max_size=3))
def test_every_hidden_label_of_a_published_table_could_be_five_different_numbers(counts):
    """All count vectors that print the same are enumerated: the reader can hold no more."""
    people = sum(counts)
    assume(people >= 30)
    rows = [{"a": "pqr"[i]} for i, count in enumerate(counts) for _ in range(count)]
    judged = judge(tally(rows, [("a",)]))
    assume(judged.decision == "publish")

    cells = {label: judged.cell(["a"], label).shown for label in "pqr"[: len(counts)]}
    spans = {
        label: (0, 29) if shown.code == "withheld" else (shown.low, shown.high)
        for label, shown in cells.items()
    }
    fitting = [
        values
        for values in product(*(range(low, high + 1) for low, high in spans.values()))
        if show_total(sum(values)).text == judged.people.text
    ]
    assert tuple(counts) in fitting
    for place, label in enumerate(cells):
        # A label that nobody has and no reader expects is not a cell of the table.
        if not cells[label].is_number and counts[place]:
            assert len({values[place] for values in fitting}) >= 5


@pytest.mark.parametrize("high", [None, 7])
def test_knowing_twice_narrows(high):
    system = System()
    system.know("x", 0, 9)
    system.know("x", 3, high)
    assert system.solver().interval({"x": 1}) == (3, high or 9)


def test_what_nothing_bounds_stays_open():
    system = System()
    system.know("x", 2)
    system.know("y", 0)
    system.relate({"x": 1, "y": -1}, -float("inf"), 5)
    solver = system.solver()
    assert solver.interval({"x": 1}) == (2, float("inf"))
    assert solver.interval({"x": 1, "y": -1}) == (-float("inf"), 5)
    assert solver.leaves_open({"x": 1}, 100)
    assert not solver.within({"x": 1}, 2, 9)


def test_rounding_is_what_the_enumeration_believes():
    assert [n for n in range(40) if show(n).value == 20] == [18, 19, 20, 21, 22]
