"""The gate, as a manual: what may be published about how many people."""

import json
from dataclasses import replace
from datetime import date

import pytest
from conteo.disclosure import Earlier, Table, Tally, changes, judge, tally, tally_figures
from conteo.errors import BadInput, CheckFailed
from people import crossed, prints, published, rows


def codes(judged):
    return [(refusal.code, refusal.table) for refusal in judged.refusals]


def of(counts, attribute="a"):
    return tally(rows(attribute, counts), [(attribute,)])


def test_under_thirty_people_only_the_band_of_the_total():
    judged = judge(of({"F": 15, "M": 14}))
    assert (judged.decision, codes(judged)) == ("refuse", [("L1", ())])
    assert judged.tables == ()
    total = judge(tally([{"a": "F"}] * 29, []))
    assert (total.decision, total.people.text) == ("publish", "fewer than 30")
    assert judge(of({"F": 15, "M": 15})).decision == "publish"


def test_a_crossing_of_three_attributes_is_refused():
    people = [{"a": "x", "b": "y", "c": "z"}] * 300
    assert codes(judge(tally(people, [("a", "b", "c")]))) == [("L2", ("a", "b", "c"))]


def test_under_two_hundred_people_only_coarse_attributes_are_crossed():
    def people(labels, each):
        return crossed({(str(a), b): each for a in range(labels) for b in "xy"})

    assert codes(judge(people(7, 14))) == [("L3", ("a", "b"))]  # 196 people, seven labels
    assert judge(people(6, 14)).decision == "publish"
    extra = {(str(a), b): 14 for a in range(7) for b in "xy"} | {("0", "x"): 16}
    assert judge(crossed(extra)).decision == "publish"  # 198 people, who print as 200


def test_unknown_is_not_counted_among_the_labels_that_make_an_attribute_coarse():
    counts = {(a, b): 12 for a in ("p", "q", "r", "s", "t", "u", "unknown") for b in "xy"}
    assert judge(crossed(counts)).decision == "publish"


def test_a_table_whose_margin_was_not_sealed_with_it_is_not_taken_for_coarse():
    counted = crossed({(a, b): 20 for a in "pq" for b in "xy"})
    alone = type(counted)(counted.people, counted.tables[2:])
    assert codes(judge(alone)) == [("L3", ("a", "b"))]


def test_under_two_hundred_people_releases_lie_a_year_apart():
    first = judge(of({"F": 100, "M": 78})).to_json()
    earlier = [Earlier.from_json(first, as_of=date(2010, 9, 1))]
    counted = of({"F": 115, "M": 78})
    assert codes(judge(counted, earlier=earlier, as_of=date(2011, 8, 31))) == [("L4", ())]
    assert judge(counted, earlier=earlier, as_of=date(2011, 9, 1)).decision == "publish"
    assert judge(counted, earlier=earlier).decision == "publish"
    grown = of({"F": 300, "M": 78})
    assert judge(grown, earlier=earlier, as_of=date(2010, 10, 1)).decision == "publish"


def test_zero_and_one_to_nine_print_alike():
    """The number of people itself prints alike too, so nothing on paper tells them apart."""
    papers = [judge(of({"F": 100, "M": 70, "T": n})) for n in range(3)]
    assert papers[0].to_json() == papers[1].to_json() == papers[2].to_json()
    crossings = [{("F", "x"): 60, ("F", "y"): 60, ("M", "x"): 60, ("M", "y"): n} for n in range(3)]
    papers = [prints(judge(crossed(crossing))) for crossing in crossings]
    assert papers[0] == papers[1] == papers[2]
    assert papers[0][("a", "b")][("M", "y")] == "fewer than 10"


@pytest.mark.parametrize("count", range(10))
def test_no_number_is_ever_printed_for_fewer_than_ten(count):
    judged = judge(of({"F": 100, "M": 70, "T": count}))
    assert judged.cell(["a"], "T").shown.text == "fewer than 10"
    assert not judged.cell(["a"], "others").shown.is_number


def test_a_hidden_cell_that_the_margins_give_away_takes_a_neighbour_with_it():
    """170 people, 161 and 9: the total leaves the hidden cell the values 6 to 9 only."""
    judged = judge(of({"F": 161, "M": 8}))
    assert prints(judged)[("a",)] == {("F",): "not shown", ("others",): "not shown"}
    assert {cell.reason for cell in judged.tables[0].cells} == {"withheld"}
    assert judged.cell(["a"], "F").shown.low == 10  # labels under ten are not listed


def test_two_unlisted_labels_are_not_given_away_by_their_sum():
    """9 and 9 print together as 20, which only 9 and 9 can be."""
    judged = judge(of({"F": 100, "M": 60, "p": 9, "q": 9}))
    assert judged.cell(["a"], "others").shown.text == "not shown"
    fine = judge(of({"F": 100, "M": 60, "p": 9, "q": 8}))
    assert fine.cell(["a"], "others").shown.text == "15"


def test_all_hidden_cells_of_a_table_look_alike_once_a_neighbour_is_withheld():
    judged = judge(crossed({("F", "x"): 10, ("F", "y"): 1, ("M", "x"): 80, ("M", "y"): 80}))
    texts = prints(judged)[("a", "b")]
    assert texts[("F", "x")] == texts[("F", "y")] == "not shown"


def test_a_sentence_that_says_a_label_in_words_prints_what_its_table_prints():
    """By itself it would say what a withheld table hides: eight or nine have no labour."""
    people = [{"form": ["labour"]}] * 22 + [{"form": ["sexual"]}] * 9
    counted = tally(people, [("form",)], ["form"], codes={"form": ["labour", "sexual"]})
    same = {"labour": ("form", "labour")}
    sentence = tally_figures({"labour": 22}, len(people), same=same)
    judged = judge(Tally(len(people), counted.tables + sentence.tables))
    assert judged.cell(["form"], "labour").shown.text == "not shown"
    assert judged.cell(["labour"], "yes").shown.text == "not shown"
    people = [{"form": ["labour"]}] * 121 + [{"form": ["sexual"]}] * 40
    more = tally(people, [("form",)], ["form"])
    sentence = tally_figures({"labour": 121}, more.people, same=same)
    part = tally_figures({"girls": 60}, more.people, within={"girls": ["labour"]})
    judged = judge(Tally(more.people, more.tables + sentence.tables + part.tables))
    assert judged.cell(["form"], "labour") == replace(
        judged.cell(["labour"], "yes"), labels=("labour",)
    )
    assert prints(judged)[("girls",)] == {("yes",): "60"}
    wrong = tally_figures({"labour": 120}, more.people, same=same)
    with pytest.raises(BadInput, match="does not count the people of that label"):
        judge(Tally(more.people, more.tables + wrong.tables))


def test_several_answers_leave_those_without_one_hidden():
    """177 of 178 were in labour: with a total known to be exact, one person would not be."""
    people = [{"form": ["labour"]}] * 174 + [{"form": ["labour", "sexual"]}] * 20
    judged = judge(tally(people, [("form",)], ["form"]))
    assert judged.cell(["form"], "labour").shown.text == "195"
    assert judged.cell(["form"], "sexual").shown.text == "20"


def test_a_crossing_that_would_tell_too_much_is_withheld_as_a_whole():
    """31 people in four small cells: of any number left the margins would give away another."""
    judged = judge(crossed({("F", "x"): 13, ("M", "x"): 5, ("M", "y"): 13}))
    assert prints(judged)[("a",)] == {("F",): "15", ("M",): "20"}
    assert set(prints(judged)[("a", "b")].values()) == {"not shown"}


def test_a_crossing_of_a_withheld_table_is_withheld_too():
    """Its numbers would add up to what was withheld: nine men at most."""
    judged = judge(crossed({("F", "x"): 80, ("F", "y"): 81, ("M", "x"): 4, ("M", "y"): 4}))
    assert set(prints(judged)[("a",)].values()) == {"not shown"}
    assert set(prints(judged)[("a", "b")].values()) == {"not shown"}
    assert prints(judged)[("b",)] == {("x",): "85", ("y",): "85"}


def test_a_crossing_of_several_answers_that_would_tell_too_much_is_refused():
    people = [{"a": "F", "b": ["x"]}] * 12 + [{"a": "F", "b": ["x", "y"]}] * 3
    people += [{"a": "F", "b": ["y"]}] * 10 + [{"a": "M", "b": ["y"]}] * 10
    judged = judge(tally(people, [("a", "b")], ["b"]))
    assert (judged.decision, codes(judged)) == ("refuse", [("R1", ("a", "b"))])
    assert judged.tables == ()


def test_a_sentence_within_others_that_would_tell_too_much_is_withheld():
    """All ten women were in labour: the three sentences would leave no or two other women."""
    figures = {"labour": 60, "women": 11, "women_in_labour": 10}
    within = {"women_in_labour": ["labour", "women"]}
    judged = judge(tally_figures(figures, 90, within=within))
    assert judged.cell(["women"], "yes").shown.text == "10"
    assert judged.cell(["women_in_labour"], "yes").shown.text == "not shown"
    alone = judge(tally_figures({"women_in_labour": 10}, 90))
    assert alone.cell(["women_in_labour"], "yes").shown.text == "10"


def test_a_sentence_of_few_people_within_others_prints_like_one_of_nobody():
    within = {"women_in_labour": ["labour", "women"]}
    papers = [
        judge(tally_figures({"labour": 60, "women": 40, "women_in_labour": n}, 150, within=within))
        for n in (0, 9)
    ]
    assert papers[0].to_json() == papers[1].to_json()
    assert papers[0].table(["women_in_labour"]).cells == ()


def test_a_sentence_within_labels_of_a_table_is_judged_beside_it():
    counted = of({"F": 100, "M": 60, "T": 12})
    within = {"trans_in_labour": [("a", "T")], "not_men": [("a", "F", "T")]}
    figures = tally_figures({"trans_in_labour": 11, "not_men": 92}, 172, within=within)
    judged = judge(Tally(172, (*counted.tables, *figures.tables)))
    assert judged.cell(["trans_in_labour"], "yes").shown.text == "not shown"
    assert judged.cell(["not_men"], "yes").shown.text == "90"


@pytest.mark.parametrize(
    ("figures", "within", "words"),
    [
        ({"labour": 60, "women_in_labour": 20}, {}, "named after a group"),
        ({"labour": 60, "women in LABOUR": 20}, {}, "named after a group"),
        ({"labour": 60, "w": 20}, {"w": ["sexual"]}, "does not count"),
        ({"labour": 60, "w": 20}, {"w": ["w"]}, "does not count"),
        ({"labour": 60, "w": 61}, {"w": ["labour"]}, "does not fit"),
        ({"labour": 60, "women": 80, "w": 20}, {"w": ["labour", "women"]}, "does not fit"),
    ],
)
def test_an_overlap_that_is_not_declared_or_not_true_is_bad_input(figures, within, words):
    with pytest.raises(BadInput, match=words):
        judge(tally_figures(figures, 100, within=within))
    none = {name: [] for name in figures}
    assert judge(tally_figures(figures, 100, within=none)).decision == "publish"


def test_a_sentence_named_after_a_label_of_a_table_declares_its_part():
    counted = of({"labour": 100, "sexual": 60}, attribute="form")
    figures = tally_figures({"labour": 100}, 160)
    with pytest.raises(BadInput, match="named after a group"):
        judge(Tally(160, (*counted.tables, *figures.tables)))


def test_a_list_of_codes_protects_who_is_not_there_too():
    """With the list, a label that nobody has is hidden like one of nine; without it, it is not."""
    people = [{"a": "F"}] * 98 + [{"a": "M"}] * 73
    assert set(prints(judge(tally(people, [("a",)])))[("a",)].values()) == {"100", "75"}
    judged = judge(tally(people, [("a",)], codes={"a": ["F", "M", "T"]}))
    assert set(prints(judged)[("a",)].values()) == {"not shown"}
    with pytest.raises(BadInput, match="list of codes"):
        judge(tally(people, [("a",)], codes={"a": ["F"]}))


def test_an_attribute_that_everybody_shares_is_refused():
    judged = judge(tally([{"form": ["labour"]}] * 31, [("form",)], ["form"]))
    assert codes(judged) == [("R1", ("form",))]


def test_a_reader_who_counts_the_newcomers_learns_no_more():
    """Ten joined. Six women move their number; ten less five to nine leaves one to four men."""
    judged = judge(of({"F": 106, "M": 74}), earlier=published(of({"F": 100, "M": 70})))
    assert {cell.reason for cell in judged.tables[0].cells} == {"held_table"}


def test_a_change_is_measured_from_the_count_under_the_print():
    """Women: 100, then 103 under the same print, then 106: six more than the print was made of."""
    earlier = published(of({"F": 100, "M": 70}), of({"F": 103, "M": 76}))
    assert earlier[1].printed.cell(["a"], "F").shown.text == "100"
    judged = judge(of({"F": 106, "M": 83}), earlier=earlier)
    assert judged.cell(["a"], "F").shown.text == "105"


def test_a_label_hidden_among_others_is_measured_from_its_own_sealed_count():
    first = of({"F": 100, "M": 60, "T": 9})
    for count, text in ((13, "fewer than 10"), (14, "15")):
        judged = judge(of({"F": 130, "M": 60, "T": count}), earlier=published(first))
        assert judged.cell(["a"], "T").shown.text == text


def test_a_held_table_does_not_contradict_the_tables_that_move():
    """Its labels are those of the earlier release, beside which people may stand by now."""
    cells = [("F", "x"), ("F", "y"), ("M", "x"), ("M", "y"), ("T", "x"), ("T", "y")]
    first = dict(zip(cells, (33, 14, 23, 14, 8, 8), strict=True))
    later = dict(zip(cells, (33, 17, 23, 17, 11, 12), strict=True))
    judged = judge(crossed(later), earlier=published(crossed(first)))
    assert judged.decision == "publish"
    assert "held_table" in {cell.reason for table in judged.tables for cell in table.cells}


def test_only_the_table_that_tells_is_held():
    def counts(women, men, adults):
        people = [("F", "adult")] * min(women, adults) + [("F", "child")] * max(0, women - adults)
        people += [("M", "child")] * men
        return tally([{"a": a, "c": c} for a, c in people], [("a",), ("c",)])

    first, second = counts(100, 70, 90), counts(104, 74, 90)
    judged = judge(second, earlier=published(first))
    assert {cell.reason for cell in judged.table(["a"]).cells} == {"held_table"}
    assert {cell.reason for cell in judged.table(["c"]).cells} == {"held_pair_rule", "moved"}


def test_a_table_that_holding_does_not_save_is_refused(monkeypatch):
    """No such table is known; should one exist, nothing leaves the house."""
    monkeypatch.setattr(changes, "telling", lambda *_: {("a",)})
    judged = judge(of({"F": 110, "M": 70}), earlier=published(of({"F": 100, "M": 70})))
    assert (judged.decision, codes(judged)) == ("refuse", [("R2", ("a",))])


def test_labels_that_are_all_hidden_are_still_audited():
    people = [{"form": [label]} for label in "abcd" for _ in range(8)]
    judged = judge(tally(people, [("form",)], ["form"]))
    assert judged.table(["form"]).cells == ()


def test_nothing_moves_while_the_total_does_not():
    """Six joined at the second release, four of them women; one woman joins at the third.

    Women are then five more than at the first. A number that moved now would be about her.
    """
    first = of({"F": 100, "M": 70})
    second = of({"F": 104, "M": 72})
    third = of({"F": 105, "M": 72})
    judged = judge(third, earlier=published(first, second))
    assert judged.people.text == "175"
    assert judged.cell(["a"], "F").shown.text == "100"
    assert judged.cell(["a"], "F").reason == "held_total"
    later = judge(of({"F": 110, "M": 72}), earlier=published(first, second, third))
    assert later.cell(["a"], "F").shown.text == "110"


def test_hidden_and_withheld_cells_stay_so_while_the_total_does_not_move():
    first = of({"F": 161, "M": 8})
    judged = judge(of({"F": 150, "M": 19}), earlier=published(first))
    assert prints(judged)[("a",)] == {("F",): "not shown", ("others",): "not shown"}
    crossing = {("F", "x"): 60, ("F", "y"): 60, ("M", "x"): 60, ("M", "y"): 3}
    judged = judge(crossed(crossing | {("M", "y"): 5}), earlier=published(crossed(crossing)))
    assert judged.cell(["a", "b"], "M", "y").reason == "hidden"


def test_a_cell_withheld_once_stays_withheld():
    first = of({"F": 161, "M": 8})
    judged = judge(of({"F": 250, "M": 100}), earlier=published(first))
    assert judged.cell(["a"], "F").reason == "withheld"
    assert judged.cell(["a"], "M").shown.text == "100"


def test_a_label_appears_when_five_people_certainly_joined_it():
    first = of({"F": 100, "M": 60, "T": 9})
    for count, text in ((13, "fewer than 10"), (14, "15")):
        later = of({"F": 130, "M": 60, "T": count})
        judged = judge(later, earlier=published(first, sealed=False))
        assert judged.cell(["a"], "T").shown.text == text


def test_a_label_that_falls_away_joins_the_others():
    first = of({"F": 100, "M": 60, "T": 15})
    judged = judge(of({"F": 130, "M": 60, "T": 7}), earlier=published(first, sealed=False))
    assert "T" not in judged.tables[0].labels("a")
    held = judge(of({"F": 130, "M": 60, "T": 9}), earlier=published(first, sealed=False))
    assert held.cell(["a"], "T").shown.text == "15"


def test_a_table_that_would_tell_of_four_newcomers_does_not_move():
    """Eight joined, four of each sex: both numbers held under a moved total would say so."""
    judged = judge(of({"F": 104, "M": 74}), earlier=published(of({"F": 100, "M": 70})))
    assert judged.people.text == "180"
    assert {cell.reason for cell in judged.tables[0].cells} == {"held_table"}
    assert prints(judged)[("a",)] == {("F",): "100", ("M",): "70"}
    leaving = judge(of({"F": 100, "M": 70}), earlier=published(of({"F": 104, "M": 74})))
    assert {cell.reason for cell in leaving.tables[0].cells} == {"held_table"}


def test_two_releases_together_do_not_narrow_a_group_that_either_hides():
    """11 and 26 people, then 1 and 31: the change of both proves that at most two are left."""
    first, second = (
        Tally(m + f, (Table(("a",), frozenset(), {("M",): m, ("F",): f}, codes=frozenset("MF")),))
        for m, f in ((11, 26), (1, 31))
    )
    judged = judge(second, earlier=published(first))
    assert prints(judged) == {("a",): {("F",): "25", ("M",): "10"}}
    assert {cell.reason for cell in judged.tables[0].cells} == {"held_table"}


def test_the_second_release_does_not_narrow_what_the_first_hid():
    """2 and 31 people, then 11 and 26."""
    first, second = (
        Tally(m + f, (Table(("a",), frozenset(), {("M",): m, ("F",): f}, codes=frozenset("MF")),))
        for m, f in ((2, 31), (12, 26))
    )
    assert prints(judge(first))[("a",)] == {("F",): "30"}
    judged = judge(second, earlier=published(first))
    assert judged.people.text == "40"
    assert prints(judged) == {("a",): {("F",): "30"}}


def test_a_new_table_is_judged_beside_old_ones():
    first = of({"F": 100, "M": 70})
    both = tally(
        [{"a": a, "c": c} for a, c, n in (("F", "x", 110), ("M", "y", 75)) for _ in range(n)],
        [("a",), ("c",)],
    )
    judged = judge(both, earlier=published(first))
    assert judged.cell(["c"], "x").reason == "new"
    assert judged.cell(["a"], "F").reason == "moved"


def test_a_smaller_number_moves_down_and_is_audited_as_such():
    first = crossed({("F", "x"): 100, ("F", "y"): 40, ("M", "x"): 30, ("M", "y"): 30})
    later = crossed({("F", "x"): 70, ("F", "y"): 40, ("M", "x"): 30, ("M", "y"): 30})
    judged = judge(later, earlier=published(first))
    assert judged.cell(["a", "b"], "F", "x").shown.text == "70"
    assert judged.cell(["b", "a"], "y", "M").reason == "held_pair_rule"


def test_printed_output_holds_no_true_count():
    counts = {("F", "x"): 103, ("F", "y"): 44, ("M", "x"): 21, ("M", "y"): 7}
    written = judge(crossed(counts)).to_json()
    for table in written["tables"]:
        for cell in table["cells"]:
            number = cell["shown"]
            assert number in ("fewer than 10", "not shown") or int(number) % 5 == 0
            assert set(cell) == {"key", "shown", "known", "reason"}


def test_an_earlier_release_reads_back_as_it_was_written():
    judged = judge(crossed({("F", "x"): 103, ("F", "y"): 44, ("M", "x"): 21, ("M", "y"): 7}))
    assert Earlier.from_json(json.loads(json.dumps(judged.to_json()))).printed == judged


def test_an_earlier_release_with_prints_alone_may_have_been_held():
    earlier = Earlier.from_json(
        {"people": "170", "tables": [{"by": ["a"], "cells": [{"key": ["F"], "shown": "145"}]}]}
    )
    assert (earlier.printed.people.low, earlier.printed.people.high) == (164, 176)
    cell = earlier.printed.cell(["a"], "F")
    assert (cell.shown.low, cell.shown.high) == (139, 151)


@pytest.mark.parametrize(
    "written",
    [
        [],
        {},
        {"people": 170, "tables": []},
        {"people": "170", "tables": [{"by": ["a"], "cells": [{"key": [], "shown": "145"}]}]},
        {"people": "170", "people_known": [1], "tables": []},
        {"people": "170", "people_known": [1, float("inf")], "tables": []},
        {"people": "170", "tables": 3},
        {"decision": "refuse", "people": "170", "tables": []},
    ],
)
def test_what_is_not_an_earlier_release_is_bad_input(written):
    with pytest.raises(BadInput):
        Earlier.from_json(written)


def test_a_release_without_that_table_says_so():
    with pytest.raises(BadInput):
        judge(of({"F": 40})).cell(["b"], "F")


def test_sealed_counts_without_that_table_are_as_none():
    first = of({"F": 100, "M": 70})
    empty = tally([{}] * 170, [])
    earlier = Earlier(judge(first), counts=empty)
    assert earlier.count((("a", "F"),)) is None
    assert earlier.count(()) == 170
    assert Earlier(judge(first)).count(()) is None


def test_earlier_releases_that_contradict_one_another_stop_everything():
    first = Earlier.from_json(
        {
            "people": "100",
            "people_known": [100, 100],
            "tables": [
                {"by": ["a"], "cells": [{"key": ["F"], "shown": "500", "known": [500, 500]}]}
            ],
        }
    )
    with pytest.raises(CheckFailed):
        judge(of({"F": 300, "M": 90}), earlier=[first])


def test_a_figure_of_nobody_prints_like_one_of_nine():
    for count in (0, 9):
        judged = judge(tally_figures({"labour": count}, 171))
        assert judged.cell(["labour"], "yes").shown.text == "fewer than 10"
        assert judged.to_json()["tables"] == [
            {"by": ["labour"], "several": ["labour"], "cells": []}
        ]
