"""A reader who runs the gate herself: which people would make it print exactly this?

Every tally of a small programme is judged, and tallies of one print are put side by side. What
they have in common is what such a reader knows. Nothing here is shared with the gate but the gate.
"""

from collections import defaultdict
from itertools import product

import pytest
from conteo.disclosure import Table, Tally, judge, review, tally, tally_figures
from conteo.disclosure.blocks import span
from conteo.disclosure.lines import meet
from conteo.disclosure.pairs import History
from conteo.disclosure.suppress import line_of
from hypothesis import given, settings
from hypothesis import strategies as st

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


def test_several_answers_beside_unknown_do_not_give_away_who_has_which():
    """30 to 32 people, some with both forms, ten or more with one and as many of none known."""
    tallies, names = [], ("labour", "sexual", "unknown")
    for n, labour, sexual in product(range(30, 33), range(10), range(10, 23)):
        for unknown in range(max(10, n - labour - sexual), n - max(labour, sexual) + 1):
            counts = {(name,): k for name, k in zip(names, (labour, sexual, unknown), strict=True)}
            form = Table(("form",), frozenset({"form"}), counts, codes=frozenset(names))
            said = tally_figures({"in_labour": labour}, n, same={"in_labour": ("form", "labour")})
            groups = (labour, sexual, unknown, n - labour, n - sexual, n - unknown)
            tallies.append((groups, Tally(n, (form, *said.tables))))
    for print_, secrets in readers(tallies).items():
        for place in range(5):
            possible = {groups[place] for groups in secrets}
            assert min(possible) >= 10 or len(possible) >= 5, (print_, place, possible)


@pytest.mark.parametrize(("women_print", "labour_print"), [(10, 30), (10, 25), (15, 15)])
def test_a_sentence_within_others_does_not_give_away_who_is_left(women_print, labour_print):
    """Forced labour, women, and women in forced labour: four groups, of which some are small.

    All 30 to 32 people whose first two sentences print so.
    """
    tallies = []
    within = {"women_in_labour": ("labour", "women")}
    near = [range(max(10, value - 2), value + 3) for value in (women_print, labour_print)]
    for n, women, labour in product(range(30, 33), *near):
        for both in range(max(0, women + labour - n), min(n, women, labour) + 1):
            if labour <= n:
                figures = {"labour": labour, "women": women, "women_in_labour": both}
                groups = (both, women - both, labour - both, n - women - labour + both)
                tallies.append((groups, tally_figures(figures, n, within=within)))
    for print_, secrets in readers(tallies).items():
        for place in range(4):
            possible = {groups[place] for groups in secrets}
            assert min(possible) >= 10 or len(possible) >= 5, (print_, place, possible)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.integers(0, 30), min_size=2, max_size=4).filter(lambda counts: sum(counts) >= 30),
    st.booleans(),
)
def test_what_is_known_of_a_table_in_closed_form_is_what_the_programmes_find(counts, several):
    """The same bounds twice: by sums of intervals, and by linear programmes of whole people."""
    rows = [{"a": ["pqrs"[i]]} for i, count in enumerate(counts) for _ in range(count)]
    if several:
        rows = [{"a": [*rows[0]["a"], *rows[-1]["a"]]}, *rows[1:]]
    counted = tally(rows, [("a",)], ["a"] * several, codes={"a": "pqrs"})
    people, _ = History(()).people(counted.people)
    draft = review._draft(counted, people, History(()))
    line = line_of(draft.tables[0], draft)
    known = meet(span(people), line.people())
    solver = draft.solver([("a",)])
    assert solver.interval({(0, ()): 1}) == known
    unlisted = draft.unlisted["a"]
    for place, hidden in enumerate(dict.fromkeys(unlisted.values())):
        label = next(name for name, shown in unlisted.items() if shown == hidden)
        assert line.secrets(known)[place] == solver.interval({(0, (("a", label),)): 1})
