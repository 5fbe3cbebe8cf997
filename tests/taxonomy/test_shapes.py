"""Outlines: light enough to ship, and each around its own place."""

import csv
from itertools import pairwise

from amparo.taxonomy import gazetteer, shapes, shipped

MEGABYTE = 1_000_000


def inside(longitude, latitude, polygons):
    """Even-odd rule over all rings."""
    crossings = 0
    for ring in (ring for polygon in polygons for ring in polygon):
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > latitude) != (y2 > latitude):
                crossings += longitude < (x2 - x1) * (latitude - y1) / (y2 - y1) + x1
    return crossings % 2 == 1


def test_all_shipped_data_is_smaller_than_three_megabytes():
    assert sum(path.stat().st_size for path in shipped.FOLDER.iterdir()) < 3 * MEGABYTE


def test_a_place_says_rightly_whether_it_has_an_outline():
    drawn = shapes.codes_with_shape()
    assert drawn == {row.code for row in gazetteer.rows().values() if row.has_shape}
    missing = [row.code for row in gazetteer.rows().values() if not row.has_shape]
    by_level = {
        level: [c for c in missing if gazetteer.row(c).level == level]
        for level in ("area", "municipality")
    }
    assert by_level["area"] == ["NI-RI", "PA-10", "PA-NT"]
    assert by_level["municipality"] == ["02006", "02007", "04012", "04013", "07125", "17036"]
    assert len(missing) - 9 == 14  # countries: small islands, and what Natural Earth leaves out


def test_every_ring_is_closed_and_lies_on_the_globe():
    for code in shapes.codes_with_shape():
        for ring in (ring for polygon in shapes.outline(code) for ring in polygon):
            assert ring[0] == ring[-1], code
            assert len(ring) >= 4, code
            assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring), code


def test_a_city_lies_in_its_municipality_state_and_country():
    vallarta = (-105.23, 20.65)
    assert all(inside(*vallarta, shapes.outline(code)) for code in ("14067", "MX-JAL", "MX"))
    assert not inside(*vallarta, shapes.outline("MX-NAY"))
    guatemala_city = (-90.51, 14.62)
    assert inside(*guatemala_city, shapes.outline("GT-01"))
    assert shapes.outline("02006") == []


def test_seats_of_municipalities_lie_inside_their_outlines(beside):
    with beside("data/mx_municipios_2020.csv").open(encoding="utf-8") as file:
        seats = {
            row["region"]: (float(row["long"]), float(row["lat"])) for row in csv.DictReader(file)
        }
    drawn = {code: seat for code, seat in seats.items() if gazetteer.row(code).has_shape}
    assert len(drawn) == 2465
    share = sum(inside(*seat, shapes.outline(code)) for code, seat in drawn.items()) / len(drawn)
    assert share >= 0.97
