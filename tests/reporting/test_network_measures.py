"""The graph of organisations: measures against published figures, and what is never drawn."""

import networkx as nx
import pytest

from amparo.reporting.network import measures
from amparo.reporting.network.measures import Body, NotABody, Tie, build


def body(key, **facts):
    facts = {"name": key, "full_name": key, "sector": "public", "level": "state"} | facts
    return Body(key, **facts)


def pairs(*names, kind="signs"):
    """An agreement for each pair of letters: "ab" joins a and b."""
    return [Tie(f"t{number}", kind, each, tuple(each)) for number, each in enumerate(names)]


def star(leaves=6):
    names = "abcdefghijkl"[:leaves]
    return build([body("h"), *map(body, names)], pairs(*[f"h{leaf}" for leaf in names]))


def by_key(found):
    return {row.body.key: row for row in found.rows}


def test_the_hub_of_a_star_stands_on_every_way():
    rows = by_key(measures.measure(star()))
    assert rows["h"].between == 1
    assert rows["h"].is_cut
    assert all(row.between == 0 and not row.is_cut for key, row in rows.items() if key != "h")


def test_the_florentine_families_are_as_published():
    """Padgett and Ansell (1993); betweenness as printed in Jackson, Social and Economic Networks
    (2008), table 2.1: Medici .522, Guadagni .255, Albizzi .212, Strozzi .103."""
    graph = nx.florentine_families_graph()
    ties = [Tie(f"{a}-{b}", "signs", "", (a, b)) for a, b in graph.edges]
    bodies = [body(name) for name in [*graph.nodes, "Pucci"]]
    found = measures.measure(build(bodies, ties))
    rows = by_key(found)
    # The book leaves Pucci, whom nothing joins, out of the pairs.
    share = 15 * 14 / (14 * 13)
    wanted = {"Medici": 0.522, "Guadagni": 0.255, "Albizzi": 0.212, "Strozzi": 0.103}
    for name, figure in wanted.items():
        assert rows[name].between * share == pytest.approx(figure, abs=0.0006)
    assert found.rows[0].body.key == "Medici"
    assert [each.key for each in found.isolates] == ["Pucci"]


def test_bodies_of_one_committee_are_neighbours_of_each_other():
    held = build(map(body, "abcd"), [Tie("k", "sits", "Committee", tuple("abcd"))])
    rows = by_key(measures.measure(held))
    assert {row.neighbours for row in rows.values()} == {3}
    assert not any(row.is_cut for row in rows.values())


def test_without_the_hub_nobody_reaches_anybody():
    lost = measures.remove(star(), "h")
    assert (lost.before, lost.after, lost.loss) == (1, 0, 1)
    # Of six ties four or fewer are kept in 11 of 100 draws, three or fewer in 2: 4 * 3 / 30.
    assert (lost.low, lost.high) == (0.4, 1)


def test_a_committee_holds_its_others_together_when_one_is_gone():
    held = build(map(body, "abcd"), [Tie("k", "sits", "Committee", tuple("abcd"))])
    lost = measures.remove(held, "a")
    assert lost.loss == 0 == lost.high


def test_the_band_is_the_same_each_time_and_holds_what_it_says():
    """By hand: in a chain of three the loss is 1 where both ties are kept, else 0, so with one in
    ten left out it is 1 in 81 of 100 draws: the band from the 5th to the 95th percent is 0 to 1."""
    chain = build(map(body, "abc"), pairs("ab", "bc"))
    lost = measures.remove(chain, "b")
    assert (lost.low, lost.high) == (0, 1)
    assert measures.remove(chain, "b") == lost


def test_a_person_is_never_a_node():
    class Person:
        key, name = "p", "Somebody"

    with pytest.raises(NotABody):
        build([body("a"), Person()], [])


def test_a_tie_of_somebody_who_is_not_shown_joins_the_others_alone():
    ties = [Tie("k", "sits", "Committee", ("a", "b", "gone")), Tie("u", "signs", "", ("a", "gone"))]
    held = build(map(body, "ab"), ties)
    assert [tie.joins for tie in held.ties] == [("a", "b")]


def test_connectedness_is_the_share_of_pairs():
    held = build(map(body, "abcde"), pairs("ab", "bc"))
    assert measures.measure(held).connectedness == pytest.approx(6 / 20)
    assert measures.connectedness(nx.Graph()) == 1


def test_nothing_at_all_has_no_measures():
    found = measures.measure(build([], []))
    assert (found.rows, found.isolates, found.connectedness) == ([], [], 1)
    assert measures.places(nx.Graph()) == {}


def test_graphml_holds_bodies_and_what_joins_them_and_reads_back():
    content = measures.graphml(star(2))
    graph = nx.parse_graphml(content.decode())
    modes = [facts["mode"] for _key, facts in graph.nodes(data=True)]
    assert sorted(modes) == ["body"] * 3 + ["tie"] * 2
    assert graph.nodes["h"]["sector"] == "public"


def test_each_stands_where_it_stood():
    graph = star().two_modes
    assert measures.places(graph) == measures.places(graph)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in measures.places(graph).values())


def test_many_bodies_are_estimated_and_it_says_so(monkeypatch):
    monkeypatch.setattr(measures, "EXACT_UP_TO", 5)
    monkeypatch.setattr(measures, "PIVOTS", 5)
    assert not measures.measure(star(6)).is_exact
    assert measures.measure(star(4)).is_exact


def test_the_estimate_is_exact_where_every_body_is_a_starting_point():
    for seed in range(4):
        graph = nx.gnm_random_graph(40, 55, seed=seed)
        exact, found = nx.betweenness_centrality(graph), measures.estimated(graph, 40)
        assert all(abs(exact[key] - found[key]) < 1e-12 for key in graph), seed
    some = measures.estimated(graph, 10)
    assert some == measures.estimated(graph, 10)
    assert some != found
