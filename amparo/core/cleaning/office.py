"""DOCX and XLSX packed anew: the same text and tables, without who wrote them, when and where."""

import io
import re
import zipfile

from amparo.core.cleaning import markup, pictures
from amparo.core.cleaning.limits import (
    MOST_PARTS,
    MOST_SWELLING,
    MOST_UNPACKED,
    SMALL_ENOUGH,
    Because,
    CannotClean,
)

# Left out whole: who wrote it, who remarked on it, on which printer, under which label.
LEFT_OUT = re.compile(
    r"docProps/|customXml/|docMetadata/|_xmlsignatures/|word/people\.xml$|xl/persons/"
    r"|xl/threadedComments/|xl/revisions/|xl/userNames|.*/printerSettings/|.*/thumbnail\.|"
    r"word/(commentsIds|commentsExtensible|commentsExtended|recipientData)\.xml$|xl/calcChain\.xml$",
    re.IGNORECASE,
)
DRAWN = re.compile(r".*\.(jpe?g|png|gif|webp)$", re.IGNORECASE)
# Long parts that hold nothing but what is seen: looked through, but not taken apart.
LONG = re.compile(r"xl/(worksheets/[^/]+|sharedStrings|styles)\.xml$", re.IGNORECASE)
WRITTEN = re.compile(r".*\.(xml|rels|vml)$", re.IGNORECASE)
# What zipfile raises: NotImplementedError for a way of packing that it does not know.
DAMAGED = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError)
LONG_AGO = (1980, 1, 1, 0, 0, 0)
FIRST = "[Content_Types].xml"


def rezipped(content: bytes) -> bytes:
    """A new package of the parts that were understood. One that holds another file is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _packed(_parts(package))
    except DAMAGED as error:
        raise CannotClean(Because.DAMAGED) from error


def _parts(package: zipfile.ZipFile) -> dict[str, bytes]:
    listed = [each for each in package.infolist() if not each.is_dir()]
    names = {each.filename for each in listed}
    if len({name.lower() for name in names}) != len(listed):
        # Two parts of one name: one program would show the first, another the second.
        raise CannotClean(Because.DAMAGED)
    unpacked = sum(each.file_size for each in listed)
    packed = max(1, sum(each.compress_size for each in listed))
    swells = unpacked > SMALL_ENOUGH and unpacked / packed > MOST_SWELLING
    if len(listed) > MOST_PARTS or unpacked > MOST_UNPACKED or swells:
        raise CannotClean(Because.TOO_MUCH)
    gone = {name for name in names if LEFT_OUT.match(name)}
    return {
        each.filename: _clean(each.filename, _read(package, each), gone)
        for each in listed
        if each.filename not in gone
    }


def _read(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Never more than the list said, whatever comes out."""
    with package.open(part) as stream:
        content = stream.read(part.file_size + 1)
    if len(content) != part.file_size:
        raise CannotClean(Because.DAMAGED)
    return content


def _clean(name: str, content: bytes, gone: set[str]) -> bytes:
    if DRAWN.match(name):
        return pictures.redrawn(content)
    if not WRITTEN.match(name):
        # Another file inside, a drawing of a program, a font: what cannot be read is not passed on.
        raise CannotClean(Because.ENCLOSED)
    if LONG.match(name):
        return markup.looked_through(content)
    return markup.without_words(name, content, gone)


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda each: (each != FIRST, each)):
            about = zipfile.ZipInfo(name, LONG_AGO)
            about.compress_type, about.create_system = zipfile.ZIP_DEFLATED, 0
            package.writestr(about, parts[name])
    return out.getvalue()
