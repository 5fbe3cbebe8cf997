"""What no release may do, whatever the programme."""

from conteo.disclosure import Earlier, judge, tally
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from people import crossed, prints

LABELS = {"a": ("F", "M", "T"), "b": ("x", "y")}
cells = st.fixed_dictionaries(
    {(a, b): st.integers(0, 70) for a in LABELS["a"] for b in LABELS["b"]}
).filter(lambda counts: sum(counts.values()) >= 30)
newcomers = st.lists(st.sampled_from([(a, b) for a in "FMT" for b in "xy"]), min_size=1, max_size=4)
slow = settings(deadline=None, max_examples=25)


def with_more(counts, people, sign=1):
    return counts | {cell: counts[cell] + sign * people.count(cell) for cell in people}


def release(counts, *, sealed):
    counted = crossed(counts)
    judged = judge(counted)
    assume(judged.decision == "publish")
    return judged, Earlier.from_json(judged.to_json(), counts=counted if sealed else None)


def paper(judged):
    return judged.people.text, prints(judged)


@slow
@given(cells, newcomers, st.booleans())
def test_one_to_four_people_who_join_change_nothing_on_paper(counts, people, sealed):
    first, earlier = release(counts, sealed=sealed)
    assert paper(judge(crossed(with_more(counts, people)), earlier=[earlier])) == paper(first)


@slow
@given(cells, newcomers, st.booleans())
def test_one_to_four_people_who_leave_change_nothing_on_paper(counts, people, sealed):
    first, earlier = release(with_more(counts, people), sealed=sealed)
    assert paper(judge(crossed(counts), earlier=[earlier])) == paper(first)


@slow
@given(cells)
def test_the_same_people_again_print_the_same(counts):
    first, earlier = release(counts, sealed=True)
    assert paper(judge(crossed(counts), earlier=[earlier])) == paper(first)


@slow
@given(cells, st.randoms(use_true_random=False))
def test_the_order_of_people_and_the_names_of_labels_change_nothing(counts, random):
    people = [{"a": a, "b": b} for (a, b), n in counts.items() for _ in range(n)]
    first = judge(tally(people, [("a", "b")]))
    random.shuffle(people)
    assert judge(tally(people, [("a", "b")])) == first
    # Renamed so that their order stays: which of two equal neighbours is withheld goes by name.
    renamed = [{"a": "1" + row["a"], "b": "1" + row["b"]} for row in people]
    other = judge(tally(renamed, [("a", "b")]))
    assert other.decision == first.decision

    def plain(table):
        return {
            tuple(label.removeprefix("1") for label in labels): text
            for labels, text in table.items()
        }

    assert {by: plain(table) for by, table in prints(other).items()} == prints(first)


@slow
@given(cells, cells, st.booleans())
def test_the_truth_lies_in_what_a_reader_may_conclude_and_small_numbers_never_print(
    before, after, sealed
):
    _, earlier = release(before, sealed=sealed)
    counted = crossed(after)
    judged = judge(counted, earlier=[earlier])
    assert judged.people.low <= counted.people <= judged.people.high
    listed = {a: set(table.labels(a)) if (table := judged.table([a])) else set() for a in LABELS}
    for table in judged.tables:
        true = counted.table(table.by).merged(listed)
        for cell in table.cells:
            count = true.get(cell.labels, 0)
            top = cell.shown.high if cell.shown.high is not None else count
            assert cell.shown.low <= count <= top
            if cell.reason in ("new", "moved"):
                assert count >= 10
                assert abs(count - cell.shown.value) <= 2
