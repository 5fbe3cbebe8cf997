"""Where the bodies and what joins them are drawn. Plain numbers: the template makes the SVG."""

from dataclasses import dataclass

from amparo.organisations.enums import Sector
from amparo.reporting.network import measures
from amparo.reporting.network.measures import Body, Network

WIDE, HIGH, EDGE = 900, 560, 60
MOST_BODIES = 80
LONGEST_LABEL = 22
R = 9
# A shape for each sector, so that it is told without colours.
SHAPES = {
    Sector.PUBLIC: "circle",
    Sector.PRIVATE: "square",
    Sector.SOCIAL: "triangle",
    Sector.INTERNATIONAL: "diamond",
}


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    label: str
    title: str
    shape: str
    points: str = ""
    url: str = ""
    # On which side of the point its label stands, so that none is cut at the edge.
    anchor: str = "middle"


@dataclass(frozen=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    kind: str
    width: float


@dataclass(frozen=True)
class Picture:
    bodies: list[Dot]
    ties: list[Dot]
    lines: list[Line]
    left_out: int
    wide: int = WIDE
    high: int = HIGH


def draw(held: Network) -> Picture:
    """The bodies with the most neighbours, where there are more than can be read."""
    graph = held.neighbours
    joined = sorted(
        (key for key in held.bodies if graph.degree[key]), key=lambda key: (-graph.degree[key], key)
    )
    shown = measures.build((held.bodies[key] for key in joined[:MOST_BODIES]), held.ties)
    at = {key: _on_paper(*where) for key, where in measures.places(shown.two_modes).items()}
    lines = [
        Line(*at[tie.key], *at[key], tie.kind, _width(tie.weight))
        for tie in shown.ties
        for key in tie.joins
    ]
    return Picture(
        [_body(body, *at[body.key]) for body in shown.bodies.values()],
        [Dot(*at[tie.key], "", tie.title, "tie", url=tie.url) for tie in shown.ties],
        lines,
        len(joined) - len(shown.bodies),
    )


def _on_paper(x: float, y: float) -> tuple[float, float]:
    return round(EDGE + x * (WIDE - 2 * EDGE), 1), round(EDGE + y * (HIGH - 2 * EDGE), 1)


def _width(weight: int | None) -> float:
    return 1.5 if weight is None else min(1.5 + weight / 20, 8)


def _body(body: Body, x: float, y: float) -> Dot:
    label = body.name
    if len(label) > LONGEST_LABEL:
        label = label[: LONGEST_LABEL - 1].rstrip() + "…"
    shape = SHAPES[Sector(body.sector)]
    near = WIDE / 8
    anchor = "start" if x < near else "end" if x > WIDE - near else "middle"
    return Dot(x, y, label, body.full_name, shape, _points(shape, x, y), body.url, anchor)


def _points(shape: str, x: float, y: float) -> str:
    corners = {
        "square": [(-R, -R), (R, -R), (R, R), (-R, R)],
        "triangle": [(0, -R - 2), (R + 1, R), (-R - 1, R)],
        "diamond": [(0, -R - 2), (R + 2, 0), (0, R + 2), (-R - 2, 0)],
    }.get(shape, [])
    return " ".join(f"{round(x + dx, 1)},{round(y + dy, 1)}" for dx, dy in corners)
