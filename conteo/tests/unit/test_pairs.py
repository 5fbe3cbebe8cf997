import pytest
from conteo.disclosure import Shown, keep_or_move, moves_when, show
from conteo.disclosure.counts import WITHHELD


def moved(count, earlier, **more):
    shown, reason = keep_or_move(count, Shown.read(earlier), **more)
    return shown.text, reason


@pytest.mark.parametrize(
    ("earlier", "count", "text", "reason"),
    [
        ("170", 176, "170", "held_pair_rule"),
        ("170", 177, "175", "moved"),
        ("170", 164, "170", "held_pair_rule"),
        ("170", 163, "165", "moved"),
        ("145", 151, "145", "held_pair_rule"),
        ("145", 152, "150", "moved"),
        ("15", 9, "15", "held_pair_rule"),
        ("15", 8, "fewer than 10", "hidden"),
        ("10", 6, "10", "held_pair_rule"),
        ("10", 5, "fewer than 10", "hidden"),
        ("fewer than 10", 13, "fewer than 10", "hidden"),
        ("fewer than 10", 14, "15", "moved"),
        ("fewer than 10", 0, "fewer than 10", "hidden"),
        ("not shown", 200, "not shown", "withheld"),
    ],
)
def test_a_print_stays_until_five_people_certainly_changed_it(earlier, count, text, reason):
    assert moved(count, earlier) == (text, reason)


@pytest.mark.parametrize(
    ("basis", "count", "text"),
    [(171, 175, "170"), (171, 176, "175"), (171, 167, "170"), (171, 166, "165"), (145, 151, "150")],
)
def test_a_sealed_count_tells_the_change_exactly(basis, count, text):
    assert moved(count, show(basis).text, basis=basis)[0] == text


def test_a_hidden_count_that_stays_hidden_prints_alike_however_much_it_changed():
    assert moved(8, "fewer than 10", basis=1) == ("fewer than 10", "hidden")


@pytest.mark.parametrize(
    ("earlier", "count", "text"),
    [("fewer than 30", 33, "fewer than 30"), ("fewer than 30", 34, "35"),
     ("30", 26, "30"), ("30", 25, "fewer than 30")],
)  # fmt: skip
def test_a_total_moves_by_its_own_band(earlier, count, text):
    assert moved(count, earlier, total=True)[0] == text


def test_anyone_may_be_told_when_a_print_moves():
    assert moves_when(Shown.read("170")) == (163, 177)
    assert moves_when(Shown.read("fewer than 10")) == (None, 14)
    assert moves_when(Shown.read("30"), total=True) == (25, 37)
    assert moves_when(Shown.read("170"), basis=171) == (166, 176)


@pytest.mark.parametrize("earlier", ["10", "15", "170", "fewer than 10"])
@pytest.mark.parametrize("basis", [None, "all"])
def test_what_a_reader_concludes_is_true_and_no_more_than_the_rule_tells(earlier, basis):
    before = Shown.read(earlier)
    bases = [None] if basis is None else range(before.low, before.high + 1)
    counted: dict = {}
    for known in bases:
        for count in range(228):  # 227 is the last that prints 225
            shown, reason = keep_or_move(count, before, basis=known)
            assert shown.low <= count <= shown.high
            counted.setdefault((shown, reason), set()).add(count)
    for (shown, _), counts in counted.items():
        # Every count in the interval does print so: the interval is as tight as it may be.
        assert counts == set(range(shown.low, shown.high + 1))


def test_a_withheld_cell_tells_nothing_of_later_years():
    shown, _ = keep_or_move(40, Shown(WITHHELD, None, 10, None))
    assert (shown.low, shown.high) == (0, None)
