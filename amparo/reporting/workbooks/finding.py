"""Where the markers of a workbook stand, and which of them cannot be filled without losing
something."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

from amparo.reporting.workbooks.package import Package, Sheet, local, place

MARKER = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
NAME = "amparo."
ONE_CELL = re.compile(
    r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?([0-9]+)(?::\$?([A-Z]{1,3})\$?([0-9]+))?"
)
# Parts with text that is no cell: text boxes, charts, remarks.
ELSEWHERE = re.compile(r"xl/(drawings|charts|comments)", re.IGNORECASE)


class Trouble(StrEnum):
    """Why a marker is not filled."""

    FORMULA = "formula"
    MERGED = "merged"
    PIECES = "pieces"
    RANGE = "range"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Spot:
    """A marker in a cell. `whole`: the cell holds nothing else."""

    sheet: str
    cell: str
    code: str
    whole: bool
    by_name: bool = False

    @property
    def where(self) -> str:
        return f"{self.sheet}!{self.cell}"


@dataclass(frozen=True)
class Problem:
    trouble: Trouble
    where: str


@dataclass(frozen=True)
class Found:
    spots: list[Spot]
    problems: list[Problem]


def find(package: Package) -> Found:
    spots: list[Spot] = []
    problems: list[Problem] = []
    for sheet in package.sheets:
        for found in _of_sheet(package, sheet):
            (spots if isinstance(found, Spot) else problems).append(found)  # type: ignore[arg-type]
    for named in _by_name(package):
        (spots if isinstance(named, Spot) else problems).append(named)  # type: ignore[arg-type]
    problems += [Problem(Trouble.ELSEWHERE, part) for part in _elsewhere(package)]
    return Found(spots, problems)


def _of_sheet(package: Package, sheet: Sheet) -> Iterator[Spot | Problem]:
    covered = merged(sheet)
    for cell in sheet.root.iter("{*}c"):
        texts = pieces(package, cell)
        codes = MARKER.findall("".join(texts))
        if not codes:
            continue
        reference = cell.get("r", "")
        where = f"{sheet.name}!{reference}"
        if is_formula(cell):
            yield Problem(Trouble.FORMULA, where)
        elif reference in covered and covered[reference] != reference:
            yield Problem(Trouble.MERGED, where)
        elif len(codes) != sum(len(MARKER.findall(text)) for text in texts):
            yield Problem(Trouble.PIECES, where)
        else:
            whole = MARKER.fullmatch("".join(texts).strip()) is not None and len(codes) == 1
            for code in codes:
                yield Spot(sheet.name, reference, code.strip(), whole)


def is_formula(cell: etree._Element) -> bool:
    # The cells into which a formula spills hold its text and no formula of their own.
    return cell.find("{*}f") is not None or cell.get("t") == "str"


def pieces(package: Package, cell: etree._Element) -> list[str]:
    """What stands in a cell, in as many pieces as it is formatted in."""
    if is_formula(cell):
        return [each.text or "" for each in cell if local(each) in ("f", "v")]
    return [each.text or "" for each in texts(package, cell)]


def texts(package: Package, cell: etree._Element) -> list[etree._Element]:
    held = written(package, cell)
    if held is None:
        return []
    # Not how it is pronounced, which stands beside it.
    return [each for each in held.iter("{*}t") if local(each.getparent()) != "rPh"]


def written(package: Package, cell: etree._Element) -> etree._Element | None:
    """The element with the words of a cell: its own, or the one it shares with others."""
    if cell.get("t") == "inlineStr":
        return cell.find("{*}is")
    value = cell.findtext("{*}v")
    if cell.get("t") == "s" and value and value.isdecimal() and int(value) < len(package.strings):
        return package.strings[int(value)]
    return None


def merged(sheet: Sheet) -> dict[str, str]:
    """Each cell of a merged range, with the cell at its top left that shows for all of them."""
    covered = {}
    ranges = [each.get("ref", "").split(":") for each in sheet.root.iter("{*}mergeCell")]
    for cell in sheet.root.iter("{*}c"):
        row, column = place(cell.get("r", "A1"))
        for ends in ranges:
            (top, left), (bottom, right) = place(ends[0]), place(ends[-1])
            if top <= row <= bottom and left <= column <= right:
                covered[cell.get("r", "")] = ends[0]
    return covered


def _by_name(package: Package) -> Iterator[Spot | Problem]:
    """Cells that were given a name such as amparo.people_assisted."""
    for each in package.workbook.iter("{*}definedName"):
        name = each.get("name", "")
        if not name.lower().startswith(NAME):
            continue
        found = ONE_CELL.fullmatch((each.text or "").strip())
        sheet = found and _named(package, (found[1] or found[2]).replace("''", "'"))
        if found is None or sheet is None:
            yield Problem(Trouble.RANGE, name)
            continue
        cell = f"{found[3]}{found[4]}"
        ranges = {each.get("ref") for each in sheet.root.iter("{*}mergeCell")}
        if found[5] and f"{cell}:{found[5]}{found[6]}" not in ranges | {f"{cell}:{cell}"}:
            yield Problem(Trouble.RANGE, name)
            continue
        yield _at(sheet, cell, name)


def _at(sheet: Sheet, cell: str, name: str) -> Spot | Problem:
    held = next((each for each in sheet.root.iter("{*}c") if each.get("r") == cell), None)
    where = f"{sheet.name}!{cell}"
    if held is not None and is_formula(held):
        return Problem(Trouble.FORMULA, where)
    if _hidden_by_merge(sheet, cell):
        return Problem(Trouble.MERGED, where)
    return Spot(sheet.name, cell, name[len(NAME) :], whole=True, by_name=True)


def _hidden_by_merge(sheet: Sheet, cell: str) -> bool:
    row, column = place(cell)
    for each in sheet.root.iter("{*}mergeCell"):
        ends = each.get("ref", "").split(":")
        (top, left), (bottom, right) = place(ends[0]), place(ends[-1])
        if top <= row <= bottom and left <= column <= right and (row, column) != (top, left):
            return True
    return False


def _named(package: Package, name: str) -> Sheet | None:
    return next((each for each in package.sheets if each.name == name), None)


def _elsewhere(package: Package) -> list[str]:
    return sorted(
        name
        for name, content in package.parts.items()
        if ELSEWHERE.match(name) and b"{{" in content
    )
