"""Outlines of places, simplified for maps of a page; never for measuring."""

import gzip
import json
from functools import cache

from amparo.taxonomy import shipped

FILES = (
    "shapes_countries.topo.json.gz",
    "shapes_central_america.topo.json.gz",
    "shapes_mexico.topo.json.gz",
)
Ring = list[tuple[float, float]]


@cache
def _file(name: str) -> tuple[dict[str, list], list[Ring]]:
    """The arcs of each code, and the arcs as degrees of longitude and latitude."""
    with gzip.open(shipped.FOLDER / name, "rt", encoding="utf-8") as packed:
        topology = json.load(packed)
    (across, up), (left, bottom) = (topology["transform"][k] for k in ("scale", "translate"))
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            line.append((round(x * across + left, 5), round(y * up + bottom, 5)))
        arcs.append(line)
    polygons = {
        shape["id"]: shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for layer in topology["objects"].values()
        for shape in layer["geometries"]
    }
    return polygons, arcs


def codes_with_shape() -> frozenset[str]:
    return frozenset(code for name in FILES for code in _file(name)[0])


def outline(code: str) -> list[list[Ring]]:
    """Polygons of rings of (longitude, latitude); the first ring is outside, others are holes."""
    for name in FILES:
        polygons, arcs = _file(name)
        if code in polygons:
            return [[_ring(ring, arcs) for ring in polygon] for polygon in polygons[code]]
    return []


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    """Arcs end to end; a negative number is the same arc walked backwards."""
    ring: Ring = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += line[1:] if ring else line
    return ring
