"""Who works with whom: organisations, what joins them, and what would come apart. No database.

A body is an organisation and never a person. Bodies hang on what joins them (an agreement, a
committee): a graph of two modes. Measures are taken of bodies alone, where two are neighbours if
something joins them.

Sources: betweenness, Freeman (1977), Sociometry 40:35-41; connectedness as the share of pairs that
can reach each other, Krackhardt (1994), "Graph theoretical dimensions of informal organizations";
leaving ties out at random to see how firm a finding is, Borgatti, Carley and Krackhardt (2006),
Social Networks 28:124-136.
"""

import io
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np

DRAWS, LEFT_OUT, SEED = 200, 0.1, 20061124
BAND = (0.05, 0.95)
# Beyond this many bodies betweenness is estimated from some of them, and the page says so.
EXACT_UP_TO, PIVOTS = 2000, 150


class NotABody(TypeError):
    """A person, a member or anything else that is no organisation. It is never drawn."""


@dataclass(frozen=True)
class Body:
    """An organisation as it stands in the picture."""

    key: str
    name: str
    full_name: str
    sector: str
    level: str
    url: str = ""


@dataclass(frozen=True)
class Tie:
    """Something that joins bodies, with where it is written down.

    `joins`: the keys of its bodies. `weight`: a printed count where it is a flow, else none.
    """

    key: str
    kind: str
    title: str
    joins: tuple[str, ...]
    url: str = ""
    weight: int | None = None


@dataclass(frozen=True)
class Network:
    bodies: dict[str, Body] = field(default_factory=dict)
    ties: tuple[Tie, ...] = ()

    @property
    def neighbours(self) -> nx.Graph:
        """Bodies alone: two are neighbours if anything joins them."""
        graph = nx.Graph()
        graph.add_nodes_from(sorted(self.bodies))
        for tie in self.ties:
            graph.add_edges_from(combinations(tie.joins, 2))
        return graph

    @property
    def two_modes(self) -> nx.Graph:
        graph = nx.Graph()
        for key, body in sorted(self.bodies.items()):
            graph.add_node(key, mode="body", name=body.full_name, sector=body.sector,
                           level=body.level)  # fmt: skip
        for tie in self.ties:
            graph.add_node(tie.key, mode="tie", name=tie.title, kind=tie.kind)
            for key in tie.joins:
                graph.add_edge(key, tie.key)
                if tie.weight is not None:
                    graph.edges[key, tie.key]["printed"] = tie.weight
        return graph

    def without(self, key: str) -> "Network":
        bodies = {other: body for other, body in self.bodies.items() if other != key}
        return build(bodies.values(), self.ties)


def build(bodies: Iterable[Body], ties: Iterable[Tie]) -> Network:
    """Keep of each tie what is here; one that joins fewer than two bodies joins nothing."""
    kept = {}
    for body in bodies:
        if not isinstance(body, Body):
            raise NotABody(type(body).__name__)
        kept[body.key] = body
    found = []
    for tie in ties:
        joins = tuple(sorted({key for key in tie.joins if key in kept}))
        if len(joins) > 1:
            found.append(Tie(tie.key, tie.kind, tie.title, joins, tie.url, tie.weight))
    return Network(kept, tuple(sorted(found, key=lambda tie: (tie.kind, tie.key))))


@dataclass(frozen=True)
class Measure:
    body: Body
    ties: int
    neighbours: int
    # From 0 to 1: on how many of the shortest ways between others it stands.
    between: float
    # Without it some of its neighbours reach each other no more.
    is_cut: bool


@dataclass(frozen=True)
class Measured:
    rows: list[Measure]
    isolates: list[Body]
    connectedness: float
    is_exact: bool


def measure(network: Network) -> Measured:
    graph = network.neighbours
    exact = len(graph) <= EXACT_UP_TO
    between = estimated(graph, len(graph) if exact else PIVOTS)
    cuts = set(nx.articulation_points(graph))
    count = dict.fromkeys(network.bodies, 0)
    for tie in network.ties:
        for key in tie.joins:
            count[key] += 1
    rows = [
        Measure(body, count[key], graph.degree[key], between[key], key in cuts)
        for key, body in network.bodies.items()
        if graph.degree[key]
    ]
    rows.sort(key=lambda row: (-row.between, -row.neighbours, row.body.name))
    isolates = [network.bodies[key] for key in nx.isolates(graph)]
    isolates.sort(key=lambda body: body.name)
    return Measured(rows, isolates, connectedness(graph), exact)


def estimated(graph: nx.Graph, pivots: int) -> dict[Any, float]:
    """Betweenness from some bodies as starting points, all of them walked at once (Brandes 2001,
    "A faster algorithm for betweenness centrality"; Brandes and Pich 2007 for the pivots)."""
    nodes, size = list(graph), len(graph)
    if size < 3:
        return dict.fromkeys(nodes, 0.0)
    # Seeded on purpose: the same register gives the same figures.
    starts = random.Random(SEED).sample(range(size), min(pivots, size))  # noqa: S311
    near = nx.to_scipy_sparse_array(graph, nodelist=nodes, weight=None, dtype=float, format="csr")
    columns = np.arange(len(starts))
    paths = np.zeros((size, len(starts)))
    paths[starts, columns] = 1
    levels = [paths > 0]
    seen, front = levels[0].copy(), paths.copy()
    while front.any():
        front = (near @ front) * ~seen
        levels.append(front > 0)
        seen |= levels[-1]
        paths += front
    rests = np.zeros_like(paths)
    share = np.divide(1, paths, out=np.zeros_like(paths), where=paths > 0)
    for level, above in zip(reversed(levels[1:]), reversed(levels[:-1]), strict=True):
        rests += (near @ (share * (1 + rests) * level)) * paths * above
    rests[starts, columns] = 0
    scale = size / len(starts) / ((size - 1) * (size - 2))
    return dict(zip(nodes, (rests.sum(axis=1) * scale).tolist(), strict=True))


def connectedness(graph: nx.Graph) -> float:
    """The share of pairs of bodies that reach each other, by however many steps. One body: 1."""
    size = len(graph)
    if size < 2:
        return 1.0
    reached = sum(len(part) * (len(part) - 1) for part in nx.connected_components(graph))
    return reached / (size * (size - 1))


@dataclass(frozen=True)
class Removal:
    """What the others lose where one body is gone. `low` to `high`: where the loss lay in nine of
    ten draws in which each tie was left out with a chance of one in ten."""

    body: Body
    before: float
    after: float
    low: float
    high: float
    draws: int = DRAWS

    @property
    def loss(self) -> float:
        return self.before - self.after


def remove(network: Network, key: str) -> Removal:
    """How many pairs of the others reach each other with this body, and without it."""
    before, after = _loss_of(network, network.ties, key)
    # Seeded on purpose: the same register gives the same band.
    dice, losses = random.Random(SEED), []  # noqa: S311
    for _draw in range(DRAWS):
        kept = [tie for tie in network.ties if dice.random() >= LEFT_OUT]
        with_it, without_it = _loss_of(network, kept, key)
        losses.append(with_it - without_it)
    losses.sort()
    low, high = (losses[round(share * (DRAWS - 1))] for share in BAND)
    return Removal(network.bodies[key], before, after, low, high)


def _loss_of(network: Network, ties: Iterable[Tie], key: str) -> tuple[float, float]:
    graph = nx.Graph()
    graph.add_nodes_from(network.bodies)
    for tie in ties:
        # A tie of many still joins the others when one of them is gone.
        graph.add_edges_from(combinations(tie.joins, 2))
    others = len(graph) - 1
    if others < 2:
        return 1.0, 1.0
    reached = 0
    for part in nx.connected_components(graph):
        size = len(part) - (key in part)
        reached += size * (size - 1)
    graph.remove_node(key)
    return reached / (others * (others - 1)), connectedness(graph)


def graphml(network: Network) -> bytes:
    held = io.BytesIO()
    nx.write_graphml(network.two_modes, held)
    return held.getvalue()


Position = tuple[float, float]


def places(graph: nx.Graph) -> dict[Any, Position]:
    """Where each stands, between 0 and 1, the same every time."""
    if not graph:
        return {}
    found = nx.spring_layout(graph, seed=SEED % 2**31, iterations=80, k=1.6 / len(graph) ** 0.5)
    xs, ys = zip(*found.values(), strict=True)
    wide, high = (max(xs) - min(xs)) or 1.0, (max(ys) - min(ys)) or 1.0
    return {
        key: (float((x - min(xs)) / wide), float((y - min(ys)) / high))
        for key, (x, y) in found.items()
    }
