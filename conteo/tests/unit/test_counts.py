import pytest
from conteo.disclosure import Shown, counts, show, show_total
from conteo.errors import BadInput, Refused


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "fewer than 10"), (1, "fewer than 10"), (9, "fewer than 10"), (10, "10"), (12, "10"),
     (13, "15"), (17, "15"), (18, "20"), (171, "170"), (172, "170"), (173, "175")],
)  # fmt: skip
def test_a_cell_is_hidden_under_ten_and_rounded_from_ten(count, text):
    assert show(count).text == text


def test_a_number_of_any_size_is_rounded_exactly():
    assert show(10**17 + 3).value == 10**17 + 5
    assert show(10**400 + 2).value == 10**400


@pytest.mark.parametrize(
    ("count", "text"), [(0, "fewer than 30"), (29, "fewer than 30"), (30, "30")]
)
def test_a_total_under_thirty_is_a_band(count, text):
    assert show_total(count).text == text


def test_a_print_says_which_counts_it_leaves_possible():
    assert (show(10).low, show(10).high) == (10, 12)
    assert (show(171).low, show(171).high) == (168, 172)
    assert (show(3).low, show(3).high) == (0, 9)
    assert (show_total(31).low, show_total(31).high) == (30, 32)


@pytest.mark.parametrize("count", [-1, 2.5, True, "12", None])
def test_what_is_not_a_number_of_people_is_bad_input(count):
    with pytest.raises(BadInput):
        show(count)


@pytest.mark.parametrize("text", ["170", "10", "fewer than 10", "fewer than 30", "not shown"])
def test_a_token_reads_back_as_it_was_printed(text):
    assert Shown.read(f" {text} ").text == text


@pytest.mark.parametrize("text", ["171", "5", "0", "-5", "about 170", "", "１０"])
def test_what_the_rule_cannot_print_is_not_read(text):
    with pytest.raises(BadInput) as refusal:
        Shown.read(text)
    assert not text or text not in str(refusal.value)


def test_a_total_below_its_band_is_not_read():
    assert Shown.read("25").value == 25
    with pytest.raises(BadInput):
        Shown.read("25", total=True)


def test_a_print_is_a_number_with_its_doubt_and_without_its_count():
    number = show(171).number
    assert (number.point, number.low, number.high, number.level) == (170, 168, 172, 1.0)
    assert number.observed is None
    assert number.cautions == ("rounded",)
    assert show(2).number.point is None
    assert show(2).number.cautions == ("hidden",)


def test_shares_of_fewer_than_a_thousand_are_about():
    about = counts.share(show(103), show_total(171))
    assert (about.code, about.percent, about.people.text) == ("about", 60, "170")
    assert counts.share(show(145), show_total(171)).percent == 85
    assert counts.share(show(500), show_total(995)).code == "about"
    exact = counts.share(show(530), show_total(1_000))
    assert (exact.code, exact.percent) == ("number", 53)


def test_a_share_without_its_base_is_refused():
    with pytest.raises(Refused):
        counts.share(show(103), None)


def test_a_share_with_a_hidden_part_or_base_is_hidden():
    assert counts.share(show(9), show_total(171)).code == "hidden"
    assert counts.share(show(10), show_total(29)).code == "hidden"


def test_a_share_of_less_than_itself_is_bad_input():
    with pytest.raises(BadInput):
        counts.share(show(60), show_total(40))
    assert counts.share(show(42), show_total(42)).percent == 100
    held = Shown("number", 45, 39, 51)
    assert counts.share(held, show_total(42)).percent == 100  # 45, still standing, of 40
    assert counts.share(held, Shown("number", 40, 0, None)).percent == 100


def test_a_share_keeps_its_print_while_its_part_or_its_base_does():
    first = counts.share(show(145), show_total(171))
    held_part = counts.share(show(145), show_total(178), first)
    assert (held_part.percent, held_part.people.text) == (85, "180")  # 145 of 180 alone is 80
    assert counts.share(show(160), show_total(178), first).percent == 90


def test_a_share_does_not_keep_a_print_that_its_numbers_contradict():
    """105 of 170 were about 60 per cent; 105, still standing, of 250 are not."""
    first = counts.share(show(103), show_total(171))
    assert counts.share(show(103), show_total(178), first).percent == 60
    assert counts.share(show(103), show_total(250), first).percent == 40


def test_a_share_that_rounding_leaves_wide_or_calls_none_is_hidden():
    """15 of 30 may be 13 of 32 or 17 of 30; 10 of 600 are not 0 per cent."""
    assert counts.share(show(13), show_total(32)).code == "hidden"
    assert counts.share(show(30), show_total(60)).percent == 50
    assert counts.share(show(12), show_total(600)).code == "hidden"
    assert counts.share(show(15), show_total(600)).percent == 5
    assert counts.share(show(12), show_total(3_000)).code == "hidden"


def test_a_share_with_a_hidden_part_stays_hidden_whatever_it_was():
    first = counts.share(show(145), show_total(171))
    assert counts.share(show(5), show_total(171), first).code == "hidden"


def test_a_quoted_share_of_people_prints_as_about():
    assert counts.count_from_share(60, 170).text == "100"
    assert counts.count_from_share(5, 170).text == "fewer than 10"
    for share in (-1, 101):
        with pytest.raises(BadInput):
            counts.count_from_share(share, 170)
