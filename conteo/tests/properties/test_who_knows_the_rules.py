"""A reader who runs the gate herself: which people would make it print exactly this?

Every tally of a small programme is judged, and tallies of one print are put side by side. What
they have in common is what such a reader knows. Nothing here is shared with the gate but the gate.
"""

from collections import defaultdict
from itertools import product

import pytest
from conteo.disclosure import Table, Tally, judge, tally_figures

LABELS = ("Feminine", "Masculine", "other")


def paper(judged):
    cells = tuple((t.by, c.labels, c.shown.text) for t in judged.tables for c in t.cells)
    return judged.people.text, judged.decision, cells


def readers(tallies):
    """What prints alike."""
    alike = defaultdict(list)
    for secret, counted in tallies:
        alike[paper(judge(counted))].append(secret)
    return {print_: secrets for print_, secrets in alike.items() if print_[1] == "publish"}


def breakdown(counts, *, codes):
    people = {(label,): n for label, n in zip(LABELS, counts, strict=False) if n or codes}
    listed = {"codes": frozenset(LABELS[: len(counts)])} if codes else {}
    return Tally(sum(counts), (Table(("gender",), frozenset(), people, **listed),))


def small_counts(print_, secrets):
    """Of each label that a print leaves open, the counts of fewer than ten that it may stand for.

    A reader knows which labels are large: those that are listed have ten people or more.
    """
    listed = {labels[0] for _, labels, _ in print_[2]}
    for place, label in enumerate(LABELS[: len(secrets[0])]):
        if label not in listed:
            yield label, {counts[place] for counts in secrets}


@pytest.mark.parametrize(
    ("total", "width"), [(30, 2), (33, 2), (38, 2), (63, 2), (168, 2), (30, 3), (33, 3)]
)
def test_every_small_count_of_a_known_list_of_labels_may_be_five_numbers(total, width):
    people = range(total, total + (3 if total == 30 else 5))
    tallies = [
        (counts, breakdown(counts, codes=True))
        for n in people
        for counts in product(range(n + 1), repeat=width)
        if sum(counts) == n
    ]
    found = readers(tallies)
    for print_, secrets in found.items():
        for label, possible in small_counts(print_, secrets):
            assert len(possible) >= 5, (print_, label, possible)
    assert sum(map(len, found.values())) >= 0.9 * len(tallies)


def test_women_alone_printed_do_not_give_away_the_men():
    """30 people, 15 women printed, all others withheld: that was printed for nine men alone."""
    tallies = [
        ((a, b, n - a - b), breakdown((a, b, n - a - b), codes=False))
        for n in (30, 31, 32)
        for a in range(n + 1)
        for b in range(n - a + 1)
    ]
    for print_, secrets in readers(tallies).items():
        assert len(secrets) > 1, print_
        for label, possible in small_counts(print_, secrets):
            # Without a list of codes a reader may learn that nobody stands under a label.
            assert len(possible) >= 5 or possible == {0}, (print_, label, possible)


def test_two_tables_of_the_same_people_do_not_give_away_what_each_hides():
    """The sum of one complete table narrows the number of people, and so the other table."""
    tallies = []
    for n in range(33, 38):
        for a, c in product(range(n + 1), range(n // 2, n + 1)):
            both = tuple(
                Table((name,), frozenset(), {("x",): k, ("y",): n - k}, codes=frozenset("xy"))
                for name, k in (("gender", a), ("age", c))
            )
            tallies.append(((a, n - a, c, n - c), Tally(n, both)))
    for print_, secrets in readers(tallies).items():
        listed = {(by[0], labels[0]) for by, labels, _ in print_[2]}
        for place, cell in enumerate(product(("gender", "age"), "xy")):
            if cell not in listed:
                assert len({counts[place] for counts in secrets}) >= 5, (print_, cell)


@pytest.mark.parametrize(("women", "labour"), [(10, 30), (10, 25), (15, 15)])
def test_a_sentence_within_others_does_not_give_away_who_is_left(women, labour):
    """Forced labour, women, and women in forced labour: four groups, of which some are small.

    All 30 to 32 people whose first two sentences print so.
    """
    tallies = []
    within = {"women_in_labour": ("labour", "women")}
    near = [range(max(10, value - 2), value + 3) for value in (women, labour)]
    for n, w, l in product(range(30, 33), *near):
        for both in range(max(0, w + l - n), min(n, w, l) + 1):
            if l <= n:
                figures = {"labour": l, "women": w, "women_in_labour": both}
                groups = (both, w - both, l - both, n - w - l + both)
                tallies.append((groups, tally_figures(figures, n, within=within)))
    for print_, secrets in readers(tallies).items():
        for place in range(4):
            possible = {groups[place] for groups in secrets}
            assert min(possible) >= 10 or len(possible) >= 5, (print_, place, possible)
