"""Second records of one person are proposed to be compared. The table: benches/duplicates.py."""

import pytest

from benches import duplicates


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(328, 353, 0.898, 0.952), (328, 328, 0.988, 1.0), (0, 300, 0.0, 0.013), (9, 34, 0.146, 0.431)],
)
def test_a_share_is_told_with_its_interval(part, whole, low, high):
    assert duplicates.wilson(part, whole) == pytest.approx((low, high), abs=0.0006)


def test_hardly_anybody_who_is_not_there_is_taken_for_somebody_who_is():
    assert duplicates.of_newcomers(200, seed=2006, asked=60) <= 1


def test_the_same_seed_writes_the_same_people_and_every_kind_of_error():
    one, other = (duplicates.invented(120, seed=7) for _ in range(2))
    assert one == other
    assert {kind for _n, kind, _other in one.again} == set(duplicates.ERRORS)


def test_most_second_records_are_proposed_and_most_proposals_are_right():
    figures = duplicates.measured(240, seed=2005)
    assert figures.recall >= 0.91
    assert figures.precision >= 0.97
    assert duplicates.measured(240, seed=2005, by_paper=False).recall < figures.recall
    shares = {kind: share for kind, _asked, share in figures.of_kind()}
    assert shares["nickname, name noted as known by"] >= 0.9
    for kind in (
        "second surname missing",
        "surnames swapped",
        "accents",
        "age band only",
        "another name, same document",
    ):
        assert shares[kind] >= 0.9, kind


def test_a_second_record_that_says_less_is_found_less_and_still_mostly():
    whole = duplicates.measured(120, seed=2006).recall
    found = [
        duplicates.measured(120, seed=2006, less=less).recall
        for less in duplicates.SAYS_LESS.values()
    ]
    no_place, no_paper, neither = found
    assert whole > max(no_place, no_paper)
    assert min(no_place, no_paper) > neither >= 0.6


def test_what_all_errors_make_together_is_told_as_of_this_mix_and_without_an_interval(capsys):
    duplicates._tell(duplicates.measured(48, seed=2006))
    rows = [line for line in capsys.readouterr().out.splitlines() if "proposed" not in line]
    *kinds, mix = rows
    assert mix.startswith("of this mix")
    assert [" to " in line for line in kinds] == [True] * len(kinds)
    assert " to " not in mix
