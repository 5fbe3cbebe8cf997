"""Places as shipped, read without a database: codes, names, what lies in what, regions."""

from functools import cache
from typing import NamedTuple

from amparo.taxonomy import shipped


class Row(NamedTuple):
    code: str
    level: str
    parent: str | None
    name_es: str
    name_en: str
    national_code: str
    vintage: str
    source: str
    has_shape: bool

    def name(self, language: str | None = None) -> str:
        return self.name_es if shipped.language_or_active(language) == "es" else self.name_en


@cache
def rows() -> dict[str, Row]:
    data = shipped.read("places.json")
    if tuple(data["columns"]) != Row._fields:
        raise AssertionError("places.json and the gazetteer name different columns.")
    return {row[0]: Row(*row) for row in data["places"]}


@cache
def _codes() -> dict[str, str]:
    """Every way of writing a code: 14067, MX-JAL, JAL, 14, MX-14, MX, MEX."""
    by_code = {}
    for row in rows().values():
        if row.level == "country" and row.national_code:
            by_code[row.national_code] = row.code
        elif row.level == "area" and row.national_code:
            by_code[row.national_code] = row.code
            by_code[f"{row.parent}-{row.national_code}"] = row.code
    states = {code[3:]: code for code in rows() if code.startswith("MX-")}
    # Three letters of a country win over those of a state (COL, SIN), a code over both.
    return states | by_code | {code: code for code in rows()}


def resolve(code: str) -> str | None:
    """The code as stored, from any official way of writing it."""
    return _codes().get(code.strip())


def row(code: str) -> Row | None:
    return rows().get(code)


def ancestors(code: str) -> list[str]:
    """The place itself, then what it lies in, up to its country."""
    line = []
    while (found := rows().get(code)) is not None:
        line.append(found.code)
        code = found.parent or ""
    return line


@cache
def parts() -> dict[str, list[str]]:
    """Of each place the codes of those that lie right in it."""
    found: dict[str, list[str]] = {}
    for each in rows().values():
        if each.parent:
            found.setdefault(each.parent, []).append(each.code)
    return found


@cache
def _regions() -> dict[str, dict]:
    return {region["code"]: region for region in shipped.read("regions.json")["regions"]}


@cache
def _region_by_country() -> dict[str, str]:
    return {
        country: region["code"] for region in _regions().values() for country in region["countries"]
    }


def regions() -> list[str]:
    return list(_regions())


def region_of(country: str) -> str | None:
    return _region_by_country().get(country)


def region_name(region: str, language: str | None = None) -> str:
    return _regions().get(region, {}).get(shipped.language_or_active(language), region)


def countries_of(region: str) -> list[str]:
    return list(_regions().get(region, {}).get("countries", []))
