"""The parts of a workbook that matter here. Files come in cleaned, so no entity is in them."""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass

from lxml import etree

LARGEST_PART, MOST_UNPACKED = 8 * 1024 * 1024, 40 * 1024 * 1024
LONG_AGO = (1980, 1, 1, 0, 0, 0)
WORKBOOK = "xl/workbook.xml"
CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


class TooLarge(Exception):
    """A workbook so large that no form is."""


@dataclass
class Sheet:
    name: str
    part: str
    root: etree._Element


def local(element: etree._Element) -> str:
    """The name of an element without its namespace, which two editions of the format spell two
    ways."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def place(reference: str) -> tuple[int, int]:
    """Row and column of a cell such as B4."""
    found = CELL.fullmatch(reference)
    if found is None:
        raise ValueError(reference)
    return int(found[2]), column(found[1])


class Package:
    """The parts of a workbook by name; sheets taken apart, all others as they came."""

    def __init__(self, content: bytes):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            listed = package.infolist()
            if sum(each.file_size for each in listed) > MOST_UNPACKED:
                raise TooLarge
            self.parts = {each.filename: package.read(each) for each in listed}
        self.workbook = _tree(self.parts[WORKBOOK])
        targets = self._targets()
        self.sheets = [
            Sheet(each.get("name", ""), targets[relation], self._sheet(targets[relation]))
            for each in self.workbook.iter("{*}sheet")
            if (relation := _relation(each)) in targets and "worksheets/" in targets[relation]
        ]
        strings = [part for part in targets.values() if part.endswith("sharedStrings.xml")]
        self.strings = [
            each for part in strings for each in _tree(self._small(part)).iterchildren("{*}si")
        ]

    def _targets(self) -> dict[str, str]:
        rels = _tree(self.parts["xl/_rels/workbook.xml.rels"])
        found = {}
        for each in rels.iter("{*}Relationship"):
            target = each.get("Target", "")
            part = target[1:] if target.startswith("/") else posixpath.join("xl", target)
            if (part := posixpath.normpath(part)) in self.parts:
                found[each.get("Id", "")] = part
        return found

    def _sheet(self, part: str) -> etree._Element:
        return _tree(self._small(part))

    def _small(self, part: str) -> bytes:
        if len(self.parts[part]) > LARGEST_PART:
            raise TooLarge
        return self.parts[part]

    def packed(self) -> bytes:
        """The workbook again, with what was changed in its sheets."""
        parts = dict(self.parts)
        for sheet in self.sheets:
            parts[sheet.part] = _written(sheet.root)
        parts[WORKBOOK] = _written(self.workbook)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in parts.items():
                about = zipfile.ZipInfo(name, LONG_AGO)
                about.compress_type, about.create_system = zipfile.ZIP_DEFLATED, 0
                package.writestr(about, content)
        return out.getvalue()


def _tree(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(content, parser)


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _relation(sheet: etree._Element) -> str:
    return next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
