"""Story S11: the numbers of two press releases, on invented people shaped to MX-2005.

At the first release (T1) 171 people were assisted; at the second (T2) 178.
"""

from conteo.disclosure import Earlier, judge, share, tally_figures
from people import (
    NATIONALITIES_T1,
    NATIONALITIES_T2,
    PEOPLE_T1,
    PEOPLE_T2,
    T1,
    T2,
    by_nationality,
    prints,
    published,
)


def paper(judged):
    figures = {t.by[0]: t.cells[0].shown.text for t in judged.tables}
    return {"people": judged.people.text} | figures


def test_the_first_release_prints_every_number_rounded():
    judged = judge(tally_figures(T1, PEOPLE_T1))
    assert paper(judged) == {
        "people": "170",
        "labour": "105",
        "central_american_women": "145",
        "guatemala": "125",
    }
    assert {t.cells[0].reason for t in judged.tables} == {"new"}


def test_the_second_release_moves_what_certainly_changed_by_five():
    """From sealed counts: 151 is six more than 145, while 107 is only four more than 103."""
    (first,) = published(tally_figures(T1, PEOPLE_T1))
    judged = judge(tally_figures(T2, PEOPLE_T2), earlier=[first])
    assert paper(judged) == {
        "people": "180",
        "labour": "105",
        "central_american_women": "150",
        "guatemala": "130",
    }
    reasons = {t.by[0]: t.cells[0].reason for t in judged.tables}
    assert reasons == {
        "labour": "held_pair_rule",
        "central_american_women": "moved",
        "guatemala": "moved",
    }


def test_from_printed_values_alone_fewer_numbers_move():
    """145 may stand for 147, so 151 is not certainly five more: it moves at 152."""
    (first,) = published(tally_figures(T1, PEOPLE_T1), sealed=False)
    judged = judge(tally_figures(T2, PEOPLE_T2), earlier=[first])
    assert paper(judged) == {
        "people": "180",
        "labour": "105",
        "central_american_women": "145",
        "guatemala": "125",
    }


def test_a_figure_first_printed_at_the_second_release_is_simply_rounded():
    without = {name: count for name, count in T1.items() if name != "guatemala"}
    (first,) = published(tally_figures(without, PEOPLE_T1), sealed=False)
    judged = judge(tally_figures(T2, PEOPLE_T2), earlier=[first])
    assert judged.cell(["guatemala"], "yes").shown.text == "130"


def test_shares_read_about_sixty_and_about_eighty_five_at_both_releases():
    for sealed in (True, False):
        (first,) = published(tally_figures(T1, PEOPLE_T1), sealed=sealed)
        second = judge(tally_figures(T2, PEOPLE_T2), earlier=[first])
        for name, percent in {"labour": 60, "central_american_women": 85}.items():
            before = share(first.printed.cell([name], "yes").shown, first.printed.people)
            after = share(second.cell([name], "yes").shown, second.people, before)
            assert (before.code, before.percent) == ("about", percent)
            assert (after.code, after.percent) == ("about", percent)


def test_a_nationality_table_names_three_countries_and_others():
    judged = judge(by_nationality(NATIONALITIES_T1))
    assert prints(judged) == {
        ("nationality",): {
            ("GTM",): "125",
            ("HND",): "20",
            ("SLV",): "10",
            ("others",): "15",
        }
    }
    for label in ("NIC", "CRI", "nobody has this one"):
        assert judged.cell(["nationality"], label).shown.text == "fewer than 10"


def test_the_second_nationality_table_does_not_isolate_the_newcomer():
    """Seven joined: six from Guatemala and one person of a nationality of her own."""
    (first,) = published(by_nationality(NATIONALITIES_T1))
    judged = judge(by_nationality(NATIONALITIES_T2), earlier=[first])
    assert prints(judged)[("nationality",)] == {
        ("GTM",): "130",
        ("HND",): "20",
        ("SLV",): "10",
        ("others",): "15",
    }
    assert judged.cell(["nationality"], "others").reason == "held_pair_rule"
    assert judged.cell(["nationality"], "BOL").shown.text == "fewer than 10"


def test_the_figures_reproduce_after_later_edits():
    """What was judged depends on the sealed counts alone, so the same counts print the same."""
    (first,) = published(tally_figures(T1, PEOPLE_T1))
    again = judge(tally_figures(T1, PEOPLE_T1))
    assert again == judge(tally_figures(T1, PEOPLE_T1))
    assert Earlier.from_json(again.to_json(), counts=first.counts) == first
