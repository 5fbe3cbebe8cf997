import json

import pytest
from conteo.disclosure import Table, Tally, judge, tally, tally_figures
from conteo.errors import BadInput
from people import crossed


def test_a_crossed_table_brings_its_margins():
    counted = crossed({("F", "x"): 3, ("F", "y"): 4, ("M", "x"): 5})
    assert [table.by for table in counted.tables] == [("a",), ("b",), ("a", "b")]
    assert counted.table(["a"]).counts == {("F",): 7, ("M",): 5}
    assert counted.table(["c"]) is None


def test_unknown_stands_apart_from_no():
    rows = [{"begs": "no"}, {"begs": ""}, {"begs": "  "}, {"begs": None}, {"begs": []}]
    assert tally(rows, [["begs"]]).table(["begs"]).counts == {("no",): 1, ("unknown",): 4}


def test_a_person_with_several_answers_is_one_person_under_each():
    rows = [{"form": ["labour", "sexual"]}, {"form": ["labour", "labour"]}]
    counted = tally(rows, [["form"]], several=["form"])
    assert counted.people == 2
    assert counted.table(["form"]).counts == {("labour",): 2, ("sexual",): 1}


def test_whoever_gave_an_answer_is_not_unknown_as_well():
    counted = tally([{"form": ["labour", "unknown"]}, {"form": ["unknown"]}], [["form"]], ["form"])
    assert counted.tables[0].counts == {("labour",): 1, ("unknown",): 1}


def test_several_answers_where_one_is_expected_are_bad_input():
    with pytest.raises(BadInput, match="Row 2 gives several answers in column “form”"):
        tally([{"form": "labour"}, {"form": ["labour", "sexual"]}], [["form"]])


def test_a_missing_column_is_named_with_its_row():
    with pytest.raises(BadInput, match="Row 1 has no column “gender”"):
        tally([{"form": "labour"}], [["gender"]])


@pytest.mark.parametrize("table", [[], ["a", "a"]])
def test_a_table_names_each_attribute_once(table):
    with pytest.raises(BadInput):
        tally([{"a": "x"}], [table])


@pytest.mark.parametrize("count", [-1, 172])
def test_a_figure_counts_some_of_the_people(count):
    with pytest.raises(BadInput):
        tally_figures({"labour": count}, 171)


def test_labels_not_listed_are_merged_into_others_unless_people_would_count_twice():
    table = crossed({("F", "x"): 3, ("M", "x"): 5, ("T", "x"): 1}).table(["a", "b"])
    assert table.merged({"a": ["F"], "b": ["x"]}) == {("F", "x"): 3, ("others", "x"): 6}
    forms = tally([{"form": ["p", "q"]}], [["form"]], ["form"]).table(["form"])
    assert forms.merged({"form": ["p"]}) == {("p",): 1}


def test_a_tally_survives_sealing():
    for counted in (
        crossed({("F", "x"): 3}),
        tally_figures({"labour": 3}, 9, same={"labour": ("a", "b")}),
    ):
        assert Tally.from_json(json.loads(json.dumps(counted.to_json()))) == counted


@pytest.mark.parametrize(
    "sealed", [{}, {"people": "x", "tables": []}, {"people": 1, "tables": [{}]}]
)
def test_what_is_not_a_tally_is_bad_input(sealed):
    with pytest.raises(BadInput):
        Tally.from_json(sealed)


def one(counts, people=178, *, by=("a",), several=(), partial=False):
    return Tally(people, (Table(by, frozenset(several), counts, partial),))


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        (one({("F",): 100, ("M",): 77}), "do not add up"),
        (one({("F",): 100, ("M",): 79}), "do not add up"),
        (one({("F",): 200}, several=["a"]), "more people than there are"),
        (one({("F",): 100, ("M",): 60}, several=["a"]), "do not add up"),
        (one({("F",): 100, ("unknown",): 79}, several=["a"]), "more people than there are"),
        (one({("yes",): 179}, several=["a"], partial=True), "more people than there are"),
        (one({("F",): 179, ("M",): -1}), "whole number"),
        (one({("F",): float("nan"), ("M",): 78}), "whole number"),
        (one({("F",): 100.0, ("M",): 78}), "whole number"),
        (one({("F",): True, ("M",): 177}), "whole number"),
        (one({("F",): "100", ("M",): 78}), "whole number"),
        (one({}, people=-1), "whole number"),
        (one({("F", "x"): 178}), "as many labels"),
        (one({("Me\u0301xico",): 100, ("M\u00e9xico",): 78}), "written in two ways"),
        (Tally(178, 2 * one({("F",): 178}).tables), "twice"),
        (Tally(5, one({("F",): 5}).tables + one({("F", "x"): 4}, by=("a", "b")).tables), "do not"),
    ],
)  # fmt: skip
def test_counts_that_cannot_be_of_these_people_are_bad_input(counted, words):
    with pytest.raises(BadInput, match=words) as refusal:
        judge(counted)
    assert not any(number in str(refusal.value) for number in ("178", "179", "100", "77", "nan"))


def test_two_spellings_of_one_label_are_one_label():
    """The accent may be a letter or a sign after it; nobody sees the difference."""
    rows = [{"a": "M\u00e9xico"}] * 3 + [{"a": "Me\u0301xico "}] * 4
    assert tally(rows, [["a"]]).table(["a"]).counts == {("M\u00e9xico",): 7}
    unseen = [{"a": "F"}, {"a": "F\u200b"}, {"a": "\uff26"}, {"a": "\u00a0F\u2060"}]
    assert tally(unseen, [["a"]]).table(["a"]).counts == {("F",): 4}
    assert tally([{"e\u0301": "x"}], [["\u00e9"]]).table(["\u00e9"]).counts == {("x",): 1}
